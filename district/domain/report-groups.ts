import type { Funnel, ReportGroup, Share } from '../../shared/contract/district.ts';
import { personMinimumAnswers, unitMinimumAnswers } from '../../shared/limits.ts';
import type { Level } from '../../shared/model/form.ts';
import { share } from '../../shared/rules/satisfaction.ts';
import type { SurveyCount } from './ports.ts';

/** A group's name and the counts that belong to it. */
export type CountedGroup = {
  readonly key: string | null;
  readonly name: string;
  readonly counts: readonly SurveyCount[];
};

/** One line of a report. Below the minimum neither levels nor share are shown: a person could be read out of them. */
export function reportGroup(group: CountedGroup, levels: readonly Level[]): ReportGroup {
  const funnel = funnelOf(group.counts);
  const { answered, launched } = funnel;
  const byLevel = levels.map((level) => ({
    value: level.value,
    label: level.label.vi,
    satisfied: level.satisfied,
    count: sum(answersAt(group.counts, level.value)),
  }));
  const satisfied = sum(byLevel.filter((level) => level.satisfied).map((level) => level.count));
  const satisfaction = share(satisfied, answered, unitMinimumAnswers);
  const shown = satisfaction.verdict === 'shown';
  return {
    key: group.key,
    name: group.name,
    funnel,
    levels: shown ? byLevel : null,
    satisfaction: shown ? satisfaction : withheld(satisfaction),
    response: share(answered, launched, unitMinimumAnswers),
  };
}

/**
 * The groups of one breakdown, most answers first. If what is withheld adds up to so few answers that they could be
 * read out of the total by taking away what is shown, the smallest group that is shown is withheld as well.
 */
export function breakdown(
  groups: readonly CountedGroup[],
  levels: readonly Level[],
): ReportGroup[] {
  const lines = groups
    .map((group) => reportGroup(group, levels))
    .sort((one, other) => other.funnel.answered - one.funnel.answered || byName(one, other));
  const hidden = sum(
    lines.filter((line) => line.levels === null).map((line) => line.funnel.answered),
  );
  const smallest = lines.findLastIndex((line) => line.levels !== null);
  if (hidden === 0 || hidden >= personMinimumAnswers || smallest === -1) return lines;
  return lines.map((line, at) => (at === smallest ? withheldGroup(line) : line));
}

function withheldGroup(line: ReportGroup): ReportGroup {
  return { ...line, levels: null, satisfaction: withheld(line.satisfaction) };
}

/** A share whose numerator would say too much; the number of answers stays. */
function withheld({ verdict, denominator }: Share): Share {
  const hidden = { numerator: 0, denominator, fraction: null, low: null, high: null };
  return { verdict: verdict === 'none' ? 'none' : 'few', ...hidden };
}

/** launched = answered + declined + expired + withdrawn + open, by how each survey stands today. */
function funnelOf(counts: readonly SurveyCount[]): Funnel {
  const outcome = (name: SurveyCount['outcome']) =>
    sum(counts.filter((count) => count.outcome === name).map((count) => count.surveys));
  return {
    launched: sum(counts.map((count) => count.surveys)),
    shown: sum(counts.map((count) => count.shown)),
    answered: outcome('answered'),
    detailed: sum(
      counts.filter((count) => count.outcome === 'answered').map((count) => count.detailed),
    ),
    declined: outcome('declined'),
    expired: outcome('expired'),
    withdrawn: outcome('withdrawn'),
    open: outcome('open'),
  };
}

function answersAt(counts: readonly SurveyCount[], level: number): number[] {
  return counts
    .filter((count) => count.outcome === 'answered' && count.level === level)
    .map((count) => count.surveys);
}

function byName(one: ReportGroup, other: ReportGroup): number {
  return one.name.localeCompare(other.name, 'vi');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
