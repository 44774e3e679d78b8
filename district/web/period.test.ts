import { expect, test } from 'vitest';
import { dayInVietnam, periodOf } from './period.ts';

test('the day is Vietnam’s, whatever the clock of the office PC is set to', () => {
  expect(dayInVietnam(Date.UTC(2026, 10, 21, 16, 59))).toBe('2026-11-21');
  expect(dayInVietnam(Date.UTC(2026, 10, 21, 17, 0))).toBe('2026-11-22');
});

test.each([
  ['this-month', '2026-11-22', '2026-11-01', '2026-11-22'],
  ['last-month', '2026-11-22', '2026-10-01', '2026-10-31'],
  ['last-month', '2026-01-15', '2025-12-01', '2025-12-31'],
  ['last-month', '2028-03-31', '2028-02-01', '2028-02-29'],
  ['this-quarter', '2026-11-22', '2026-10-01', '2026-11-22'],
  ['this-quarter', '2026-01-01', '2026-01-01', '2026-01-01'],
  ['last-quarter', '2026-11-22', '2026-07-01', '2026-09-30'],
  ['last-quarter', '2026-02-10', '2025-10-01', '2025-12-31'],
] as const)('%s on %s runs from %s to %s', (choice, today, from, to) => {
  expect(periodOf(choice, today)).toEqual({ from, to });
});
