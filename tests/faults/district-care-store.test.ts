import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { acceptBatch } from '../../district/domain/accept.ts';
import { documentsToSend } from '../../district/domain/documents.ts';
import { putSettings } from '../../district/domain/desk/unit-desk.ts';
import { keepBundle } from '../../district/domain/fleet/bundles.ts';
import { keysOf, makeKey, revokeKey } from '../../district/domain/fleet/keys.ts';
import {
  putDistrictUrl,
  putTechnicianPin,
  putUnitKioskSettings,
  unitKiosksOf,
} from '../../district/domain/fleet/unit-kiosks.ts';
import { noteHeartbeat } from '../../district/domain/fleet/health.ts';
import type { DistrictStore } from '../../district/domain/ports.ts';
import { value } from '../../electron/core/testing/acts.ts';
import { keyRequestSchema, type KeyRequest } from '../../shared/contract/technician-keys.ts';
import type { UnitKioskSettings } from '../../shared/contract/unit-kiosks.ts';
import { bundlesKept, keyFileLifeMaxMs, keyFilesOpenMax } from '../../shared/limits.ts';
import { documentBodies } from '../../shared/model/documents.ts';
import type { KioskId, UnitId } from '../../shared/model/ids.ts';
import type { Problem } from '../../shared/model/problems.ts';
import { keyFileSchema } from '../../shared/model/provision.ts';
import type { Result } from '../../shared/model/result.ts';
import { isPin } from '../../shared/rules/pin.ts';
import { newKiosk, storeKinds } from '../support/district-store.ts';
import { wellHealth } from '../support/health.ts';
import { bytesOf, JournalWriter } from '../support/journal-writer.ts';
import { postgresMissing } from '../support/postgres.ts';
import { skipWithout } from '../support/skip.ts';

const unit = 'don-vi-mau' as UnitId;
const startMs = Date.UTC(2026, 10, 22, 3);
const hourMs = 60 * 60_000;
const nowhere = 'khong-co' as UnitId;

