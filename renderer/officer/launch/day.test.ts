import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daysAfter, readDay, showDay } from './day.ts';

const today = '2026-11-22';

describe('readDay', () => {
  test.each([
    ['05/12/2026', '2026-12-05'],
    ['5/12/2026', '2026-12-05'],
    ['5.12.26', '2026-12-05'],
    ['5-12-2026', '2026-12-05'],
    ['05122026', '2026-12-05'],
    ['051226', '2026-12-05'],
    ['5/12', '2026-12-05'],
    ['2/1', '2027-01-02'],
    ['29/02/2028', '2028-02-29'],
  ])('reads %s as %s', (typed, day) => {
    expect(readDay(typed, today)).toBe(day);
  });

  test.each([
    '',
    '31/11/2026',
    '29/02/2027',
    '12/31/2026',
    '0/1/2026',
    'mai',
    '5/12/202',
    '2026-12-05',
  ])('takes %j for no day', (typed) => {
    expect(readDay(typed, today)).toBeNull();
  });

  test('reads every day as it is shown', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), (days) => {
        const day = daysAfter('2000-01-01', days);
        expect(readDay(showDay(day), today)).toBe(day);
      }),
    );
  });
});

test('daysAfter goes over the ends of months and years', () => {
  expect(daysAfter('2026-12-30', 3)).toBe('2027-01-02');
  expect(daysAfter('2028-02-28', 1)).toBe('2028-02-29');
});
