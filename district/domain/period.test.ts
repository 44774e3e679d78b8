import { expect, test } from 'vitest';
import { periodOf } from './period.ts';

test('a day is a day at the counter, seven hours before UTC', () => {
  expect(periodOf('2026-11-20', '2026-11-20')).toEqual({
    fromMs: Date.parse('2026-11-20T00:00:00+07:00'),
    toMs: Date.parse('2026-11-21T00:00:00+07:00'),
  });
});

test('a period runs over months, years and leap days without a gap', () => {
  const one = periodOf('2027-12-01', '2028-02-29');
  const next = periodOf('2028-03-01', '2028-03-31');
  expect(one?.toMs).toBe(next?.fromMs);
});

test('a period that ends before it begins is none', () => {
  expect(periodOf('2026-11-21', '2026-11-20')).toBeNull();
});

test('agrees with the time zone database', () => {
  const local = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Ho_Chi_Minh',
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  for (const date of ['1976-01-01', '2000-06-15', '2026-11-20', '2049-12-31']) {
    expect(local.format(periodOf(date, date)?.fromMs)).toBe(`${date} 00:00:00`);
  }
});
