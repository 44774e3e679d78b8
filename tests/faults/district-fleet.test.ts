import { createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { acceptBatch } from '../../district/domain/accept.ts';
import { publishingKeyOf } from '../../district/domain/catalogue/publishing.ts';
import { documentsToSend } from '../../district/domain/documents.ts';
import { enrol } from '../../district/domain/enrolment.ts';
import { enrolAgain, makeBatch, type MadeBatch } from '../../district/domain/fleet/batch.ts';
import { codesOf, revokeCode } from '../../district/domain/fleet/codes.ts';
import { detailsOf } from '../../district/domain/fleet/details.ts';
import { runProvision } from '../../district/domain/fleet/errand.ts';
import { noteHeartbeat } from '../../district/domain/fleet/health.ts';
import { moveKiosk, restoreKiosk, retireKiosk } from '../../district/domain/fleet/keeping.ts';
import { fleetOf } from '../../district/domain/fleet/standing.ts';
import type { DistrictStore } from '../../district/domain/ports.ts';
import { project } from '../../district/domain/projection.ts';
import type { BatchRequest } from '../../shared/contract/fleet.ts';
import { healthHistoryMax } from '../../shared/limits.ts';
import { documentBodies } from '../../shared/model/documents.ts';
import type { CounterId, KioskId, UnitId } from '../../shared/model/ids.ts';
import type { Problem } from '../../shared/model/problems.ts';
import { provisionFilePattern, provisionSchema } from '../../shared/model/provision.ts';
import type { Result } from '../../shared/model/result.ts';
import { readSlip } from '../../shared/rules/enrolment-slip.ts';
import { isPin } from '../../shared/rules/pin.ts';
import { signedText } from '../../shared/rules/signed-file.ts';
import { newKiosk, storeKinds } from '../support/district-store.ts';
import { wellHealth } from '../support/health.ts';
import { bytesOf, JournalWriter } from '../support/journal-writer.ts';
import { postgresMissing } from '../support/postgres.ts';
import { skipWithout } from '../support/skip.ts';

const unit = 'don-vi-mau' as UnitId;
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const startMs = Date.UTC(2026, 10, 22, 3);

/** The kiosks of a district as the office keeps them, on both kinds of store. */
describe.each(['PGlite', 'PostgreSQL'] as const)('the fleet on %s', (kind) => {
  const missing = kind === 'PostgreSQL' ? postgresMissing() : undefined;
  let store: DistrictStore;
  let close = async (): Promise<void> => undefined;
  let time = startMs;
  const now = () => time;

  beforeAll(async () => {
    if (missing === undefined) ({ store, close } = await storeKinds[kind]());
  });
  afterAll(() => close());
  beforeEach((context) => {
    skipWithout(context, missing);
    time = startMs;
  });

  const hand = () => ({ store, now, by: 'van-phong' });
  const done = async <T>(outcome: Promise<Result<T, Problem>>): Promise<T> => {
    const result = await outcome;
    if (!result.ok) throw new Error(result.problem.en);
    return result.value;
  };
  const refused = async (outcome: Promise<Result<unknown, Problem>>): Promise<string> => {
    const result = await outcome;
    return result.ok ? 'done' : result.problem.code;
  };
  const rowOf = async (kiosk: KioskId) =>
    (await fleetOf(store, now)).kiosks.find((row) => row.kiosk === kiosk)!;
  const codesAt = async (kiosk: KioskId) => (await rowOf(kiosk)).faults.map(({ code }) => code);
  const beat = async (kiosk: KioskId, health: unknown, version = '1.2.0') => {
    await store.kiosks.heard(kiosk, time, { version, queueDepth: 0 });
    await noteHeartbeat(store, now, kiosk, health);
  };
  const send = async (kiosk: KioskId, writer: JournalWriter, lines = writer.lines) => {
    const batch = { kiosk, journal: writer.journal, lines: bytesOf(lines), receivedAt: time };
    return (await acceptBatch(store.journals, batch)).outcome;
  };
  const order = (changes: Partial<BatchRequest> = {}): BatchRequest => ({
    ...{ unit, districtUrl: 'https://hai-long.example.vn', until: time + 7 * dayMs },
    ...{ technicianPin: null, places: [{ counter: 'quay-1' as CounterId }] },
    ...changes,
  });

  test('a kiosk says how it is; what is wrong heals by itself', async () => {
    const kiosk = await newKiosk(store);
    expect(await codesAt(kiosk)).toEqual(['never']);
    await beat(kiosk, wellHealth());
    expect(await rowOf(kiosk)).toMatchObject({ verdict: 'well', faults: [], health: 'known' });

    const sick = wellHealth({
      ...{ diskFreeBytes: 1024, clockSkewMs: 30 * minuteMs },
      lock: { checked: 40, loose: ['vt-switch'] },
    });
    time += minuteMs;
    await beat(kiosk, sick);
    time += minuteMs;
    await beat(kiosk, { ...sick, at: time });
    const row = await rowOf(kiosk);
    expect(row.verdict).toBe('sick');
    expect(row.faults.map(({ code, since }) => [code, since])).toEqual([
      ['disk-full', startMs + minuteMs],
      ['clock-wrong', startMs + minuteMs],
      ['not-locked', startMs + minuteMs],
    ]);
    expect(row.faults[1]?.vi).toContain('30 phút');

    time += minuteMs;
    await beat(kiosk, wellHealth());
    expect(await rowOf(kiosk)).toMatchObject({ verdict: 'well', faults: [] });
    const { history, figures } = await done(detailsOf(store, now, kiosk));
    expect(history.map(({ faults }) => faults.length)).toEqual([0, 3, 0]);
    expect(figures).toMatchObject({ diskFreeBytes: 50_000_000_000, temperatureC: null });
  });

  test('the server sees by itself who is silent and who runs an older version', async () => {
    const [old, young] = [await newKiosk(store), await newKiosk(store)];
    await beat(old, wellHealth(), '1.9.2');
    await beat(young, undefined, '1.10.0');
    expect(await codesAt(old)).toEqual(['outdated']);
    expect(await rowOf(young)).toMatchObject({ faults: [], health: 'none', healthAt: null });
    time += 16 * minuteMs;
    expect(await codesAt(old)).toEqual(['silent', 'outdated']);
    time += dayMs;
    expect(await codesAt(young)).toEqual(['silent-long']);
    const verdicts = (await fleetOf(store, now)).kiosks.map(({ verdict }) => verdict);
    expect(verdicts).toEqual(verdicts.toSorted((one, other) => rank(one) - rank(other)));
    await beat(young, undefined, '1.10.0');
    expect(await codesAt(young)).toEqual([]);
    for (const kiosk of [old, young]) await done(retireKiosk(hand(), kiosk));
    expect(await rowOf(old)).toMatchObject({ verdict: 'apart', faults: [] });
  });

  test.each([
    ['no object', 'gì đó'],
    ['a figure of another kind', { ...wellHealth(), diskFreeBytes: 'nhiều' }],
    ['null', null],
  ])(
    'health that is unreadable (%s) is shown as that and hinders nothing',
    async (_name, health) => {
      const kiosk = await newKiosk(store);
      await beat(kiosk, wellHealth());
      await beat(kiosk, health);
      expect(await rowOf(kiosk)).toMatchObject({ health: 'unreadable', verdict: 'warning' });
      expect(await codesAt(kiosk)).toEqual(['health-unreadable']);
      const writer = new JournalWriter();
      writer.writeAny('health.noted', { faults: [], health });
      writer.rate({ level: 5 });
      expect(await send(kiosk, writer)).toBe('accepted');
      await project(store.projections);
      expect((await rowOf(kiosk)).entriesHeld).toBe(4);
      await beat(kiosk, wellHealth());
      expect(await rowOf(kiosk)).toMatchObject({ health: 'known', verdict: 'well' });
    },
  );

  test('a journal tells of the days without a network, and does not overtake what is heard now', async () => {
    const kiosk = await newKiosk(store);
    await beat(kiosk, wellHealth());
    const writer = new JournalWriter();
    const hot = wellHealth({ temperatureC: 99 });
    const note = (wall: number, health = hot) => {
      Object.assign(writer, { wall });
      writer.writeAny('health.noted', { faults: ['hot'], health });
    };
    note(startMs - 3 * dayMs);
    note(startMs + 400 * dayMs); // a clock that is a year ahead
    expect(await send(kiosk, writer)).toBe('accepted');
    await project(store.projections);
    expect(await rowOf(kiosk)).toMatchObject({ verdict: 'well', healthAt: startMs });
    const { history } = await done(detailsOf(store, now, kiosk));
    expect(history.at(-1)).toEqual({ at: startMs - 3 * dayMs, faults: ['hot'], readable: true });
    time += dayMs;
    await store.kiosks.heard(kiosk, time);
    note(startMs + minuteMs);
    await send(kiosk, writer);
    await project(store.projections);
    expect(await codesAt(kiosk)).toEqual(['hot']);
  });

  test('the history has an end', async () => {
    const kiosk = await newKiosk(store);
    for (let at = 0; at < healthHistoryMax + 20; at += 1) {
      time += minuteMs;
      await beat(kiosk, wellHealth({ temperatureC: at % 2 === 0 ? 99 : 40 }));
    }
    expect(await store.fleet.history(kiosk)).toHaveLength(healthHistoryMax);
  });

  test('forty kiosks at once: signed files, one code each, all of them enrol', async () => {
    const places = Array.from({ length: 39 }, (_, at) => ({
      newCounter: `Quầy tiếp nhận ${at + 1}`,
    }));
    const asked = order({ technicianPin: '246810' });
    const batch = await done(
      makeBatch(hand(), { ...asked, places: [...places, { counter: 'quay-1' as CounterId }] }),
    );
    expect(batch.handOuts).toHaveLength(40);
    expect(new Set(batch.handOuts.map(({ code }) => code)).size).toBe(40);
    const files = unzipSync(Buffer.from(batch.zip, 'base64'));
    expect(Object.keys(files).sort()).toEqual(batch.handOuts.map((one) => one.fileName).sort());
    const key = await publishingKeyOf(store);
    for (const [at, one] of batch.handOuts.entries()) {
      expect(one.fileName).toMatch(provisionFilePattern);
      const provision = provisionSchema.parse(
        JSON.parse(Buffer.from(files[one.fileName]!).toString()),
      );
      expect(provision).toMatchObject({ code: one.code, until: asked.until, label: one.name });
      expect(provision.publishingKey).toEqual(key);
      expect(isSigned(provision, key.publicKey)).toBe(true);
      expect(isSigned({ ...provision, until: provision.until + 1 }, key.publicKey)).toBe(false);
      expect(readSlip(one.slip)).toEqual({ districtUrl: asked.districtUrl, code: one.code });
      const { value } = (await enrol(store, now, newcomer(one.code, at))) as {
        value: { counter: unknown };
      };
      expect(value.counter).toEqual(one.counter);
    }
    const pin = provisionSchema.parse(JSON.parse(Buffer.from(Object.values(files)[0]!).toString()));
    expect(await isPin('246810', pin.technicianPin!)).toBe(true);
    const mine = new Set(batch.handOuts.map(({ id }) => id));
    const codes = (await codesOf(store, now)).filter(({ id }) => mine.has(id));
    expect(codes.map(({ state, madeBy }) => `${state} ${madeBy}`)).toEqual(
      Array<string>(40).fill('used van-phong'),
    );
    expect(JSON.stringify(codes)).not.toContain(batch.handOuts[0]?.code);
  });

  test('two at one counter are told apart; a name that is there makes no second counter', async () => {
    const twice = { newCounter: 'Quầy đôi' };
    const { handOuts } = await done(makeBatch(hand(), order({ places: [twice, twice] })));
    expect(handOuts.map(({ name, fileName }) => [name, fileName])).toEqual([
      ['Quầy đôi', 'kiosk.provision.quay-doi.json'],
      ['Quầy đôi (2)', 'kiosk.provision.quay-doi-2.json'],
    ]);
    const counters = await store.places.countersOf(unit);
    expect(counters.filter(({ name }) => name === 'Quầy đôi')).toHaveLength(1);
  });

  test.each([
    ['office.unit', { unit: 'khong-co' as UnitId }],
    ['fleet.counter', { places: [{ counter: 'khong-co' as CounterId }] }],
    ['fleet.until', { until: startMs - 1 }],
    ['fleet.until', { until: startMs + 365 * dayMs }],
    ['office.pin', { technicianPin: '1234' }],
  ])('what cannot be made is refused as %s', async (code, changes) => {
    expect(await refused(makeBatch(hand(), order(changes)))).toBe(code);
  });

  test('a code is used once, not after its day, and not once it is revoked', async () => {
    const places = Array.from({ length: 3 }, () => ({ counter: 'quay-1' as CounterId }));
    const { handOuts } = await done(makeBatch(hand(), order({ places })));
    const [used, revoked, late] = handOuts as [Hand, Hand, Hand];
    expect(await refused(enrol(store, now, newcomer(used.code, 1)))).toBe('done');
    expect(await refused(enrol(store, now, newcomer(used.code, 2)))).toBe('enrolment.code');
    await done(revokeCode(hand(), revoked.id));
    expect(await refused(enrol(store, now, newcomer(revoked.code, 3)))).toBe('enrolment.code');
    for (const { id } of [used, revoked]) {
      expect(await refused(revokeCode(hand(), id))).toBe('fleet.code');
    }
    time += 8 * dayMs;
    expect(await refused(enrol(store, now, newcomer(late.code, 4)))).toBe('enrolment.code');
    const states = new Map((await codesOf(store, now)).map(({ id, state }) => [id, state]));
    expect(handOuts.map(({ id }) => states.get(id))).toEqual(['used', 'revoked', 'expired']);
  });

  test('the command line makes the same files in a new folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fleet-'));
    const [out, counters] = [join(folder, 'out'), join(folder, 'counters.txt')];
    writeFileSync(counters, '\uFEFFquay-1\r\n\r\nQuầy lưu động\r\n');
    const flags = { unit, counters, out, districtUrl: 'http://10.0.0.5:7320', days: undefined };
    const run = (changes: object = {}) => runProvision(store, now, { ...flags, ...changes });
    for (const wrong of [
      { districtUrl: 'x' },
      { counters: folder },
      { days: 'x' },
      { out: undefined },
    ]) {
      expect(await refused(run(wrong))).toBe('fleet.errand');
    }
    expect(await done(run())).toContain('2 provision files');
    expect(readdirSync(out).sort()).toEqual([
      ...['kiosk.provision.quay-1.json', 'kiosk.provision.quay-luu-dong.json', 'ma-dang-ky.csv'],
    ]);
    const file = readFileSync(join(out, 'kiosk.provision.quay-1.json'), 'utf8');
    const { code } = provisionSchema.parse(JSON.parse(file));
    expect(await refused(enrol(store, now, newcomer(code, 9)))).toBe('done');
    expect(await refused(run())).toBe('fleet.folder');
    rmSync(folder, { recursive: true });
  });

  test('a kiosk moves, retires and comes back, with who and when', async () => {
    const kiosk = await newKiosk(store);
    const place = { newCounter: 'Quầy số 9' };
    await done(moveKiosk(hand(), kiosk, { place, name: 'Kiosk quầy 9' }));
    time += minuteMs;
    await done(retireKiosk({ ...hand(), by: 'ky-thuat' }, kiosk));
    expect((await store.kiosks.find(kiosk))?.state).toBe('retired');
    time += minuteMs;
    await done(restoreKiosk(hand(), kiosk));
    const { changes, row } = await done(detailsOf(store, now, kiosk));
    expect(changes.map(({ deed, by, detail }) => [deed, by, detail])).toEqual([
      ['restored', 'van-phong', ''],
      ['retired', 'ky-thuat', ''],
      ['renamed', 'van-phong', 'Kiosk quầy 9'],
      ['moved', 'van-phong', 'quay-so-9'],
      ['enrolled', null, ''],
    ]);
    expect(row).toMatchObject({ name: 'Kiosk quầy 9', counter: { id: 'quay-so-9' } });
    const sent = await documentsToSend(store, now, (await store.kiosks.find(kiosk))!, {});
    const settings = sent.find((document) => document.kind === 'settings');
    expect(documentBodies.settings.parse(settings?.body).counter.name).toBe('Quầy số 9');
    const nowhere = { place: { counter: 'khong-co' as CounterId } };
    expect(await refused(moveKiosk(hand(), kiosk, nowhere))).toBe('fleet.counter');
    const nobody = kiosk.replace(/^.{8}/, '00000000') as KioskId;
    expect(await refused(retireKiosk(hand(), nobody))).toBe('fleet.kiosk');
  });

  test('a kiosk that is enrolled again stays who it was, with a new key', async () => {
    const kiosk = await newKiosk(store);
    await done(retireKiosk(hand(), kiosk));
    const { until, districtUrl } = order();
    const made: MadeBatch = await done(enrolAgain(hand(), kiosk, { until, districtUrl }));
    const code = made.handOuts[0]?.code ?? '';
    const enrolled = await done(enrol(store, now, newcomer(code, 7)));
    expect(enrolled.kiosk).toBe(kiosk);
    expect(await store.kiosks.find(kiosk)).toMatchObject({
      ...{ state: 'active', publicKey: newcomer(code, 7).publicKey },
    });
    expect(await done(enrol(store, now, newcomer(code, 7)))).toMatchObject({ kiosk });
    expect(await refused(enrol(store, now, newcomer(code, 8)))).toBe('enrolment.code');
    const { changes } = await done(detailsOf(store, now, kiosk));
    expect(changes[0]).toMatchObject({ deed: 'enrolled-again', by: null });
  });

  test('a forked journal is a fault until the kiosk has begun another', async () => {
    const kiosk = await newKiosk(store);
    await beat(kiosk, wellHealth());
    const writer = new JournalWriter();
    writer.rate({ level: 5 });
    await send(kiosk, writer);
    const other = { ...writer.position, seq: 1, hash: writer.position.hash };
    const line = writer.lineAfter(other, 'machine.stopped', {});
    expect(await send(kiosk, writer, [line])).toBe('fork');
    expect(await rowOf(kiosk)).toMatchObject({ verdict: 'sick', forks: 1 });
    expect(await codesAt(kiosk)).toEqual(['forked']);
    const { forked } = await done(detailsOf(store, now, kiosk));
    expect(forked).toEqual({ ...{ entries: 1, startedOver: false }, firstAt: time, lastAt: time });

    time += minuteMs;
    const again = new JournalWriter();
    again.wall = time;
    again.rate({ level: 4 });
    expect(await send(kiosk, again)).toBe('accepted');
    await store.kiosks.heard(kiosk, time);
    expect(await rowOf(kiosk)).toMatchObject({ verdict: 'well', forks: 1 });
    expect((await done(detailsOf(store, now, kiosk))).forked?.startedOver).toBe(true);
  });
});

type Hand = MadeBatch['handOuts'][number];

function rank(verdict: string): number {
  return ['sick', 'warning', 'well', 'apart'].indexOf(verdict);
}

function newcomer(code: string, at: number) {
  return { code, publicKey: String(at).padStart(43, 'A'), version: '1.2.0' };
}

function isSigned(
  file: { signature: string } & Record<string, unknown>,
  publicKey: string,
): boolean {
  const key = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: publicKey } });
  const signature = Buffer.from(file.signature, 'base64url');
  return verify(null, Buffer.from(signedText(file)), key, signature);
}
