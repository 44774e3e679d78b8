import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dayAfter,
  dayAt,
  minuteAt,
  startOf,
  workingDaysOf,
  type WorkingCalendar,
  type WorkingTime,
} from './working-days.ts';

const halves = [
  { from: '07:30', to: '11:30' },
  { from: '13:30', to: '17:00' },
];
const office: WorkingTime = {
  days: [halves, halves, halves, halves, halves, [], []],
  lateReceptionAt: '15:00',
};
const withSaturdayMorning: WorkingTime = {
  ...office,
  days: [...office.days.slice(0, 5), [halves[0]!], []],
};

const year = (number: number, listed: Partial<WorkingCalendar['years'][number]> = {}) => ({
  ...{ year: number, complete: true, holidays: [], workingDays: [] },
  ...listed,
});
/** No real holiday calendar: the days are chosen for the test. */
const calendar: WorkingCalendar = {
  years: [
    year(2026, { holidays: ['2026-04-30', '2026-05-01'], workingDays: ['2026-04-25'] }),
    year(2027, { holidays: ['2027-01-01'] }),
    year(2028, { complete: false, holidays: ['2028-01-03'], workingDays: ['2028-01-08'] }),
  ],
};
const days = workingDaysOf(calendar, office);
const vietnam = (text: string): number => Date.parse(`${text}+07:00`);

describe('a moment in Vietnam', () => {
  test.each([
    ['2026-11-22T00:00:00', '2026-11-22', 0],
    ['2026-11-22T23:59:59', '2026-11-22', 1_439],
    ['2026-12-31T23:59:00', '2026-12-31', 1_439],
    ['2027-01-01T00:00:00', '2027-01-01', 0],
    ['2028-02-29T15:00:00', '2028-02-29', 900],
  ])('%s is the day %s', (moment, day, minute) => {
    expect(dayAt(vietnam(moment))).toBe(day);
    expect(Math.floor(minuteAt(vietnam(moment)))).toBe(minute);
  });

  test('is what the time zone database says, whatever this machine is set to', () => {
    const zone = new Intl.DateTimeFormat('sv-SE', {
      ...{ timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short', timeStyle: 'short' },
    });
    const moment = fc.integer({ min: Date.UTC(1976, 0), max: Date.UTC(2100, 0) });
    fc.assert(
      fc.property(moment, (at) => {
        const minute = Math.floor(minuteAt(at));
        const [hours, minutes] = [Math.floor(minute / 60), minute % 60];
        const clock = [hours, minutes].map((part) => String(part).padStart(2, '0')).join(':');
        expect(`${dayAt(at)} ${clock}`).toBe(zone.format(at));
        expect(startOf(dayAt(at))).toBeLessThanOrEqual(at);
      }),
    );
  });
});

describe('the kind of a day', () => {
  test.each([
    ['2026-11-20', 'working', 'a Friday'],
    ['2026-11-21', 'off', 'a Saturday'],
    ['2026-11-22', 'off', 'a Sunday'],
    ['2026-04-30', 'off', 'a holiday on a Thursday'],
    ['2026-04-25', 'working', 'a swapped-in Saturday'],
    ['2028-01-04', 'unknown', 'a Tuesday of a year that is not complete'],
    ['2028-01-02', 'unknown', 'a Sunday that might have been swapped in'],
    ['2028-01-03', 'off', 'a listed holiday of such a year'],
    ['2028-01-08', 'working', 'a listed swapped-in day of such a year'],
    ['2029-02-13', 'unknown', 'Tết of a year nobody has published'],
  ])('%s is %s: %s', (day, kind) => {
    expect(days.kind(day)).toBe(kind);
  });

  test('is working on the Saturday of a unit that works on Saturday mornings', () => {
    expect(workingDaysOf(calendar, withSaturdayMorning).kind('2026-11-21')).toBe('working');
  });

  test('is only what is listed where the unit has not said when it works', () => {
    const untold = workingDaysOf(calendar, null);
    expect(untold.kind('2026-11-20')).toBe('unknown');
    expect(untold.kind('2026-04-30')).toBe('off');
    expect(untold.kind('2026-04-25')).toBe('working');
  });

  test('is unknown where the calendar contradicts itself', () => {
    const listed = { holidays: ['2026-02-02'], workingDays: ['2026-02-02'] };
    const torn = workingDaysOf({ years: [year(2026, listed)] }, office);
    expect(torn.kind('2026-02-02')).toBe('unknown');
  });
});

describe('counting', () => {
  test.each<[string, number, string | null, string]>([
    ['2026-11-20', 1, '2026-11-23', 'over a weekend'],
    ['2026-11-20', 0, '2026-11-20', 'none'],
    ['2026-12-31', 1, '2027-01-04', 'over a year’s end: a holiday and a weekend'],
    ['2026-04-24', 1, '2026-04-25', 'onto a swapped-in Saturday'],
    ['2026-04-29', 1, '2026-05-04', 'over two holidays and a weekend'],
    ['2027-12-30', 1, '2027-12-31', 'up to the last known day'],
    ['2027-12-30', 2, null, 'into a year that is not complete'],
    ['2028-01-10', 3, null, 'within such a year'],
  ])('from %s, %i working days: %s (%s)', (day, count, wanted) => {
    expect(days.after(day, count)).toBe(wanted);
  });

  test('counts a Saturday morning as a working day', () => {
    expect(workingDaysOf(calendar, withSaturdayMorning).after('2026-11-20', 1)).toBe('2026-11-21');
  });

  const someDay = fc
    .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 8, 1) })
    .map((moment) => dayAt(moment));
  const anyDay = fc
    .integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2031, 0, 1) })
    .map((moment) => dayAt(moment));

  test('there and back: the nth working day after a day has n working days behind it', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 0, max: 60 }), (day, count) => {
        const end = days.after(day, count)!;
        expect(days.count(day, end)).toBe(count);
        if (count > 0) expect(days.kind(end)).toBe('working');
      }),
    );
  });

  test('in steps is counting at once', () => {
    const few = fc.integer({ min: 0, max: 20 });
    fc.assert(
      fc.property(someDay, few, few, (day, one, two) => {
        expect(days.after(days.after(day, one)!, two)).toBe(days.after(day, one + two));
      }),
    );
  });

  test('never guesses: whatever is counted holds known days only', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 30 }), (day, count) => {
        const end = days.after(day, count);
        for (let at = day; end !== null && at < end;) {
          at = dayAfter(at);
          expect(days.kind(at)).not.toBe('unknown');
        }
      }),
    );
  });
});

