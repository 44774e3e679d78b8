import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { procedureCodeSchema } from '../../shared/model/ids.ts';
import { kinds, launch, newSeat, onScreen, rate, refusal, value } from './testing/acts.ts';
import { procedureItem } from './testing/catalogue-items.ts';
import {
  colleague,
  dossierCode,
  kioskOnBench,
  officer,
  procedure,
  sampleIdentity,
  sampleSettings,
} from './testing/fixtures.ts';
import { sentDocument } from './testing/memory-documents.ts';

const given = { procedure, dossier: dossierCode(1), handOver: 'refused' } as const;

describe('a launch', () => {
  test('is written with its dossier as a token only', () => {
    const bench = kioskOnBench();
    value(
      bench.core.desk.launch(officer, { ...given, dossier: ` ${dossierCode(1).toLowerCase()} ` }),
    );
    const key = Buffer.from(sampleIdentity.unitKey, 'base64url');
    const token = createHmac('sha256', key).update(dossierCode(1)).digest('hex');
    expect(bench.journal.ofKind('survey.launched')[0]?.body).toEqual({
      survey: onScreen(bench).survey,
      origin: 'desk',
      unit: sampleSettings.unit.id,
      counter: sampleSettings.counter.id,
      form: { id: 'hai-long-nam-muc', version: 1 },
      dossier: token,
      agency: 'H00.00.01',
      ...{ procedure, catalogueVersion: 1, officer, handOver: 'refused', by: 'officer' },
      lateness: { state: 'unknown', workingDays: null },
    });
    const lines = bench.journal.linesAfter(0, { entriesMax: 99, bytesMax: 1e6 });
    expect(JSON.stringify(lines)).not.toContain('261122-0001');
  });

  test('of a dossier rated on this kiosk is refused and told of, after a restart too', () => {
    const bench = kioskOnBench();
    const { survey } = value(launch(bench));
    value(rate(bench, survey));
    expect(refusal(launch(bench))).toBe('survey.already-rated');
    value(bench.core.citizen.finish(survey));
    bench.restart();
    expect(refusal(launch(bench))).toBe('survey.already-rated');
    expect(kinds(bench).slice(-2)).toEqual(['repeat-refused', 'repeat-refused']);
    expect(bench.journal.ofKind('survey.repeat-refused')[0]?.body).toMatchObject({ officer });
  });

  test('of a dossier that was declined is welcome again', () => {
    const bench = kioskOnBench();
    value(bench.core.citizen.decline(value(launch(bench)).survey));
    bench.clock.advance(sampleSettings.pauseMs);
    value(launch(bench));
    expect(onScreen(bench).phase).toBe('rating');
  });

  test('of an open dossier is the same invitation, in another way none', () => {
    const bench = kioskOnBench();
    const first = value(bench.core.desk.launch(officer, given));
    expect(value(bench.core.desk.launch(colleague, given)).survey).toBe(first.survey);
    const otherwise = { ...given, handOver: 'completed' } as const;
    expect(refusal(bench.core.desk.launch(officer, otherwise))).toBe('survey.open-otherwise');
    value(bench.core.desk.withdraw(officer, first.survey));
    value(bench.core.desk.launch(officer, otherwise));
    expect(kinds(bench)).toEqual(['launched', 'shown', 'withdrawn', 'launched', 'shown']);
  });

  test.each([
    ['a code of another shape', { dossier: 'Hồ sơ 12345' }, 'dossier.shape'],
    ['a day that never was', { dossier: 'H00-260230-0001' }, 'dossier.date'],
    ['an unknown procedure', { procedure: procedureCodeSchema.parse('9.9') }, 'procedure.unknown'],
  ] as const)('with %s is refused and writes nothing', (_, change, code) => {
    const bench = kioskOnBench();
    expect(refusal(bench.core.desk.launch(officer, { ...given, ...change }))).toBe(code);
    expect(bench.journal.entries).toEqual([]);
  });

  test('at a kiosk that was told nothing is refused', () => {
    expect(refusal(launch(kioskOnBench({ identity: null })))).toBe('enrolment.missing');
    const bench = kioskOnBench({ empty: true });
    expect(refusal(launch(bench))).toBe('enrolment.missing');
    expect(bench.core.desk.station(newSeat())).toMatchObject({
      place: null,
      ready: false,
      officers: [],
    });
    bench.core.documents.install(sentDocument('settings', 1, sampleSettings));
    expect(refusal(launch(bench))).toBe('form.missing');
    expect(bench.core.citizen.view()).toMatchObject({ ready: false, place: {} });
  });
});

