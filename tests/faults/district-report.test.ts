import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { acceptBatch } from '../../district/domain/accept.ts';
import { publish } from '../../district/domain/documents.ts';
import type { DistrictStore } from '../../district/domain/ports.ts';
import { project, rebuild } from '../../district/domain/projection.ts';
import { makeReport } from '../../district/domain/report.ts';
import type { Report } from '../../shared/contract/district.ts';
import { unitMinimumAnswers } from '../../shared/limits.ts';
import { parseForm } from '../../shared/model/form.ts';
import type { KioskId, UnitId } from '../../shared/model/ids.ts';
import { newKiosk, storeKinds } from '../support/district-store.ts';
import { bytesOf, JournalWriter, newDossier } from '../support/journal-writer.ts';
import { postgresMissing } from '../support/postgres.ts';
import { skipWithout } from '../support/skip.ts';

const minute = 60_000;

/** From the entries as they come to the numbers of the report, on both kinds of store. */
describe.each(['PGlite', 'PostgreSQL'] as const)('the report on %s', (kind) => {
  const missing = kind === 'PostgreSQL' ? postgresMissing() : undefined;
  let store: DistrictStore;
  let close = async (): Promise<void> => undefined;
  let kiosk: KioskId;
  let unit: UnitId;
  let writer: JournalWriter;
  let units = 0;

  beforeAll(async () => {
    if (missing === undefined) ({ store, close } = await storeKinds[kind]());
  });
  afterAll(() => close());
  // Every test has a unit of its own, so that one store serves them all.
  beforeEach(async (context) => {
    skipWithout(context, missing);
    units += 1;
    unit = `don-vi-${units}` as UnitId;
    const sample = await store.places.unit('don-vi-mau' as UnitId);
    if (!sample) throw new Error('The sample unit is missing.');
    await store.places.addUnit({
      unit: { ...sample.unit, id: unit },
      settings: sample.settings,
      counters: [],
      officers: [],
      key: 'A'.repeat(43),
    });
    const versions = await store.documents.current('don-vi-mau' as UnitId, 'form');
    const form = parseForm(versions?.body);
    if (!form.ok) throw new Error(form.problem.en);
    await publish(store, Date.now, unit, 'form', form.value);
    kiosk = await newKiosk(store);
    writer = new JournalWriter();
  });

  const send = async (lines: readonly string[], of = writer): Promise<void> => {
    const { journal } = of;
    const batch = { kiosk, journal, lines: bytesOf(lines), receivedAt: 1 };
    const answer = await acceptBatch(store.journals, batch);
    expect(answer.outcome).toBe('accepted');
  };
  const rate = (ratings: number, level: number, more: object = {}): void => {
    for (let at = 0; at < ratings; at += 1) writer.rate({ level, unit, ...more });
  };
  const report = async (from = '2026-11-20', to = from): Promise<Report> => {
    const made = await makeReport(store, { from, to, unit });
    if (!made.ok) throw new Error(made.problem.en);
    return made.value;
  };
  const counts = ({ total }: Report) =>
    total.levels?.map((level) => [level.value, level.count] as const);

  test('counts five levels, the share and its interval', async () => {
    for (const level of [5, 4, 3, 2, 1]) rate(level * 2, level);
    await send(writer.lines);
    const made = await report();
    expect(counts(made)).toEqual([
      [5, 10],
      [4, 8],
      [3, 6],
      [2, 4],
      [1, 2],
    ]);
    expect(made.total.satisfaction).toMatchObject({ numerator: 18, denominator: 30 });
    expect(made.total.satisfaction.fraction).toBe(0.6);
    expect(made.total.response).toMatchObject({ numerator: 30, denominator: 30, fraction: 1 });
    expect(await store.projections.behind()).toEqual([]);
    expect(made.form?.id).toBe('hai-long-nam-muc');
  });

  test('says none of nothing, few below the minimum, and shows at the minimum', async () => {
    const nothing = await report();
    expect(nothing.total.satisfaction.verdict).toBe('none');
    expect(nothing.total.levels).toBeNull();

    rate(unitMinimumAnswers - 1, 5);
    await send(writer.lines);
    const few = await report();
    expect(few.total).toMatchObject({
      levels: null,
      satisfaction: { verdict: 'few', numerator: 0, denominator: 29, fraction: null },
    });

    rate(1, 1);
    await send(writer.lines);
    expect((await report()).total.satisfaction).toMatchObject({ verdict: 'shown', numerator: 29 });
  });

  test('adds up the funnel; a launch without an end is open', async () => {
    rate(1, 5);
    const [declined, expired, withdrawn] = [1, 2, 3].map(() => writer.launch({ unit }));
    writer.writeAny('survey.declined', { survey: declined });
    writer.writeAny('survey.expired', { survey: expired, cause: 'timeout' });
    writer.writeAny('survey.withdrawn', { survey: withdrawn, officer: null });
    writer.launch({ unit });
    await send(writer.lines);
    expect((await report()).total.funnel).toEqual({
      ...{ launched: 5, shown: 1, answered: 1, detailed: 0 },
      ...{ declined: 1, expired: 1, withdrawn: 1, open: 1 },
    });
  });

  test('keeps walk-ins apart', async () => {
    rate(2, 5);
    rate(3, 1, { origin: 'walk-in' });
    await send(writer.lines);
    const made = await report();
    expect(made.total.funnel.answered).toBe(2);
    expect(made.walkIn.funnel.answered).toBe(3);
  });

  test('counts the first answer to a dossier, also when the first arrives last', async () => {
    const dossier = newDossier();
    const late = new JournalWriter();
    late.wall = writer.wall - 24 * 60 * minute;
    writer.rate({ level: 1, unit, dossier });
    await send(writer.lines);
    expect(await report()).toMatchObject({ repeats: 0, total: { funnel: { answered: 1 } } });

    late.rate({ level: 5, unit, dossier });
    kiosk = await newKiosk(store);
    await send(late.lines, late);
    expect(await report()).toMatchObject({ repeats: 1, total: { funnel: { launched: 0 } } });
    expect(await report('2026-11-19')).toMatchObject({
      repeats: 0,
      total: { funnel: { answered: 1 } },
    });
  });

  test('takes equal dossiers of two units for two', async () => {
    const dossier = newDossier();
    writer.rate({ level: 1, unit: 'elsewhere', dossier });
    writer.rate({ level: 1, unit, dossier });
    await send(writer.lines);
    expect(await report()).toMatchObject({ repeats: 0, total: { funnel: { answered: 1 } } });
  });

  test('orders by corrected time: a kiosk years behind is not the first for it', async () => {
    const dossier = newDossier();
    const day = writer.wall;
    writer.rate({ level: 5, unit, dossier });
    const behind = new JournalWriter();
    behind.offset = 7 * 365 * 24 * 60 * minute;
    behind.wall = day + minute - behind.offset;
    behind.rate({ level: 1, unit, dossier });
    await send(writer.lines);
    await send(behind.lines, behind);
    rate(29, 5);
    await send(writer.lines);
    const made = await report();
    expect(made.repeats).toBe(1);
    expect(counts(made)?.[0]).toEqual([5, 30]);
  });

  test('puts a day where it is a day at the counter', async () => {
    const midnight = Date.UTC(2026, 10, 19, 17); // 20 November, 00:00 in Hà Nội
    writer.wall = midnight - 2_001; // launched and shown before, answered 1 ms before
    writer.rate({ level: 5, unit });
    writer.wall = midnight - 2_000; // answered at midnight
    writer.rate({ level: 5, unit });
    await send(writer.lines);
    expect((await report('2026-11-19')).total.funnel).toMatchObject({ launched: 1, answered: 1 });
    expect((await report('2026-11-20')).total.funnel).toMatchObject({ launched: 1, answered: 1 });
    expect((await report('2026-11-19', '2026-11-20')).total.funnel.answered).toBe(2);
  });

  test('refuses a period that ends before it begins', async () => {
    const made = await makeReport(store, { from: '2026-11-21', to: '2026-11-20' });
    expect(made).toMatchObject({ ok: false, problem: { code: 'report.period' } });
  });

  test('counts what was salvaged once, whether it had been uploaded or not', async () => {
    rate(2, 5);
    await send(writer.lines.slice(0, 3)); // the first rating arrived before the journal was lost
    const after = new JournalWriter();
    after.write('journal.opened', {
      ...{ journal: after.journal, cause: 'quarantine' as const, setAside: 'old' },
      ...{ reason: 'malformed', salvaged: writer.lines.length },
    });
    for (const line of writer.lines) after.write('journal.salvaged', { line });
    const again = new JournalWriter(); // and lost once more
    for (const line of after.lines) again.write('journal.salvaged', { line });
    await send(again.lines, again);
    await send(after.lines, after);
    const made = await report();
    expect(made.total.funnel).toMatchObject({ launched: 2, shown: 2, answered: 2, open: 0 });
    expect(made.repeats).toBe(0);
  });

  test('shows an answer whose launch never came as not understood', async () => {
    writer.rate({ level: 5, unit });
    const after = new JournalWriter();
    after.write('journal.salvaged', { line: writer.lines[2]! });
    await send(after.lines, after);
    const made = await makeReport(store, {
      from: '2026-11-20',
      to: '2026-11-20',
      unit: 'don-vi-mau' as UnitId,
    });
    expect(made).toMatchObject({ ok: true, value: { quarantined: 1 } });
  });

  test('never adds up two scales', async () => {
    rate(2, 5);
    rate(3, 2, { form: 'cham-diem-0-1-2' });
    await send(writer.lines);
    expect((await report()).total.funnel.answered).toBe(2);

    const points = parseForm(
      JSON.parse(readFileSync('samples/forms/cham-diem-0-1-2.json', 'utf8')),
    );
    if (!points.ok) throw new Error(points.problem.en);
    await publish(store, Date.now, unit, 'form', points.value);
    rate(27, 1, { form: 'cham-diem-0-1-2' });
    await send(writer.lines);
    const made = await report();
    expect(made.form?.id).toBe('cham-diem-0-1-2');
    expect(counts(made)).toEqual([
      [2, 3],
      [1, 27],
      [0, 0],
    ]);
  });

  test('counts a level that no version of the form has as not understood', async () => {
    rate(1, 5);
    rate(1, 77);
    await send(writer.lines);
    expect(await report()).toMatchObject({ quarantined: 1, total: { funnel: { launched: 1 } } });
  });

  test('comes out the same in another order, a second time, and from the first entry', async () => {
    rate(3, 5);
    rate(2, 1);
    writer.writeAny('survey.declined', { survey: writer.launch({ unit }) });
    const carry = async (lines: readonly string[]): Promise<Report> => {
      const carrier = new JournalWriter();
      for (const line of lines) {
        carrier.write('journal.salvaged', { line });
        await send(carrier.lines.slice(-1), carrier);
        await project(store.projections);
      }
      return report();
    };
    const backwards = await carry(writer.lines.toReversed());
    expect(backwards.total.funnel).toMatchObject({ launched: 6, answered: 5, declined: 1 });
    expect(await carry(writer.lines)).toEqual(backwards);
    await rebuild(store.projections);
    expect(await report()).toEqual(backwards);
  });

  test('withholds the smallest group that is shown when the rest would give a person away', async () => {
    rate(40, 5, { procedure: '2.000815' });
    rate(35, 4, { procedure: '1.001193' });
    rate(3, 1, { procedure: '1.004873' });
    await send(writer.lines);
    const { byProcedure, total } = await report();
    expect(byProcedure.map(({ key, levels }) => [key, levels !== null])).toEqual([
      ['2.000815', true],
      ['1.001193', false],
      ['1.004873', false],
    ]);
    expect(total.levels).not.toBeNull();
  });
});
