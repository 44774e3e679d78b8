import { describe, expect, test } from 'vitest';
import type { PreLoaded } from '../../../shared/contract/desk-api.ts';
import type { Apology } from '../../../shared/contract/desk.ts';
import type { KioskSettings } from '../../../shared/model/documents.ts';
import { procedureCodeSchema } from '../../../shared/model/ids.ts';
import { kinds, launch, onScreen, rate, refusal, value } from '../testing/acts.ts';
import {
  apiClient,
  colleague,
  dossierCode,
  kioskOnBench,
  officer,
  procedure,
  sampleSettings,
  sampleUnit,
  type Bench,
} from '../testing/fixtures.ts';
import { sentDocument } from '../testing/memory-documents.ts';

const { id: client } = apiClient;
const birth = procedureCodeSchema.parse('1.001193');
const apology: Apology = {
  reason: 'Chờ cơ quan phối hợp trả lời.',
  promise: { kind: 'new-date', date: '2026-11-25' },
  slip: 'XL-12',
};

/** Monday to Friday, in a year whose days are known. The bench's day is Sunday 2026-11-22. */
const span = [{ from: '07:30', to: '17:00' }];
const workingWeek: Partial<KioskSettings> = {
  workingTime: { days: [span, span, span, span, span, [], []], lateReceptionAt: '15:00' },
};
const year2026 = {
  ...{ year: 2026, source: null, complete: true },
  ...{ holidays: [], workingDays: [] },
};

function benchWithCalendar(settings: Partial<KioskSettings> = {}): Bench {
  const bench = kioskOnBench({ settings: { ...workingWeek, ...settings } });
  bench.core.documents.install(sentDocument('calendar', 1, { years: [year2026] }));
  return bench;
}

const announce = (bench: Bench, ...dossiers: (Partial<PreLoaded> & { number: number })[]): number =>
  value(
    bench.core.integration.announce(
      client,
      dossiers.map(({ number, ...rest }) => ({
        ...{ dossier: dossierCode(number), procedure: birth },
        ...rest,
      })),
    ),
  );
const launched = (bench: Bench) => bench.journal.ofKind('survey.launched').at(-1)?.body;

describe('one use case, three origins', () => {
  test('the officer, the software and the citizen launch alike, and the journal tells them apart', () => {
    const bench = kioskOnBench({ settings: { selfLaunch: 'allowed' } });
    announce(bench, { number: 1 }, { number: 2, officer: colleague }, { number: 3 });
    value(bench.core.desk.launch(officer, { dossier: dossierCode(1) }));
    expect(launched(bench)).toMatchObject({ by: 'officer', officer, procedure: birth });
    value(bench.core.integration.launch(client, { dossier: dossierCode(2) }));
    expect(launched(bench)).toMatchObject({ by: 'software', client, officer: colleague });
    value(bench.core.desk.withdraw(officer, onScreen(bench).survey));
    value(bench.core.citizen.scanned(dossierCode(3)));
    expect(launched(bench)).toMatchObject({ by: 'citizen', officer: null, procedure: birth });
    expect(launched(bench)).not.toHaveProperty('client');
  });

  test('what the software says last goes before its record', () => {
    const bench = kioskOnBench();
    announce(bench, { number: 1, handOver: 'refused' });
    value(
      bench.core.integration.launch(client, {
        ...{ dossier: dossierCode(1), procedure, handOver: 'returned-for-completion' },
      }),
    );
    expect(launched(bench)).toMatchObject({ procedure, handOver: 'returned-for-completion' });
  });

  test('a returned dossier is asked about in the words its form has for it', () => {
    const bench = kioskOnBench({ settings: { selfLaunch: 'allowed' } });
    announce(bench, { number: 1, handOver: 'returned-for-completion' });
    value(bench.core.desk.launch(officer, { dossier: dossierCode(1) }));
    expect(onScreen(bench).form.question.vi).toContain('tiếp nhận và hướng dẫn');
  });

  test('software learns the status and nothing else', () => {
    const bench = kioskOnBench();
    announce(bench, { number: 1 });
    const { survey } = value(bench.core.integration.launch(client, { dossier: dossierCode(1) }));
    expect(value(bench.core.integration.status(survey))).toEqual({ survey, status: 'waiting' });
    value(rate(bench, survey, 1));
    expect(value(bench.core.integration.status(survey))).toEqual({ survey, status: 'rated' });
  });

  test.each([
    ['without any procedure', { dossier: dossierCode(9) }, 'procedure.needed'],
    ['by digits that nothing fits', { dossier: '99999', procedure }, 'ok'],
    ['by a name of no record', { dossier: `#${'0'.repeat(64)}` }, 'dossier.not-found'],
  ] as const)('%s', (_, order, code) => {
    expect(refusal(kioskOnBench().core.desk.launch(officer, order))).toBe(code);
  });
});

