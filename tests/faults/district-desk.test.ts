import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { acceptBatch } from '../../district/domain/accept.ts';
import {
  addClient,
  addOfficer,
  lookAt,
  putSettings,
  putYear,
  removeOfficer,
  renameOfficer,
  restoreOfficer,
  revokeClient,
  setPin,
  type Hand,
} from '../../district/domain/desk/unit-desk.ts';
import { makeDossierWay } from '../../district/domain/desk/way.ts';
import { currentOf, documentsToSend } from '../../district/domain/documents.ts';
import type { DistrictStore } from '../../district/domain/ports.ts';
import { rebuild } from '../../district/domain/projection.ts';
import { signalsOf } from '../../district/domain/signals/month-signals.ts';
import { documentBodies } from '../../shared/model/documents.ts';
import type { ClientId, KioskId, OfficerId, UnitId } from '../../shared/model/ids.ts';
import type { Problem } from '../../shared/model/problems.ts';
import type { Result } from '../../shared/model/result.ts';
import { isPin } from '../../shared/rules/pin.ts';
import { newKiosk, storeKinds } from '../support/district-store.ts';
import { bytesOf, JournalWriter, newDossier } from '../support/journal-writer.ts';
import { postgresMissing } from '../support/postgres.ts';
import { skipWithout } from '../support/skip.ts';

const unit = 'don-vi-mau' as UnitId;

