import { describe, expect, test } from 'vitest';
import type { RuleId } from '../../../shared/contract/signals.ts';
import type { CounterId, OfficerId, UnitId } from '../../../shared/model/ids.ts';
import { workingDaysOf } from '../../../shared/rules/working-days.ts';
import { simulateMonth, type Behaviour } from '../../../tests/support/officer-simulator.ts';
import { findSignals } from './find-signals.ts';
import { subjectsOf, type HandedOver, type Month, type Observed } from './month.ts';
import { rules } from './rules.ts';

const unit = 'don-vi' as UnitId;
const morning = Date.parse('2026-11-20T09:00+07:00');
const minuteMs = 60_000;

const answered = (changes: Partial<NonNullable<Observed['answer']>> = {}) => ({
  ...{ at: 0, afterMs: 5_000, level: 5, satisfied: true },
  ...changes,
});
const survey = (changes: Partial<Observed> = {}): Observed => ({
  ...{ unit, counter: 'quay-1' as CounterId, officer: 'can-bo-1' as OfficerId, origin: 'desk' },
  ...{ launchedAt: morning, shownAt: morning, withdrawnAt: null, repeat: false },
  answer: null,
  ...changes,
});
const handedOver = (launched: boolean): HandedOver => ({
  ...{ unit, counter: 'quay-1' as CounterId, officer: 'can-bo-1' as OfficerId, launched },
});
const span = [{ from: '07:30', to: '17:00' }];
const hours = workingDaysOf(
  { years: [{ year: 2026, complete: true, holidays: [], workingDays: [] }] },
  { days: [span, span, span, span, span, [], []], lateReceptionAt: null },
);
const monthOf = (surveys: Observed[], handOvers: HandedOver[] = []): Month => ({
  ...{ surveys, handOvers },
  hoursOf: () => hours,
});
const count = (rule: RuleId, month: Month) => {
  const found = rules.find(({ id }) => id === rule)!;
  return found.count(subjectsOf(month, found.subject)[0]!);
};

describe('what a rule counts', () => {
  test('fast answers, of those whose time is known', () => {
    const times = [600, 1_499, 1_500, 9_000, null];
    const month = monthOf(times.map((afterMs) => survey({ answer: answered({ afterMs }) })));
    expect(count('fast-answers', month)).toEqual({ hits: 2, of: 4 });
  });

  test('the longest chain of answers that follow at once', () => {
    const minutes = [0, 0.5, 1.2, 1.9, 8, 9, 9.5];
    const month = monthOf(
      minutes.map((at) => survey({ answer: answered({ at: morning + at * minuteMs }) })),
    );
    expect(count('bursts', month)).toMatchObject({ hits: 4, of: 3, answers: 7 });
  });

  test('the longest run of one level', () => {
    const levels = [5, 5, 4, 4, 4, 5, 5];
    const month = monthOf(
      levels.map((level, at) => survey({ answer: answered({ level, at: morning + at }) })),
    );
    expect(count('identical-runs', month)).toEqual({ hits: 3, of: 7, common: 4 / 7, stays: 2 / 3 });
  });

  test('launches out of hours, of those whose day is known', () => {
    const moments = [
      '2026-11-20T09:00',
      '2026-11-20T20:00',
      '2026-11-22T09:00',
      '2027-03-01T09:00',
    ];
    const month = monthOf(
      moments.map((moment) => survey({ launchedAt: Date.parse(`${moment}+07:00`) })),
    );
    expect(count('off-hours', month)).toEqual({ hits: 2, of: 3 });
    expect(count('off-hours', { ...month, hoursOf: () => null })).toEqual({ hits: 0, of: 0 });
  });

  test('answers without a dossier, by counter', () => {
    const walkIn = { origin: 'walk-in', officer: null, answer: answered() } as const;
    const month = monthOf([survey(walkIn), survey({ answer: answered() }), survey()]);
    expect(count('walk-ins', month)).toEqual({ hits: 1, of: 2 });
    expect(subjectsOf(month, 'officer')[0]?.surveys).toHaveLength(2);
  });

  test('invitations withdrawn after somebody could read them', () => {
    const month = monthOf([
      survey({ withdrawnAt: morning + 1_999 }),
      survey({ withdrawnAt: morning + 2_000 }),
      survey({ withdrawnAt: morning + 60_000, shownAt: null }),
      survey(),
    ]);
    expect(count('withdrawals', month)).toEqual({ hits: 1, of: 3 });
  });

  test('satisfied answers, the first of each dossier', () => {
    const month = monthOf([
      survey({ answer: answered() }),
      survey({ answer: answered({ satisfied: false }) }),
      survey({ answer: answered({ satisfied: null }) }),
      survey({ answer: answered(), repeat: true }),
    ]);
    expect(count('all-satisfied', month)).toEqual({ hits: 1, of: 2 });
    expect(count('repeats', month)).toEqual({ hits: 1, of: 4 });
  });

  test('hand-overs that were never launched', () => {
    const month = monthOf([], [handedOver(true), handedOver(false), handedOver(false)]);
    expect(count('never-launched', month)).toEqual({ hits: 2, of: 3 });
  });
});

