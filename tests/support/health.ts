import { healthSchema, type Health } from '../../shared/model/health.ts';

/** A kiosk with nothing wrong, as it would say so itself; what is not named is unknown. */
export function wellHealth(changes: Partial<Health> = {}): Health {
  return healthSchema.parse({
    ...{ at: Date.UTC(2026, 10, 22, 3), enrolled: true, online: true, queueDepth: 0 },
    ...{ lastContactMs: 1_000, diskFreeBytes: 50_000_000_000, diskTotalBytes: 64_000_000_000 },
    ...{ syncP99Ms: 4.2, clockSkewMs: 1_200, timezone: 'Asia/Ho_Chi_Minh' },
    ...{ displays: [{ id: '1', width: 1920, height: 1080, touch: true }] },
    ...{ appVersion: '1.2.0', nodeVersion: '24.3.0', system: 'Debian GNU/Linux 13' },
    ...{ catalogueVersion: 3, formVersion: 1, settingsVersion: 2, officersVersion: 2 },
    ...{ lock: { checked: 40, loose: [] }, secrets: 'key-store' },
    ...changes,
  });
}