describe('what was announced', () => {
  test('is found by its last digits, and asked for where they fit several', () => {
    const bench = kioskOnBench();
    announce(bench, { number: 1975 }, { number: 2975 }, { number: 3000 });
    const { find } = bench.core.desk;
    expect(value(find('975')).dossiers.map(({ dossierTail }) => dossierTail)).toEqual([
      '1975',
      '2975',
    ]);
    expect(refusal(bench.core.desk.launch(officer, { dossier: '975' }))).toBe('dossier.several');
    const [only] = value(find('2611223000')).dossiers;
    expect(only).toMatchObject({ known: true, suggested: 'record', rated: false });
    value(bench.core.desk.launch(officer, { dossier: only?.dossier ?? '' }));
    expect(onScreen(bench)).toMatchObject({ dossierTail: '3000', phase: 'rating' });
  });

  test('that ends like another is shown with as much of its code as tells them apart', () => {
    const bench = kioskOnBench();
    const tails = (codes: readonly string[], typed: string): (string | null)[] => {
      const list = codes.map((dossier) => ({ dossier, procedure }));
      value(bench.core.integration.announce(client, list));
      return value(bench.core.desk.find(typed)).dossiers.map(({ dossierTail }) => dossierTail);
    };
    const today = dossierCode(975);
    const { code } = sampleUnit.unit;
    expect(tails([today, `${code}-261008-0975`, `${code}-261008-3975`], '975')).toEqual([
      ...['261122-0975', '261008-0975', '3975'],
    ]);
    expect(tails([today, 'H15.50.05.13-261122-0975'], '975')).toEqual([
      ...[today, 'H15.50.05.13-261122-0975'],
    ]);
  });

  test('is replaced by the next list of the same client, and survives the power', () => {
    const bench = kioskOnBench();
    announce(bench, { number: 1 }, { number: 2 });
    expect(announce(bench, { number: 2 })).toBe(1);
    expect(value(bench.core.desk.find(dossierCode(1))).dossiers[0]?.known).toBe(false);
    bench.restart();
    expect(bench.core.integration.announced(client)).toBe(1);
    // The digits were memory only: the whole code finds it, four digits do not.
    expect(value(bench.core.desk.find(dossierCode(2))).dossiers[0]).toMatchObject({ known: true });
    expect(value(bench.core.desk.find('0002')).dossiers[0]).toMatchObject({
      dossier: dossierCode(2),
    });
    expect(JSON.stringify([...bench.dossiers.lists])).not.toContain('261122');
  });

  test('with a code that is none changes nothing', () => {
    const bench = kioskOnBench();
    announce(bench, { number: 1 });
    const broken = [{ dossier: 'H00', procedure }];
    expect(refusal(bench.core.integration.announce(client, broken))).toBe('dossier.shape');
    expect(bench.core.integration.announced(client)).toBe(1);
  });

  test('not at all: the last procedure is suggested, today’s number is completed', () => {
    const bench = kioskOnBench();
    const { find } = bench.core.desk;
    expect(value(find('042')).dossiers[0]).toMatchObject({ procedure: null, suggested: null });
    value(launch(bench, 1));
    bench.restart();
    expect(value(bench.core.desk.find('042')).dossiers).toMatchObject([
      { dossier: dossierCode(42), known: false, procedure: { code: procedure } },
    ]);
    expect(value(bench.core.desk.find(dossierCode(1))).dossiers[0]?.suggested).toBe('last-use');
  });
});

