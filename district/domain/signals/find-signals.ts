import type { RuleId } from '../../../shared/contract/signals.ts';
import type { CounterId, OfficerId, UnitId } from '../../../shared/model/ids.ts';
import { subjectsOf, type Month, type Subject, type SubjectKind } from './month.ts';
import { ofMin, rules, type Rule } from './rules.ts';

/** Something to ask about: what was seen, what would be expected, and how seldom it comes about by itself. */
export type Signal = {
  readonly rule: RuleId;
  readonly kind: SubjectKind;
  readonly unit: UnitId;
  readonly id: OfficerId | CounterId;
  readonly hits: number;
  readonly of: number;
  readonly expected: number;
  readonly chance: number;
  /** With how many others it was compared. */
  readonly peers: number;
};

/** Every signal of a month, the least likely first. */
export function findSignals(month: Month): readonly Signal[] {
  const subjects = {
    officer: subjectsOf(month, 'officer'),
    counter: subjectsOf(month, 'counter'),
  };
  return rules
    .flatMap((rule) => signalsOf(rule, subjects[rule.subject]))
    .sort((one, other) => one.chance - other.chance);
}

function signalsOf(rule: Rule, subjects: readonly Subject[]): Signal[] {
  const counted = subjects
    .map((subject) => ({ subject, count: rule.count(subject) }))
    .filter(({ count }) => (count.answers ?? count.of) >= ofMin);
  return counted.flatMap(({ subject: { kind, unit, id }, count }, own) => {
    if (count.hits < rule.hitsMin || counted.length - 1 < rule.peersMin) return [];
    const peers = counted.filter((_, other) => other !== own).map((peer) => peer.count);
    const { chance, expected } = rule.chance(count, peers);
    if (chance > rule.chanceMax) return [];
    const { hits, of } = count;
    return [{ rule: rule.id, kind, unit, id, hits, of, expected, chance, peers: peers.length }];
  });
}