describe('the station', () => {
  test('offers today’s prefix by the calendar of Vietnam', () => {
    const bench = kioskOnBench();
    const prefix = () => bench.core.desk.station(newSeat()).dossierPrefix;
    expect(prefix()).toBe('H00.00.01-261122-');
    bench.clock.advance(16 * 3_600_000 - 1); // 01:00 UTC is 08:00 there
    expect(prefix()).toBe('H00.00.01-261122-');
    bench.clock.advance(1);
    expect(prefix()).toBe('H00.00.01-261123-');
  });

  test('uses a document as soon as it is installed', () => {
    const bench = kioskOnBench();
    let views = 0;
    bench.core.onView(() => (views += 1));
    expect(bench.core.desk.procedures('khai sinh')).toHaveLength(1);
    bench.catalogues.put([procedureItem('1.000894', 'Đăng ký kết hôn')], 2, 'Bản 2');
    expect(bench.core.desk.procedures('chung thuc')).toEqual([]);
    expect(bench.core.desk.station(newSeat()).catalogueLabel).toBe('Bản 2');
    expect(views).toBe(1);
  });
});

describe('the desk hears', () => {
  test('each status of its own surveys once, nothing of walk-ins, nothing at the detail', async () => {
    const bench = kioskOnBench();
    const heard: string[] = [];
    bench.core.onDeskStatus(({ dossierTail, status }) => heard.push(`${dossierTail} ${status}`));
    const walkIn = value(bench.core.citizen.startWalkIn());
    value(rate(bench, walkIn));
    value(bench.core.citizen.finish(walkIn));
    expect(heard).toEqual([]);
    const { survey } = value(launch(bench, 1));
    value(launch(bench, 2));
    bench.clock.advance(sampleSettings.pauseMs);
    value(rate(bench, survey));
    const reasons = ['nhanh'];
    await bench.core.citizen.detail({ survey, reasons, criteria: [], comment: 'Tốt' });
    value(bench.core.citizen.decline(onScreen(bench).survey));
    expect(heard).toEqual(['0001 waiting', '0002 waiting', '0001 rated', '0002 not-rated']);
  });

  test('what is open when it begins to listen', () => {
    const bench = kioskOnBench();
    value(launch(bench, 1));
    value(launch(bench, 2));
    expect(bench.core.desk.open().map(({ dossierTail }) => dossierTail)).toEqual(['0001', '0002']);
    value(rate(bench, onScreen(bench).survey));
    expect(bench.core.desk.open().map(({ dossierTail }) => dossierTail)).toEqual(['0002']);
  });

  test('the truth about surveys of before a restart', () => {
    const bench = kioskOnBench();
    const rated = value(launch(bench, 1)).survey;
    value(rate(bench, rated));
    value(bench.core.citizen.finish(rated));
    bench.clock.advance(sampleSettings.pauseMs);
    const declined = value(launch(bench, 2)).survey;
    value(bench.core.citizen.decline(declined));
    bench.restart();
    const status = (survey: typeof rated) => value(bench.core.desk.status(survey)).status;
    expect([status(rated), status(declined)]).toEqual(['rated', 'not-rated']);
    expect(refusal(rate(bench, declined))).toBe('survey.closed');
    expect(kinds(bench).at(-1)).toBe('late-touch');
  });
});