/** Keys, settings, bundles and what was told of versions, on both kinds of store. */
describe.each(['PGlite', 'PostgreSQL'] as const)('the care for kiosks on %s', (kind) => {
  const missing = kind === 'PostgreSQL' ? postgresMissing() : undefined;
  let store: DistrictStore;
  let close = async (): Promise<void> => undefined;
  let time = startMs;
  const now = () => time;

  beforeAll(async () => {
    if (missing === undefined) ({ store, close } = await storeKinds[kind]());
  });
  afterAll(() => close());
  beforeEach((context) => skipWithout(context, missing));

  const hand = (by = 'van-phong') => ({ store, now, by });
  const codeOf = (result: Result<unknown, Problem>): string =>
    result.ok ? 'done' : result.problem.code;
  const settingsOf = async (kiosk: KioskId) => {
    const sent = await documentsToSend(store, now, (await store.kiosks.find(kiosk))!, {});
    const document = sent.find((one) => one.kind === 'settings');
    return documentBodies.settings.parse(document?.body);
  };
  const asked = (changes: Partial<KeyRequest> = {}): KeyRequest => ({
    ...{ technician: 'Lê Thị Kỹ', units: null, kiosks: null, until: time + hourMs },
    ...changes,
  });
  const make = async (changes: Partial<KeyRequest> = {}) => {
    const { file } = value(await makeKey(hand(), asked(changes)));
    const [{ id } = { id: '' }] = await keysOf(store, now);
    return { id, key: keyFileSchema.parse(JSON.parse(file)) };
  };

  test('a key file that is taken back is told to the kiosks it opens, until its end', async () => {
    const [kiosk, other] = [await newKiosk(store), await newKiosk(store)];
    const { id, key } = await make({ kiosks: [kiosk], units: [unit] });
    expect(await settingsOf(kiosk)).not.toHaveProperty('revokedKeyFiles');
    time += 1;
    value(await revokeKey(hand('truong-phong'), id));
    const [standing] = await keysOf(store, now);
    expect(standing).toMatchObject({
      ...{ state: 'revoked', revokedBy: 'truong-phong', revokedAt: time, madeBy: 'van-phong' },
      ...{ kiosks: [{ id: kiosk, name: 'Kiosk' }], units: [{ id: unit }] },
    });
    expect(JSON.stringify(standing)).not.toContain(key.signature);
    const hash = createHash('sha256').update(key.signature).digest('hex');
    expect((await settingsOf(kiosk)).revokedKeyFiles).toEqual([hash]);
    expect(await settingsOf(other)).not.toHaveProperty('revokedKeyFiles');
    expect(codeOf(await revokeKey(hand(), id))).toBe('fleet.key');
    time += hourMs;
    expect(await settingsOf(kiosk)).not.toHaveProperty('revokedKeyFiles');
    const ended = await make();
    time += 2 * hourMs;
    expect((await keysOf(store, now))[0]?.state).toBe('ended');
    expect(codeOf(await revokeKey(hand(), ended.id))).toBe('fleet.key');
  });

  test.each<[string, () => Partial<KeyRequest>]>([
    ['fleet.key-until', () => ({ until: time })],
    ['fleet.key-until', () => ({ until: time + keyFileLifeMaxMs + 1 })],
    ['office.unit', () => ({ units: [nowhere] })],
    ['fleet.kiosk', () => ({ kiosks: ['00000000-89ab-4def-8123-000000000000' as KioskId] })],
  ])('a key file that cannot be made is refused as %s', async (code, changes) => {
    expect(codeOf(await makeKey(hand(), asked(changes())))).toBe(code);
  });

  test('a key file names somebody, and some kiosk', () => {
    for (const wrong of [{ technician: ' ' }, { units: [] }, { kiosks: [] }]) {
      expect(keyRequestSchema.safeParse({ ...asked(), ...wrong }).success).toBe(false);
    }
  });

  test('there are never more key files than can be taken back', async () => {
    time += keyFileLifeMaxMs; // what the others made has ended
    const made = Array.from({ length: keyFilesOpenMax + 1 }, () => makeKey(hand(), asked()));
    const codes = (await Promise.all(made)).map(codeOf);
    expect(codes.filter((code) => code === 'done')).toHaveLength(keyFilesOpenMax);
    expect(codes.filter((code) => code === 'fleet.keys-many')).toHaveLength(1);
    time += hourMs;
    expect(codeOf(await makeKey(hand(), asked()))).toBe('done');
  });

  const settingsNow = async (): Promise<UnitKioskSettings> =>
    value(await unitKiosksOf(store, now, unit)).settings;

  test('of changes that come at once each keeps its part, and each is a version', async () => {
    const before = value(await unitKiosksOf(store, now, unit)).published?.version ?? 0;
    const settings = await settingsNow();
    const districtUrl = 'https://moi.example.vn';
    const changes = [
      putUnitKioskSettings(hand('mot'), unit, { ...settings, pauseMs: 9_000 }),
      putDistrictUrl(hand('bon'), unit, districtUrl),
      putTechnicianPin(hand('hai'), unit, '864209'),
      putSettings({ ...hand('ba'), unit }, { walkInAllowed: true, desk: undefined }),
    ];
    expect((await Promise.all(changes)).map(codeOf)).toEqual(['done', 'done', 'done', 'done']);
    const held = value(await unitKiosksOf(store, now, unit));
    expect(held.published?.version).toBe(before + 4);
    expect(held.hasTechnicianPin).toBe(true);
    expect(held.settings).toMatchObject({ pauseMs: 9_000 });
    expect(held.districtUrl).toBe(districtUrl);
    const kiosk = await settingsOf(await newKiosk(store));
    expect(kiosk).toMatchObject({ pauseMs: 9_000, districtUrl });
    expect(await isPin('864209', kiosk.technicianPin ?? '')).toBe(true);
    expect(JSON.stringify(held)).not.toContain('argon2');

    value(await putUnitKioskSettings(hand(), unit, settings));
    expect(value(await unitKiosksOf(store, now, unit)).districtUrl).toBe(districtUrl);
    value(await putDistrictUrl(hand(), unit, null));
    value(await putTechnicianPin(hand(), unit, null));
    const after = value(await unitKiosksOf(store, now, unit));
    expect(after).toMatchObject({ hasTechnicianPin: false, districtUrl: null, settings });
  });

  test('what makes no sense is refused and changes nothing', async () => {
    const settings = await settingsNow();
    const countdown = { ...settings, countdownMs: settings.ratingTimeoutMs + 1_000 };
    expect(codeOf(await putUnitKioskSettings(hand(), unit, countdown))).toBe('office.countdown');
    expect(codeOf(await putUnitKioskSettings(hand(), nowhere, settings))).toBe('office.unit');
    for (const pin of ['1234', 'mật khẩu', '']) {
      expect(codeOf(await putTechnicianPin(hand(), unit, pin))).toBe('office.pin');
    }
    expect(codeOf(await putTechnicianPin(hand(), nowhere, null))).toBe('office.unit');
    expect(await settingsNow()).toEqual(settings);
  });

  test('the office sees how many kiosks have what is set', async () => {
    const kiosk = await newKiosk(store);
    const { kiosks, upToDate } = value(await unitKiosksOf(store, now, unit));
    const sent = await documentsToSend(store, now, (await store.kiosks.find(kiosk))!, {});
    const settingsVersion = sent.find((one) => one.kind === 'settings')?.version ?? 0;
    await noteHeartbeat(store, now, kiosk, wellHealth({ settingsVersion }));
    expect(value(await unitKiosksOf(store, now, unit))).toMatchObject({
      ...{ kiosks, upToDate: upToDate + 1 },
    });
    const settings = await settingsNow();
    value(await putUnitKioskSettings(hand(), unit, { ...settings, retentionDays: 999 }));
    expect(value(await unitKiosksOf(store, now, unit))).toMatchObject({ kiosks, upToDate: 0 });
  });

  test('of bundles that come at once the newest few stay', async () => {
    const kiosk = await newKiosk(store);
    const sent = Array.from({ length: bundlesKept + 3 }, (_, at) =>
      keepBundle(store, now, kiosk, Buffer.from(String(at))),
    );
    await Promise.all(sent);
    expect(await store.bundles.of(kiosk)).toHaveLength(bundlesKept);
  });

  test('the last word of a kiosk about a version is the one that counts', async () => {
    const kiosk = await newKiosk(store);
    const writer = new JournalWriter();
    const version = '7.0.0';
    writer.writeAny('update.refused', { version, problem: 'update.truncated' });
    writer.writeAny('update.downloaded', { version, bytes: 1 });
    writer.writeAny('update.refused', { version: '7.1.0', problem: 'update.minimum' });
    const lines = bytesOf([...writer.lines, writer.writeAny('update.refused', { version: 7 })]);
    const batch = { kiosk, journal: writer.journal, receivedAt: time };
    expect((await acceptBatch(store.journals, { ...batch, lines })).outcome).toBe('accepted');
    const told = (await store.releases.told()).filter((one) => one.kiosk === kiosk);
    expect(told.map(({ version: of, kind, problem }) => [of, kind, problem])).toEqual([
      ['7.0.0', 'update.downloaded', null],
      ['7.1.0', 'update.refused', 'update.minimum'],
    ]);
  });
});
