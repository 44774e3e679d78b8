import { describe, expect, test } from 'vitest';
import { faultSentences } from '../model/health-faults.ts';
import { healthSchema, type Health } from '../model/health.ts';
import { assess, healthLimits, verdictOf } from './health.ts';

const hourMs = 60 * 60_000;

/** A kiosk that nothing is wrong with. */
const well: Health = healthSchema.parse({
  ...{ at: 1_700_000_000_000, enrolled: true, online: true, queueDepth: 0 },
  ...{ appVersion: '1.2.3', nodeVersion: '24.1.0', system: 'linux x64' },
  ...{ formVersion: 1, catalogueVersion: 3, timezone: 'Asia/Ho_Chi_Minh', crashes24h: 0 },
});
const codes = (change: Partial<Health>): string[] =>
  assess({ ...well, ...change }).map(({ code, severity }) => `${severity} ${code}`);

describe('assess', () => {
  test('finds nothing on a kiosk that is well, and takes no unread figure for a fault', () => {
    expect(assess(well)).toEqual([]);
    expect(verdictOf(assess(well))).toBe('well');
  });

  test.each<[string, Partial<Health>, string]>([
    ['a disk that refuses', { storageProblem: 'storage.full' }, 'sick storage-refuses'],
    ['a full disk', { diskFreeBytes: 10 }, 'sick disk-full'],
    ['a nearly full disk', { diskFreeBytes: 200 * 1024 * 1024 }, 'warning disk-nearly-full'],
    ['a slow disk', { syncP99Ms: 150.4 }, 'warning disk-slow'],
    ['no form', { formVersion: null }, 'sick form-missing'],
    [
      'a day without the district',
      { online: false, lastContactMs: 24 * hourMs },
      'warning offline',
    ],
    ['a week without it', { online: false, lastContactMs: 168 * hourMs }, 'sick offline'],
    ['an old queue', { queueDepth: 9, oldestUnsentMs: 5 * hourMs }, 'warning upload-behind'],
    ['a fork', { uploadProblem: 'district.fork' }, 'sick upload-refused'],
    ['a clock of 1970', { clockSkewMs: 1_700_000_000_000 }, 'warning clock-wrong'],
    ['a clock that runs ahead', { clockSkewMs: -600_000 }, 'warning clock-wrong'],
    ['a jumping clock', { clockJumps24h: 4 }, 'warning clock-jumps'],
    ['another time zone', { timezone: 'UTC' }, 'warning timezone-wrong'],
    ['crashes', { crashes24h: 4 }, 'warning crashes'],
    ['many crashes', { crashes24h: 40 }, 'sick crashes'],
    ['little memory', { memoryFreeBytes: 1 }, 'warning memory-low'],
    ['a memory leak', { memoryUsedBytes: 2 ** 31 }, 'warning memory-used'],
    ['heat', { temperatureC: 85 }, 'warning hot'],
    ['a fire', { temperatureC: 99 }, 'sick hot'],
    ['a battery', { power: 'battery', batteryPercent: 40 }, 'warning on-battery'],
    ['no display', { displays: [] }, 'sick no-display'],
    ['a display without touch', { displays: [screen(false)] }, 'sick no-touch'],
    ['an open lock', { lock: { checked: 40, loose: ['console.vt'] } }, 'warning not-locked'],
    ['no catalogue', { catalogueVersion: null }, 'warning catalogue-missing'],
    ['an old catalogue', { catalogueAgeMs: 500 * 24 * hourMs }, 'warning catalogue-old'],
    ['refused settings', { settingsProblem: 'settings.malformed' }, 'warning settings-refused'],
    [
      'an update taken back',
      { update: { state: 'rolled-back', version: '2.0.0' } },
      'warning update-failed',
    ],
    [
      'a version that waits for its package',
      { update: { state: 'by-package', version: '2.0.0' } },
      'warning update-by-package',
    ],
  ])('sees %s', (_, change, fault) => {
    expect(codes(change)).toEqual([fault]);
  });

  test('asks a kiosk without a district for nothing but that', () => {
    const fresh = { enrolled: false, formVersion: null, catalogueVersion: null, online: false };
    expect(codes(fresh)).toEqual(['sick not-enrolled']);
  });

  test('says the worst first, and heals with the figure', () => {
    const bad = { timezone: 'UTC', diskFreeBytes: 1 };
    expect(codes(bad)).toEqual(['sick disk-full', 'warning timezone-wrong']);
    expect(verdictOf(assess({ ...well, ...bad }))).toBe('sick');
    expect(verdictOf(assess({ ...well, timezone: 'UTC' }))).toBe('warning');
    expect(codes({ ...bad, ...{ timezone: 'Asia/Saigon', diskFreeBytes: 2 ** 40 } })).toEqual([]);
  });

  test('does not call a kiosk with one blind display touchless', () => {
    expect(codes({ displays: [screen(false), screen(true)] })).toEqual([]);
    expect(codes({ displays: [screen(null)] })).toEqual([]);
  });
});

test('every fault is a whole sentence in both languages with the same figures', () => {
  const holes = (sentence: string): string[] =>
    [...sentence.matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort();
  for (const { vi, en } of Object.values(faultSentences)) {
    expect(vi).toMatch(/[ăâđêôơưàảãáạ]/);
    expect(holes(vi)).toEqual(holes(en));
  }
  const filled = assess({ ...well, diskFreeBytes: healthLimits.diskFullBytes - 1 });
  expect(filled[0]?.vi).toContain('63 MB');
  expect(filled.flatMap(({ vi, en }) => holes(vi + en))).toEqual([]);
});

test('an older kiosk’s figures are read, and a newer one’s', () => {
  const { at, enrolled, online, queueDepth, appVersion, nodeVersion, system } = well;
  const old = { at, enrolled, online, queueDepth, appVersion, nodeVersion, system };
  expect(healthSchema.parse(old).temperatureC).toBeNull();
  expect(healthSchema.parse({ ...old, mood: 'fine' })).not.toHaveProperty('mood');
});

function screen(touch: boolean | null) {
  return { id: 'a', width: 1_080, height: 1_920, touch };
}