describe('a late or wrong result', () => {
  const late = { number: 1, dueOn: '2026-11-19' } as const;

  test('asks for the apology’s facts, shows them first, and then the levels', () => {
    const bench = benchWithCalendar();
    announce(bench, late);
    const found = value(bench.core.desk.find(dossierCode(1))).dossiers[0];
    expect(found?.lateness).toEqual({ state: 'late', workingDays: 1 });
    const order = { dossier: dossierCode(1) };
    expect(refusal(bench.core.desk.launch(officer, order))).toBe('apology.needed');
    expect(refusal(bench.core.integration.launch(client, order))).toBe('apology.needed');
    expect(bench.journal.entries).toEqual([]);
    value(bench.core.desk.launch(officer, { ...order, apology }));
    expect(launched(bench)).toMatchObject({
      ...{ apology: 'recorded', slip: 'XL-12', lateness: { state: 'late', workingDays: 1 } },
    });
    expect(JSON.stringify(bench.journal.entries)).not.toContain('phối hợp');
    expect(onScreen(bench)).toMatchObject({
      ...{ phase: 'apology', apology: { ...apology, cause: 'late' } },
    });
    const { survey } = onScreen(bench);
    expect(refusal(rate(bench, survey))).toBe('survey.closed');
    value(bench.core.citizen.proceed(survey));
    value(bench.core.citizen.proceed(survey));
    value(rate(bench, survey));
    expect(kinds(bench)).toEqual(['launched', 'apology-shown', 'shown', 'answered']);
  });

  test('is still told to be late after a restart', () => {
    const bench = benchWithCalendar();
    announce(bench, late);
    value(bench.core.desk.launch(officer, { dossier: dossierCode(1), apology }));
    bench.restart();
    expect(onScreen(bench)).toMatchObject({ apology: { cause: 'late', reason: null } });
  });

  test('goes out without them, and the journal says that none were recorded', () => {
    const bench = benchWithCalendar();
    announce(bench, late);
    const order = { dossier: dossierCode(1), apology: 'not-recorded' } as const;
    value(bench.core.desk.launch(officer, order));
    expect(launched(bench)).toMatchObject({ apology: 'not-recorded' });
    expect(onScreen(bench)).toMatchObject({ phase: 'rating', apology: null });
  });

  test('leaves the levels to whoever reads, after its time', () => {
    const bench = benchWithCalendar({ apologyMs: 5_000 });
    value(launchCorrection(bench));
    expect(onScreen(bench)).toMatchObject({ phase: 'apology', endsInMs: 5_000 });
    bench.clock.advance(5_750);
    expect(onScreen(bench)).toMatchObject({
      ...{ phase: 'rating', endsInMs: sampleSettings.ratingTimeoutMs },
    });
  });

  test('is declined, withdrawn or restarted like any other', () => {
    const bench = benchWithCalendar();
    const first = value(launchCorrection(bench));
    expect(onScreen(bench)).toMatchObject({ apology: { cause: 'correction' } });
    bench.restart();
    expect(onScreen(bench)).toMatchObject({
      ...{ phase: 'apology', dossierTail: null },
      apology: { cause: null, reason: null, promise: null, slip: 'XL-12' },
    });
    value(bench.core.desk.withdraw(officer, first.survey));
    const second = value(launchCorrection(bench));
    value(bench.core.citizen.decline(second.survey));
    bench.clock.advance(sampleSettings.pauseMs);
    const third = value(launchCorrection(bench));
    value(bench.core.citizen.proceed(third.survey));
    bench.restart();
    expect(onScreen(bench)).toMatchObject({ phase: 'rating', survey: third.survey });
    bench.clock.reboot('boot-2');
    bench.restart();
    expect(kinds(bench).at(-1)).toBe('expired');
  });

  test('cannot be shown without its entry', () => {
    const bench = benchWithCalendar();
    bench.journal.refuse('storage.full');
    expect(refusal(launchCorrection(bench))).toBe('storage.full');
    expect(bench.core.citizen.view().survey).toBeNull();
  });

  test.each([
    ['in a year nobody has published', { number: 1, dueOn: '2025-11-19' }, 'unknown'],
    ['without a day due', { number: 1 }, 'unknown'],
    ['while the office waits for the citizen', { ...late, pauses: [open()] }, 'unknown'],
    ['by the days the citizen took', { ...late, pauses: [closed()] }, 'on-time'],
    ['on the day', { number: 1, dueOn: '2026-11-22' }, 'on-time'],
  ])('is not guessed at: %s', (_, dossier, state) => {
    const bench = benchWithCalendar();
    announce(bench, dossier);
    value(bench.core.desk.launch(officer, { dossier: dossierCode(1) }));
    expect(launched(bench)?.['lateness']).toMatchObject({ state });
    expect(launched(bench)).not.toHaveProperty('apology');
  });

  function open() {
    return { from: '2026-11-10T08:00:00+07:00', to: null };
  }
  function closed() {
    return { from: '2026-11-10T08:00:00+07:00', to: '2026-11-12T08:00:00+07:00' };
  }
  function launchCorrection(bench: Bench) {
    const order = { dossier: dossierCode(7), procedure, correction: true } as const;
    return bench.core.desk.launch(officer, { ...order, apology });
  }
});

