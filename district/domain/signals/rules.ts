import type { RuleId } from '../../../shared/contract/signals.ts';
import {
  atLeast,
  longestChainAtLeast,
  runAtLeast,
  spreadOf,
  type Count,
  type Spread,
} from './chances.ts';
import type { Observed, Subject, SubjectKind } from './month.ts';

/**
 * The rules: each a question to ask, never a verdict. Nothing is deleted or left out of a report because of one.
 *
 * A rule of shares asks how likely a count is where nothing is wrong: beta-binomial, with the mean and the spread of all
 * other officers (or counters) of the month, never less than `honest`, which allows for what honest days bring (a courier
 * who knows the screen, overtime, a code scanned twice). A rule of sequences asks how likely the longest one is. A signal
 * is given up to `chanceMax`; tests/support/officer-simulator.ts holds the honest months on which the rules together stay
 * under one false alarm in a hundred officer-months.
 */
export type Rule = {
  readonly id: RuleId;
  readonly subject: SubjectKind;
  /** What is counted of one month; `of` nothing where the rule cannot say anything. */
  count(own: Subject): Count;
  /** How likely this or more is where nothing is wrong, and what would be expected. */
  chance(
    own: Count,
    peers: readonly Count[],
  ): { readonly chance: number; readonly expected: number };
  /** Fewer say nothing, whatever their chance. */
  readonly hitsMin: number;
  /** How many peers must be there to be compared with. */
  readonly peersMin: number;
  /** A signal is given up to this chance; set on honest simulated months. */
  readonly chanceMax: number;
};

/** An officer with fewer is not looked at, and is nobody's peer. */
export const ofMin = 20;
/** The five levels alone are 13 syllables; nobody has read them after this time. Peers' habit is allowed for. */
const fastAnswerMs = 1_500;
/** Answers closer together than this follow each other as one visitor's do, or nobody's. */
const burstGapMs = 60_000;
const offHoursGraceMinutes = 30;
/** An invitation withdrawn after it stood this long was read by somebody. */
const withdrawnAfterMs = 2_000;
/** The peers with the highest shares are left out, so that the few who cheat do not set the standard … */
const peersKept = 0.75;
/** … and what leaving out honest ones takes from the spread is given back, with something for the next month. */
const spreadFactor = 2;

export const rules: readonly Rule[] = [
  shareRule('fast-answers', 'officer', { mean: 0.06, spread: 0.012 }, ({ surveys }) => {
    const timed = surveys.flatMap(({ answer }) => answer?.afterMs ?? []);
    return { hits: timed.filter((afterMs) => afterMs < fastAnswerMs).length, of: timed.length };
  }),
  {
    ...{ id: 'bursts', subject: 'officer', hitsMin: 6, peersMin: 0, chanceMax: 0.002 },
    count: ({ surveys }) => chainsOf(surveys),
    chance: ({ hits, of }, peers) => {
      const goesOn = Math.max(0.4, continuation(peers));
      return {
        chance: longestChainAtLeast(hits, of, goesOn),
        expected: 1 + Math.log(of) / -Math.log(goesOn),
      };
    },
  },
  {
    ...{ id: 'identical-runs', subject: 'officer', hitsMin: 20, peersMin: 0, chanceMax: 0.002 },
    count: ({ surveys }) => runOf(surveys),
    chance: (own, peers) => {
      const goesOn = staying(own, peers);
      return {
        chance: runAtLeast(own.hits, own.of, goesOn),
        expected: goesOn < 1 ? Math.log(own.of * (1 - goesOn)) / -Math.log(goesOn) : own.of,
      };
    },
  },
  shareRule('off-hours', 'officer', { mean: 0.03, spread: 0.025 }, ({ surveys, hours }) => {
    const kinds = surveys.map(({ launchedAt }) => hours?.at(launchedAt, offHoursGraceMinutes));
    const known = kinds.filter((kind) => kind === 'off' || kind === 'working');
    return { hits: known.filter((kind) => kind === 'off').length, of: known.length };
  }),
  shareRule('walk-ins', 'counter', { mean: 0.1, spread: 0.03 }, ({ surveys }) => {
    const answered = surveys.filter(({ answer }) => answer !== null);
    return {
      hits: answered.filter(({ origin }) => origin === 'walk-in').length,
      of: answered.length,
    };
  }),
  shareRule('withdrawals', 'officer', { mean: 0.02, spread: 0.006 }, ({ surveys }) => {
    const shown = surveys.filter(({ shownAt }) => shownAt !== null);
    const late = shown.filter(
      ({ shownAt, withdrawnAt }) => (withdrawnAt ?? 0) - (shownAt ?? 0) >= withdrawnAfterMs,
    );
    return { hits: late.length, of: shown.length };
  }),
  {
    ...shareRule('all-satisfied', 'officer', { mean: 0.8, spread: 0.03 }, ({ surveys }) => {
      const told = surveys.filter(
        ({ answer, repeat }) => !repeat && typeof answer?.satisfied === 'boolean',
      );
      return { hits: told.filter(({ answer }) => answer?.satisfied).length, of: told.length };
    }),
    ...{ peersMin: 5, chanceMax: 0.001 },
  },
  shareRule('repeats', 'officer', { mean: 0.015, spread: 0.005 }, ({ surveys }) => {
    const answered = surveys.filter(({ answer, origin }) => answer !== null && origin === 'desk');
    return { hits: answered.filter(({ repeat }) => repeat).length, of: answered.length };
  }),
  shareRule('never-launched', 'officer', { mean: 0.15, spread: 0.02 }, ({ handOvers }) => ({
    hits: handOvers.filter(({ launched }) => !launched).length,
    of: handOvers.length,
  })),
];