/** Officer-months with a signal, out of so many, over months of 50 officers. */
function flagged(seeds: readonly number[], behaviourAt: (officer: number) => Behaviour) {
  let [honest, honestFlagged] = [0, 0];
  const seen = new Map<Behaviour, Set<RuleId>>();
  for (const seed of seeds) {
    const month = simulateMonth(seed, 50, behaviourAt);
    const signals = findSignals(month);
    const numbers = new Set(signals.map(({ id }) => id.split('-').at(-1)));
    for (const [officer, behaviour] of month.behaviourOf) {
      const number = officer.split('-').at(-1);
      const own = signals.filter(({ id }) => id.split('-').at(-1) === number);
      seen.set(
        behaviour,
        new Set([...(seen.get(behaviour) ?? []), ...own.map(({ rule }) => rule)]),
      );
      if (behaviour !== 'honest') continue;
      honest += 1;
      honestFlagged += numbers.has(number) ? 1 : 0;
    }
  }
  return { honest, honestFlagged, seen };
}

describe('over simulated months', () => {
  test('honest officers give at most one false alarm in a hundred officer-months', () => {
    const seeds = Array.from({ length: 10 }, (_, seed) => 40_000 + seed);
    const { honest, honestFlagged } = flagged(seeds, () => 'honest');
    expect(honest).toBe(500);
    expect(honestFlagged).toBeLessThanOrEqual(5);
  });

  test('the others are seen by the rules that are about them, and the honest are left alone', () => {
    const others = ['hurried', 'coaching', 'self-rating', 'skipping'] as const;
    const { seen, honest, honestFlagged } = flagged(
      [7, 8, 9],
      (officer) => others[officer % 10] ?? 'honest',
    );
    expect([...seen.get('hurried')!]).toEqual(
      expect.arrayContaining(['withdrawals', 'never-launched']),
    );
    expect([...seen.get('coaching')!]).toEqual(
      expect.arrayContaining(['fast-answers', 'all-satisfied']),
    );
    expect([...seen.get('self-rating')!]).toEqual(
      expect.arrayContaining(['bursts', 'fast-answers']),
    );
    expect([...seen.get('skipping')!]).toContain('never-launched');
    expect(honestFlagged).toBeLessThanOrEqual(honest / 100);
  });

  /** What somebody could do to every third survey of one counter. */
  const spoilt: readonly [RuleId, (survey: Observed) => Partial<Observed>][] = [
    ['off-hours', ({ launchedAt }) => ({ launchedAt: launchedAt - 10 * 60 * minuteMs })],
    ['repeats', () => ({ repeat: true })],
    ['walk-ins', () => ({ origin: 'walk-in', officer: null })],
    ['fast-answers', ({ answer }) => ({ answer: answer && { ...answer, afterMs: 700 } })],
    ['withdrawals', ({ shownAt }) => ({ withdrawnAt: (shownAt ?? 0) + 9_000 })],
  ];
  test.each(spoilt)(
    '%s tells when every third survey of an honest month is spoilt',
    (rule, spoil) => {
      const month = simulateMonth(11, 30);
      const surveys = month.surveys.map((one, at) =>
        one.counter === 'quay-4' && at % 3 === 0 ? { ...one, ...spoil(one) } : one,
      );
      const found = findSignals({ ...month, surveys }).filter((signal) => signal.rule === rule);
      expect(found.map(({ id }) => id.split('-').at(-1))).toEqual(['4']);
    },
  );

  test('a long run of one level tells, after one that is usual', () => {
    const month = simulateMonth(11, 30);
    const own = month.surveys.filter(({ officer, answer }) => officer === 'can-bo-4' && answer);
    const last = new Set(own.slice(-60));
    const surveys = month.surveys.map((one) =>
      last.has(one) && one.answer ? { ...one, answer: { ...one.answer, level: 5 } } : one,
    );
    const found = findSignals({ ...month, surveys }).filter(
      ({ rule }) => rule === 'identical-runs',
    );
    expect(found.map(({ id, hits }) => [id, hits > 40])).toEqual([['can-bo-4', true]]);
  });

  test('a month comes out the same every time', () => {
    expect(findSignals(simulateMonth(3, 10))).toEqual(findSignals(simulateMonth(3, 10)));
  });
});

test('nobody is looked at with fewer than twenty, and nobody compared with nobody at 100 %', () => {
  const fast = (surveys: number) =>
    monthOf(
      Array.from({ length: surveys }, (_, at) =>
        survey({ answer: answered({ afterMs: 600, at: morning + at * 10 * minuteMs }) }),
      ),
    );
  expect(findSignals(fast(19))).toEqual([]);
  expect(findSignals(fast(20)).map(({ rule }) => rule)).toEqual(['fast-answers']);
  expect(findSignals(fast(200)).map(({ rule }) => rule)).toEqual(['fast-answers']);
});
