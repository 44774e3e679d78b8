import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dueOf, latenessOf, type Dossier } from './lateness.ts';
import { dayAt, startOf, workingDaysOf } from './working-days.ts';

const span = [{ from: '07:30', to: '17:00' }];
const week = (saturday: typeof span) => ({
  days: [span, span, span, span, span, saturday, []],
  lateReceptionAt: '15:00',
});
/** No real holiday calendar: the days are chosen for the test. */
const calendar = {
  years: [
    { year: 2026, complete: true, holidays: ['2026-04-30', '2026-05-01'], workingDays: [] },
    { year: 2027, complete: true, holidays: ['2027-01-01'], workingDays: [] },
    { year: 2028, complete: false, holidays: ['2028-01-03'], workingDays: [] },
  ],
};
const days = workingDaysOf(calendar, week([]));
const at = (text: string): number => Date.parse(`${text}+07:00`);
const dossier = (
  receivedAt: string,
  limit: number | string | null,
  ...pauses: [string, string | null][]
): Dossier => ({
  receivedAt: at(receivedAt),
  limit:
    typeof limit === 'number'
      ? { kind: 'working-days', days: limit }
      : { kind: 'same-day', cutOff: limit },
  pauses: pauses.map(([from, to]) => ({ from: at(from), to: to === null ? null : at(to) })),
});
const due = (...told: Parameters<typeof dossier>) => {
  const result = dueOf(days, dossier(...told));
  return result.state === 'known' ? result.on : result.state;
};

describe('the day due', () => {
  test.each<[string, number | string | null, string, string]>([
    ['2026-11-16T09:00', 5, '2026-11-23', 'received on a Monday, five working days'],
    ['2026-11-16T15:01', 5, '2026-11-24', 'after the hour'],
    ['2026-11-21T09:00', 5, '2026-11-30', 'received on a Saturday off'],
    ['2026-12-28T09:00', 5, '2027-01-05', 'over a year’s end'],
    ['2026-11-16T09:00', null, '2026-11-16', 'on the same day'],
    ['2026-11-16T15:30', null, '2026-11-17', 'the same day, after the unit’s hour'],
    ['2026-11-16T15:30', '16:30', '2026-11-16', 'the same day, before the procedure’s own hour'],
    ['2027-12-27T09:00', 5, 'unknown', 'into a year that is not complete'],
    ['2028-02-01T09:00', 1, 'unknown', 'within one, Tết unknown'],
  ])('%s, limit %s: %s (%s)', (received, limit, wanted) => {
    expect(due(received, limit)).toBe(wanted);
  });

  test('comes sooner where the unit works on Saturday mornings', () => {
    const unit = workingDaysOf(calendar, week([{ from: '07:30', to: '11:30' }]));
    expect(dueOf(unit, dossier('2026-11-16T09:00', 5))).toEqual({
      state: 'known',
      on: '2026-11-21',
    });
  });

  test.each([
    // Tuesday counts, Wednesday to Friday do not, the citizen comes back on Friday: Monday is the second day.
    ['2026-11-16T09:00', 2, '2026-11-17T10:00', '2026-11-20T10:00', '2026-11-23'],
    ['2026-11-16T09:00', 2, '2026-11-17T10:00', '2026-11-20T16:00', '2026-11-24'], // back after the hour
    ['2026-11-16T09:00', 2, '2026-11-17T10:00', '2026-11-17T14:00', '2026-11-18'], // back on the same day
    ['2026-11-16T09:00', 2, '2026-11-20T10:00', '2026-11-25T10:00', '2026-11-18'], // after the day due
    ['2026-11-16T09:00', null, '2026-11-16T10:00', '2026-11-18T10:00', '2026-11-18'],
    ['2026-11-16T09:00', 2, '2026-11-17T10:00', '2028-06-01T10:00', 'unknown'],
  ])('%s, limit %s, stopped from %s to %s: %s', (received, limit, from, to, wanted) => {
    expect(due(received, limit, [from, to])).toBe(wanted);
  });

  test('is none while the office waits for the citizen', () => {
    expect(due('2026-11-16T09:00', 2, ['2026-11-17T10:00', null])).toBe('waiting');
  });

  const moment = fc.integer({ min: at('2026-01-01T00:00'), max: at('2027-03-01T00:00') });
  const few = fc.integer({ min: 0, max: 40 });

  test('never comes sooner for a later reception, a longer limit or a pause', () => {
    const known = (told: Dossier) => {
      const result = dueOf(days, told);
      return result.state === 'known' ? result.on : null;
    };
    fc.assert(
      fc.property(moment, few, few, few, (receivedAt, limit, more, length) => {
        const dayMs = 24 * 3_600_000;
        const plain = {
          receivedAt,
          limit: { kind: 'working-days', days: limit },
          pauses: [],
        } as const;
        const on = known(plain)!;
        const from = receivedAt + more * dayMs;
        const pauses = [{ from, to: from + length * dayMs }];
        expect(known({ ...plain, receivedAt: receivedAt + more * dayMs })! >= on).toBe(true);
        expect(
          known({ ...plain, limit: { kind: 'working-days', days: limit + more } })! >= on,
        ).toBe(true);
        expect(known({ ...plain, pauses })! >= on).toBe(true);
        expect(days.kind(on)).toBe('working');
      }),
    );
  });

  test('is the same for two pauses that overlap as for the one that covers both', () => {
    const dayMs = 24 * 3_600_000;
    fc.assert(
      fc.property(moment, few, few, few, (receivedAt, limit, begins, length) => {
        const told = { receivedAt, limit: { kind: 'working-days', days: limit } } as const;
        const from = receivedAt + begins * dayMs;
        const to = from + length * dayMs;
        const inner = { from, to: from + Math.floor(length / 2) * dayMs };
        expect(dueOf(days, { ...told, pauses: [inner, { from, to }] })).toEqual(
          dueOf(days, { ...told, pauses: [{ from, to }] }),
        );
      }),
    );
  });
});

