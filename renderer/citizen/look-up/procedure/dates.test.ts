import { expect, test } from 'vitest';
import { dayOf, monthsBetween, writtenDay } from './dates.ts';

test('a day is written as the country writes it', () => {
  expect(writtenDay('2026-03-09')).toBe('09/03/2026');
});

test('a moment has the day of the kiosk’s place', () => {
  expect(dayOf(new Date(2026, 2, 9, 23, 59).getTime())).toBe('2026-03-09');
});

test.each([
  ['2025-03-09', '2026-03-09', 12],
  ['2025-03-09', '2026-03-08', 11],
  ['2026-01-31', '2026-02-28', 0],
  ['2026-05-01', '2026-03-01', 0],
])('from %s to %s there are %i whole months', (from, to, months) => {
  expect(monthsBetween(from, to)).toBe(months);
});