/**
 * False alarms of each rule in 100 honest officer-months, as measured by tests/bench/signals.bench.ts over 2,000 simulated
 * ones (two sets of seeds, the second not used for setting the limits). All rules together: 0.7.
 */
export const falseAlarms: Readonly<Record<RuleId, number>> = {
  'fast-answers': 0,
  bursts: 0,
  'identical-runs': 0.05,
  'off-hours': 0,
  'walk-ins': 0.2,
  withdrawals: 0,
  'all-satisfied': 0.45,
  repeats: 0,
  'never-launched': 0,
};

/** What an honest officer is allowed before anybody compares: the least mean and spread. */
function shareRule(
  id: RuleId,
  subject: SubjectKind,
  honest: Spread,
  count: (own: Subject) => Count,
): Rule {
  return {
    ...{ id, subject, count, hitsMin: 4, peersMin: 0, chanceMax: 0.008 },
    chance: ({ hits, of }, peers) => {
      const seen = peers.length > 1 ? spreadOf(lowerOf(peers)) : honest;
      const spread = Math.max(honest.spread, Math.min(seen.spread * spreadFactor, 0.9));
      const mean = Math.max(honest.mean, seen.mean);
      return { chance: atLeast(hits, of, { mean, spread }), expected: mean * of };
    },
  };
}

function lowerOf(peers: readonly Count[]): readonly Count[] {
  const sorted = [...peers].sort((one, other) => one.hits / one.of - other.hits / other.of);
  return sorted.slice(0, Math.ceil(peers.length * peersKept));
}

/** The longest chain of answers that follow each other at once, out of all chains; `links` that went on. */
function chainsOf(surveys: readonly Observed[]): Count {
  const lengths: number[] = [];
  let last = -Infinity;
  for (const at of answerTimes(surveys)) {
    if (at - last < burstGapMs) lengths.push((lengths.pop() ?? 0) + 1);
    else lengths.push(1);
    last = at;
  }
  const answers = lengths.reduce((sum, length) => sum + length, 0);
  return { hits: Math.max(0, ...lengths), of: lengths.length, answers };
}

function answerTimes(surveys: readonly Observed[]): number[] {
  return surveys.flatMap(({ answer }) => answer?.at ?? []).sort((one, other) => one - other);
}

/** How often an answer of the peers was followed at once by another. */
function continuation(peers: readonly Count[]): number {
  const answers = peers.reduce((sum, peer) => sum + (peer.answers ?? peer.of), 0);
  const chains = peers.reduce((sum, peer) => sum + peer.of, 0);
  return answers === 0 ? 0 : (answers - chains) / answers;
}

/** The longest run of one level, how common the most common one is, and how often it is followed by itself. */
function runOf(surveys: readonly Observed[]): Count {
  const levels = surveys
    .flatMap(({ answer }) => answer ?? [])
    .sort((one, other) => one.at - other.at)
    .map(({ level }) => level);
  const byLevel = [...Map.groupBy(levels, (level) => level).values()];
  const [most = []] = byLevel.sort((one, other) => other.length - one.length);
  const followed = levels.filter((_, place) => place > 0 && levels[place - 1] === most[0]);
  let [longest, run] = [0, 0];
  levels.forEach((level, place) => {
    run = level === levels[place - 1] ? run + 1 : 1;
    longest = Math.max(longest, run);
  });
  return {
    ...{ hits: longest, of: levels.length },
    common: most.length / Math.max(1, levels.length),
    stays: followed.filter((level) => level === most[0]).length / Math.max(1, followed.length),
  };
}

/** How often a run goes on: as common as the level is with this officer, or as often as with the peers. */
function staying(own: Count, peers: readonly Count[]): number {
  const all = peers.reduce((sum, peer) => sum + peer.of, 0);
  const peersStay = peers.reduce((sum, peer) => sum + (peer.stays ?? 0) * peer.of, 0);
  return Math.max(own.common ?? 1, all === 0 ? 0 : peersStay / all);
}