describe('a reception', () => {
  test.each<[string, string | null, string]>([
    ['2026-11-20T14:59:59', '2026-11-20', 'before the hour'],
    ['2026-11-20T15:00:00', '2026-11-20', 'on the hour: it is not after it'],
    ['2026-11-20T15:00:01', '2026-11-23', 'after the hour on a Friday'],
    ['2026-11-21T09:00:00', '2026-11-23', 'on a day off'],
    ['2026-04-25T14:00:00', '2026-04-25', 'on a swapped-in day, whose hours nobody published'],
    ['2026-04-25T15:30:00', '2026-04-27', 'after the hour on a swapped-in day'],
    ['2027-12-31T16:00:00', null, 'after the hour on the last known day'],
    ['2028-03-01T09:00:00', null, 'on a day that is not known'],
  ])('at %s belongs to %s: %s', (moment, day) => {
    expect(days.received(vietnam(moment))).toBe(day);
  });

  test('after the end of a Saturday morning belongs to Monday', () => {
    const unit = workingDaysOf(calendar, withSaturdayMorning);
    expect(unit.received(vietnam('2026-11-21T11:00'))).toBe('2026-11-21');
    expect(unit.received(vietnam('2026-11-21T12:00'))).toBe('2026-11-23');
  });

  test('follows the procedure’s own hour where it has one', () => {
    expect(days.received(vietnam('2026-11-20T16:00'), '16:30')).toBe('2026-11-20');
    expect(days.received(vietnam('2026-11-20T16:31'), '16:30')).toBe('2026-11-23');
  });
});

describe('working hours', () => {
  test.each([
    ['2026-11-20T09:00', 'working'],
    ['2026-11-20T12:10', 'off'],
    ['2026-11-20T12:00', 'working'], // within the grace after the morning
    ['2026-11-20T22:00', 'off'],
    ['2026-11-22T09:00', 'off'],
    ['2026-04-30T09:00', 'off'],
    ['2026-04-25T09:00', 'working'],
    ['2028-03-01T09:00', 'unknown'],
    ['2028-03-01T22:00', 'off'], // off on any day of the week
  ])('at %s: %s', (moment, kind) => {
    expect(days.at(vietnam(moment), 30)).toBe(kind);
  });
});