/** What the office keeps of a unit's desk, and what comes back from it, on both kinds of store. */
describe.each(['PGlite', 'PostgreSQL'] as const)('a unit’s desk on %s', (kind) => {
  const missing = kind === 'PostgreSQL' ? postgresMissing() : undefined;
  let store: DistrictStore;
  let close = async (): Promise<void> => undefined;
  let hand: Hand;
  let kiosk: KioskId;

  beforeAll(async () => {
    if (missing !== undefined) return;
    ({ store, close } = await storeKinds[kind]());
    hand = { store, now: () => 1_000, unit, by: 'van-phong' };
    kiosk = await newKiosk(store);
  });
  afterAll(() => close());
  beforeEach((context) => skipWithout(context, missing));

  const done = async <T>(outcome: Promise<Result<T, Problem>>): Promise<T> => {
    const result = await outcome;
    if (!result.ok) throw new Error(result.problem.en);
    return result.value;
  };
  const refused = async (outcome: Promise<Result<unknown, Problem>>): Promise<string> => {
    const result = await outcome;
    return result.ok ? 'done' : result.problem.code;
  };
  const look = () => done(lookAt(store, unit));

  test('begins with sample officers who can sign in, and holidays that nobody had to guess', async () => {
    const desk = await look();
    expect(desk.officers.map(({ hasPin }) => hasPin)).toEqual([true, true, true]);
    expect(desk.years.map(({ year, complete }) => [year, complete])).toEqual([
      [2026, false],
      [2027, false],
    ]);
    expect(desk.years.every(({ holidays }) => holidays.every((day) => !/-02-1\d/.test(day)))).toBe(
      true,
    );
    expect(desk.settings).toMatchObject({ selfLaunch: 'handed-over', walkInAllowed: true });
    const { officers } = (await currentOf(store, unit, 'officers'))!;
    expect(await isPin('101010', officers[0]?.pin ?? '')).toBe(true);
  });

  test('takes an officer in, by a name of their own, and lets them go', async () => {
    await done(addOfficer(hand, { name: 'Đặng Thị Ánh', pin: '246810' }));
    await done(addOfficer(hand, { name: 'Đặng Thị Ánh', pin: null }));
    const ids = (await look()).officers.slice(3).map(({ id, hasPin }) => [id, hasPin]);
    expect(ids).toEqual([
      ['dang-thi-anh', true],
      ['dang-thi-anh-2', false],
    ]);
    const first = 'dang-thi-anh' as OfficerId;
    await done(renameOfficer(hand, first, 'Đặng Ánh'));
    await done(removeOfficer(hand, first));
    expect((await look()).formerOfficers).toEqual([{ id: first, name: 'Đặng Ánh' }]);
    await done(addOfficer(hand, { name: 'Đặng Thị Ánh', pin: null }));
    expect((await look()).officers.at(-1)?.id).toBe('dang-thi-anh-3');
    await done(restoreOfficer(hand, first));
    expect((await look()).officers.at(-1)).toEqual({ id: first, name: 'Đặng Ánh', hasPin: false });
    expect((await look()).published.officers).toMatchObject({ by: 'van-phong', at: 1_000 });
  });

  test('sets, resets and takes away a PIN; a bad one changes nothing', async () => {
    const officer = 'can-bo-mau-2' as OfficerId;
    const pin = async () =>
      (await currentOf(store, unit, 'officers'))?.officers.find(({ id }) => id === officer)?.pin;
    for (const bad of ['12345', '12345a', '', ' 123456', '1'.repeat(33)]) {
      expect(await refused(setPin(hand, officer, bad))).toBe('office.pin');
    }
    expect(await isPin('202020', (await pin()) ?? '')).toBe(true);
    await done(setPin(hand, officer, '987654'));
    expect(await isPin('987654', (await pin()) ?? '')).toBe(true);
    await done(setPin(hand, officer, null));
    expect(await pin()).toBeUndefined();
    expect(await refused(setPin(hand, 'nobody' as OfficerId, '123456'))).toBe('office.officer');
  });

  test('shows a key once and keeps its hash; a revoked one is gone from the kiosks', async () => {
    const client = { name: 'Phần mềm một cửa', rights: ['launch', 'status'] as const };
    const made = await done(addClient(hand, client));
    const body = (await currentOf(store, unit, 'clients'))!;
    const hash = createHash('sha256').update(made.key).digest('hex');
    expect(body.clients).toEqual([{ id: made.client, ...client, keyHash: hash }]);
    expect(Buffer.from(made.key, 'base64url')).toHaveLength(32);
    expect(JSON.stringify(await look())).not.toContain(hash);

    await done(revokeClient(hand, made.client));
    expect((await currentOf(store, unit, 'clients'))?.clients).toEqual([]);
    expect(await refused(revokeClient(hand, made.client))).toBe('office.client');
    const again = await done(addClient(hand, client));
    expect([again.client, again.key === made.key]).toEqual(['phan-mem-mot-cua-2', false]);
    expect(await refused(revokeClient(hand, 'x' as ClientId))).toBe('office.client');
  });

  test('loses none of many changes made at once', async () => {
    const before = (await look()).officers.length;
    const names = Array.from({ length: 8 }, () => 'Người Trùng Tên');
    await Promise.all(names.map((name) => done(addOfficer(hand, { name, pin: null }))));
    const { officers } = await look();
    expect(officers).toHaveLength(before + names.length);
    expect(new Set(officers.map(({ id }) => id)).size).toBe(officers.length);
  });

  test('replaces one year of the calendar and refuses what cannot be', async () => {
    const year = { year: 2027, source: 'Thông báo mẫu', complete: true };
    const listed = { holidays: ['2027-09-02', '2027-01-01'], workingDays: ['2027-01-09'] };
    await done(putYear(hand, { ...year, ...listed }));
    const { years } = await look();
    expect(years.map(({ year: number }) => number)).toEqual([2026, 2027]);
    expect(years[1]).toEqual({ ...year, ...listed, holidays: ['2027-01-01', '2027-09-02'] });

    const bad = (changes: object) => refused(putYear(hand, { ...year, ...listed, ...changes }));
    expect(await bad({ holidays: ['2028-01-01'] })).toBe('office.calendar-year');
    expect(await bad({ workingDays: ['2027-09-02'] })).toBe('office.calendar-both');
    expect(await bad({ source: null })).toBe('office.calendar-source');
    expect((await look()).years).toEqual(years);
  });

  test('puts settings in place with who did it, and every kiosk is told', async () => {
    const { settings } = await look();
    const days = settings.workingTime!.days.with(5, [{ from: '07:30', to: '11:30' }]);
    const workingTime = { days, lateReceptionAt: null };
    await done(putSettings(hand, { walkInAllowed: false, selfLaunch: 'never', workingTime }));
    expect((await look()).settings).toEqual({
      ...{ walkInAllowed: false, selfLaunch: 'never', workingTime },
    });
    expect((await look()).published.settings).toMatchObject({ by: 'van-phong' });
    const sent = await documentsToSend(store, Date.now, (await store.kiosks.find(kiosk))!, {});
    const body = documentBodies.settings.parse(sent.find((one) => one.kind === 'settings')?.body);
    expect(body).toMatchObject({ selfLaunch: 'never', workingTime, retentionDays: 400 });
    expect(sent.map((one) => one.kind).sort()).toEqual([
      ...['calendar', 'clients', 'form', 'officers', 'settings'],
    ]);

    const overlapping = [
      { from: '07:30', to: '11:30' },
      { from: '11:00', to: '17:00' },
    ];
    for (const wrong of [[{ from: '17:00', to: '07:30' }], overlapping]) {
      const worse = { days: days.with(0, wrong), lateReceptionAt: null };
      const outcome = putSettings(hand, { walkInAllowed: true, workingTime: worse });
      expect(await refused(outcome)).toBe('office.working-time');
    }
  });

  const send = async (writer: JournalWriter) => {
    const { journal, lines } = writer;
    const batch = { kiosk, journal, lines: bytesOf(lines), receivedAt: 1 };
    expect((await acceptBatch(store.journals, batch)).outcome).toBe('accepted');
  };
  const handOver = (writer: JournalWriter, dossier: string, officer = 'can-bo-mau-1') =>
    writer.writeAny('dossier.handed-over', {
      ...{ dossier, procedure: null, officer, handOver: 'completed', client: 'mot-cua' },
    });

  test('follows the dossiers from the hand-over to the end, whatever came twice', async () => {
    const writer = new JournalWriter();
    const [rated, declined, never] = [newDossier(), newDossier(), newDossier()];
    for (const dossier of [rated, declined, never, never]) handOver(writer, dossier);
    writer.rate({
      level: 1,
      dossier: rated,
      lateness: { state: 'late', workingDays: 2 },
      apology: 'recorded',
    });
    const survey = writer.launch({
      dossier: declined,
      lateness: { state: 'on-time', workingDays: 0 },
    });
    writer.writeAny('survey.declined', { survey });
    const shown = writer.launch({
      lateness: { state: 'late', workingDays: 1 },
      apology: 'not-recorded',
    });
    writer.writeAny('survey.apology-shown', { survey: shown });
    writer.write('journal.salvaged', {
      line: writer.lineAfter(writer.position, 'machine.stopped', {}),
    });
    await send(writer);
    const way = await done(makeDossierWay(store, { from: '2026-11-20', to: '2026-11-20' }));
    expect(way.total).toEqual({
      ...{ handedOver: 3, neverLaunched: 1, launched: 3, shown: 1, answered: 1, declined: 1 },
      ...{ expired: 0, withdrawn: 0, open: 1, onTime: 1, late: 2, latenessUnknown: 0 },
      ...{ latenessUntold: 0, apologiesRecorded: 1, apologiesMissing: 1, apologiesShown: 1 },
    });
    expect(way.rows).toEqual([
      {
        ...{ unit: 'Trung tâm Phục vụ hành chính công xã Mẫu', counter: 'Quầy số 1' },
        ...{ officer: 'Cán bộ mẫu Một', counts: way.total },
      },
    ]);
    await rebuild(store.projections);
    expect(await done(makeDossierWay(store, { from: '2026-11-20', to: '2026-11-20' }))).toEqual(
      way,
    );
    const other = { from: '2026-11-20', to: '2026-11-20', unit: 'another' as UnitId };
    expect((await done(makeDossierWay(store, other))).total.launched).toBe(0);
  });

  test('asks about an officer’s month out of the entries themselves', async () => {
    const writer = new JournalWriter();
    writer.wall = Date.UTC(2026, 8, 14, 13); // 20:00 in Vietnam
    for (let at = 0; at < 40; at += 1) writer.rate({ level: 5, afterMs: 700 });
    await send(writer);
    const { signals, officers, hoursUnknown } = await signalsOf(store, '2026-09');
    const found = signals.map(({ rule, subject }) => [rule, subject.name]);
    expect(found.sort()).toEqual([
      ['bursts', 'Cán bộ mẫu Một'],
      ['fast-answers', 'Cán bộ mẫu Một'],
      ['off-hours', 'Cán bộ mẫu Một'],
    ]);
    expect(signals.find(({ rule }) => rule === 'off-hours')).toMatchObject({ hits: 40, of: 40 });
    expect(officers).toBe(1);
    expect(hoursUnknown).toEqual(['Trung tâm Phục vụ hành chính công xã Mẫu']);
    expect((await signalsOf(store, '2026-08')).signals).toEqual([]);
  });
});