describe('a dossier at two desks', () => {
  test('at once is one invitation, whoever asks', () => {
    const bench = kioskOnBench();
    announce(bench, { number: 1 });
    const first = value(bench.core.desk.launch(officer, { dossier: dossierCode(1) }));
    expect(value(bench.core.desk.launch(colleague, { dossier: '0001' })).survey).toBe(first.survey);
    const software = value(bench.core.integration.launch(client, { dossier: dossierCode(1) }));
    expect(software.survey).toBe(first.survey);
    expect(value(bench.core.citizen.scanned(dossierCode(1)))).toBe(first.survey);
    expect(kinds(bench)).toEqual(['launched', 'shown']);
  });

  test('rated is rated for all three, and each try is told of', () => {
    const bench = kioskOnBench();
    const { survey } = value(launch(bench, 1));
    value(rate(bench, survey));
    const order = { dossier: dossierCode(1), procedure };
    expect(refusal(bench.core.desk.launch(officer, order))).toBe('survey.already-rated');
    expect(refusal(bench.core.integration.launch(client, order))).toBe('survey.already-rated');
    expect(refusal(bench.core.citizen.scanned(dossierCode(1)))).toBe('survey.already-rated');
    expect(bench.journal.ofKind('survey.repeat-refused').map(({ body }) => body['by'])).toEqual([
      'officer',
      'software',
      'citizen',
    ]);
  });

  test('others wait in turn, and a third is told to', () => {
    const bench = kioskOnBench();
    value(launch(bench, 1));
    value(launch(bench, 2));
    expect(refusal(launch(bench, 3))).toBe('survey.busy');
    const order = { dossier: dossierCode(3), procedure };
    expect(refusal(bench.core.integration.launch(client, order))).toBe('survey.busy');
  });

  test('withdrawn by both is withdrawn once; after the rating by none', () => {
    const bench = kioskOnBench();
    const { survey } = value(launch(bench, 1));
    expect(value(bench.core.desk.withdraw(officer, survey)).status).toBe('not-rated');
    expect(refusal(bench.core.integration.withdraw(client, survey))).toBe('survey.closed');
    const second = value(launch(bench, 1)).survey;
    expect(value(bench.core.integration.withdraw(client, second)).status).toBe('not-rated');
    expect(bench.journal.ofKind('survey.withdrawn').map(({ body }) => body)).toEqual([
      { survey, officer },
      { survey: second, officer: null, client },
    ]);
    const third = value(launch(bench, 1)).survey;
    value(rate(bench, third));
    expect(refusal(bench.core.integration.withdraw(client, third))).toBe('survey.closed');
    expect(value(bench.core.integration.status(third)).status).toBe('rated');
  });

  test('a citizen who still writes takes no place: the desk cannot tell', () => {
    const capacity = (written: boolean): string[] => {
      const bench = kioskOnBench();
      const { survey } = value(launch(bench, 1));
      value(rate(bench, survey));
      if (!written) value(bench.core.citizen.finish(survey));
      return [2, 3, 4].map((number) => refusal(launch(bench, number)));
    };
    expect(capacity(true)).toEqual(['ok', 'ok', 'survey.busy']);
    expect(capacity(false)).toEqual(capacity(true));
  });
});