describe('lateness', () => {
  test.each<[string, string, string, number | null, string]>([
    ['2026-11-20', '2026-11-20T23:59', 'on-time', 0, 'on the day'],
    ['2026-11-20', '2026-11-23T07:30', 'late', 1, 'on the next working day'],
    ['2026-11-20', '2026-11-21T09:00', 'on-time', 0, 'on a day off: it belongs to the Friday'],
    ['2026-11-21', '2026-11-23T09:00', 'on-time', 0, 'due on a day off, so on Monday'],
    ['2026-11-21', '2026-11-24T09:00', 'late', 1, 'a day after that Monday'],
    ['2026-04-29', '2026-05-04T09:00', 'late', 1, 'over two holidays'],
    ['2026-12-30', '2027-01-05T09:00', 'late', 3, 'over a year’s end'],
    ['2027-12-31', '2028-01-05T09:00', 'unknown', null, 'into a year that is not complete'],
    ['2028-06-01', '2028-05-31T09:00', 'on-time', 0, 'before the day, by any calendar'],
    ['2028-06-01', '2028-06-02T09:00', 'unknown', null, 'after it, in such a year'],
  ])('due %s, handed over %s: %s, %s (%s)', (on, handedOver, state, workingDays) => {
    expect(latenessOf(days, on, at(handedOver))).toEqual({ state, workingDays });
  });

  test('is unknown where no day due is known', () => {
    expect(latenessOf(days, null, 0)).toEqual({ state: 'unknown', workingDays: null });
  });

  test('grows with the hand-over and is what was counted, or unknown', () => {
    const any = fc.integer({ min: at('2026-01-01T00:00'), max: at('2029-01-01T00:00') });
    fc.assert(
      fc.property(any, any, fc.nat(60), (one, other, more) => {
        const on = dayAt(one);
        const first = latenessOf(days, on, other);
        const later = latenessOf(days, on, other + more * 24 * 3_600_000);
        if (first.workingDays !== null && later.workingDays !== null) {
          expect(later.workingDays).toBeGreaterThanOrEqual(first.workingDays);
        }
        expect(first.state === 'unknown').toBe(first.workingDays === null);
        expect(first.state === 'late').toBe((first.workingDays ?? 0) > 0);
        if (other < startOf(on)) expect(first.state).toBe('on-time');
      }),
    );
  });
});
