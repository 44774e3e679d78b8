import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { personMinimumAnswers, unitMinimumAnswers } from '../../shared/limits.ts';
import type { Level } from '../../shared/model/form.ts';
import type { SurveyCount } from './ports.ts';
import { breakdown, reportGroup } from './report-groups.ts';

const label = { vi: 'x', en: 'x' };
const levels: Level[] = [2, 1].map((value) => ({
  ...{ value, label, face: null },
  ...{ satisfied: value === 2, points: null },
}));

function answers(surveys: number, level: number): SurveyCount {
  return {
    ...{ unit: 'u' as SurveyCount['unit'], procedure: null, origin: 'desk', outcome: 'answered' },
    ...{ level, repeat: false, surveys, shown: surveys, detailed: 0 },
  };
}

const group = (name: string, ...counts: SurveyCount[]) => ({ key: name, name, counts });
const minimum = unitMinimumAnswers;

describe('a line of a report', () => {
  test('shows levels and share at the minimum, and neither below it', () => {
    const shown = reportGroup(group('a', answers(minimum - 1, 2), answers(1, 1)), levels);
    expect(shown.satisfaction).toMatchObject({ verdict: 'shown', numerator: minimum - 1 });
    expect(shown.levels?.map((level) => level.count)).toEqual([minimum - 1, 1]);

    const hidden = reportGroup(group('a', answers(minimum - 1, 2)), levels);
    expect(hidden.levels).toBeNull();
    expect(hidden.satisfaction).toMatchObject({
      ...{ verdict: 'few', numerator: 0, denominator: minimum - 1 },
      ...{ fraction: null, low: null, high: null },
    });
  });

  test('says none without an answer, and has a response rate all the same', () => {
    const open: SurveyCount = { ...answers(minimum, 2), outcome: 'open', level: null };
    const line = reportGroup(group('a', open), levels);
    expect(line.satisfaction.verdict).toBe('none');
    expect(line.response).toMatchObject({ verdict: 'shown', fraction: 0 });
  });
});

describe('a breakdown', () => {
  test('stands in the order of the answers', () => {
    const lines = breakdown([group('few', answers(1, 1)), group('many', answers(2, 1))], levels);
    expect(lines.map((line) => line.name)).toEqual(['many', 'few']);
  });

  test('never leaves so few withheld answers that the total gives them away', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 80 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(sizes, (answersOf) => {
        const groups = answersOf.map((surveys, at) => group(`g${at}`, answers(surveys, 1)));
        const withheld = breakdown(groups, levels)
          .filter((line) => line.levels === null)
          .reduce((total, line) => total + line.funnel.answered, 0);
        const shown = answersOf.some((surveys) => surveys >= minimum);
        if (shown) expect(withheld === 0 || withheld >= personMinimumAnswers).toBe(true);
      }),
    );
  });
});
