/**
 * Working days of a unit: its week, the holidays and the swapped-in working days that the office has published.
 *
 * What a year's document does not say is not guessed. Tết and the swapped days are decided anew for every year, so in a
 * year that is absent or not complete every day that is not listed is `unknown`, and whatever is counted over such a day
 * is null. Only the listed days of an incomplete year are certain.
 *
 * Days are `YYYY-MM-DD` and moments ms since 1970 UTC, both read in Asia/Ho_Chi_Minh, whatever the machine is set to:
 * Vietnam has been at UTC+7 without daylight saving time since 1975 (IANA time zone database; compared in the test).
 */

/** A day in Vietnam, `YYYY-MM-DD`. */
export type Day = string;

/** The `calendar` document: what the office knows of each year. */
export type WorkingCalendar = {
  readonly years: readonly {
    readonly year: number;
    readonly complete: boolean;
    readonly holidays: readonly Day[];
    /** Days on which the unit works although its week says otherwise (làm bù). */
    readonly workingDays: readonly Day[];
  }[];
};

/** The unit's week, from Monday to Sunday; a day without spans is a day off, a Saturday morning is a working day. */
export type WorkingTime = {
  readonly days: readonly (readonly { readonly from: string; readonly to: string }[])[];
  /** A dossier received after this hour (`HH:MM`) counts from the next working day; null without such a rule. */
  readonly lateReceptionAt: string | null;
};

export type DayKind = 'working' | 'off' | 'unknown';

/** The days of one unit. Every answer is null where a day that would have to be counted is unknown. */
export type WorkingDays = {
  kind(day: Day): DayKind;
  /** The first working day that is not before `day`. */
  onOrAfter(day: Day): Day | null;
  /** The `count`th working day after `day`; `day` itself for none. Days for which `stopped` holds are not counted. */
  after(day: Day, count: number, stopped?: (day: Day) => boolean): Day | null;
  /** How many working days lie after `day`, up to and including `last`. */
  count(day: Day, last: Day): number | null;
  /** The working day that something received at `moment` belongs to. `cutOff` (`HH:MM`) replaces the unit's own hour. */
  received(moment: number, cutOff?: string | null): Day | null;
  /** Whether the unit works at `moment`, give or take `graceMinutes`. Off on every day of the week is off on any day. */
  at(moment: number, graceMinutes: number): DayKind;
};

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const vietnamOffsetMs = 7 * 60 * minuteMs;
const minutesOfDay = 24 * 60;
const daysOfWeek = 7;

/** The day in Vietnam at `moment`. */
export function dayAt(moment: number): Day {
  return new Date(moment + vietnamOffsetMs).toISOString().slice(0, 10);
}

/** The minute of the day in Vietnam at `moment`, seconds as a fraction. */
export function minuteAt(moment: number): number {
  const sinceMidnight = (((moment + vietnamOffsetMs) % dayMs) + dayMs) % dayMs;
  return sinceMidnight / minuteMs;
}

/** The day that follows, over the ends of months and years. */
export function dayAfter(day: Day): Day {
  return new Date(Date.parse(day) + dayMs).toISOString().slice(0, 10);
}

/** The first moment of a day in Vietnam. */
export function startOf(day: Day): number {
  return Date.parse(day) - vietnamOffsetMs;
}

/** Without a `time` (the unit has not said when it works) only the listed days are known. */
export function workingDaysOf(calendar: WorkingCalendar, time: WorkingTime | null): WorkingDays {
  const kind = kindsOf(calendar, time);
  const onOrAfter = (from: Day): Day | null => {
    let day = from;
    while (kind(day) === 'off') day = dayAfter(day);
    return kind(day) === 'working' ? day : null;
  };
  const received = (moment: number, cutOff?: string | null): Day | null => {
    const day = dayAt(moment);
    const first = onOrAfter(day);
    if (first !== day) return first;
    const closes = closingMinute(calendar, time, day, cutOff ?? null);
    return minuteAt(moment) <= closes ? day : onOrAfter(dayAfter(day));
  };
  return {
    kind,
    onOrAfter,
    after: (day, count, stopped = () => false) => walk(kind, day, count, stopped),
    count: (day, last) => countOf(kind, day, last),
    received,
    at: (moment, grace) => kindAt(kind, calendar, time, moment, grace),
  };
}

function kindsOf(calendar: WorkingCalendar, time: WorkingTime | null): (day: Day) => DayKind {
  const complete = new Set(calendar.years.filter((year) => year.complete).map(({ year }) => year));
  const holidays = new Set(calendar.years.flatMap((year) => year.holidays));
  const swappedIn = new Set(calendar.years.flatMap((year) => year.workingDays));
  return (day) => {
    const listed = [holidays.has(day), swappedIn.has(day)];
    if (listed.every(Boolean)) return 'unknown'; // the document contradicts itself
    if (listed[0]) return 'off';
    if (listed[1]) return 'working';
    if (time === null || !complete.has(Number(day.slice(0, 4)))) return 'unknown';
    return spansOf(time, day).length > 0 ? 'working' : 'off';
  };
}

/** Ends at the latest where the calendar does: the day after its last complete year is unknown. */
function walk(
  kind: (day: Day) => DayKind,
  from: Day,
  count: number,
  stopped: (day: Day) => boolean,
): Day | null {
  let day = from;
  for (let left = count; left > 0;) {
    day = dayAfter(day);
    const now = kind(day);
    if (now === 'unknown') return null;
    if (now === 'working' && !stopped(day)) left -= 1;
  }
  return day;
}

function countOf(kind: (day: Day) => DayKind, from: Day, last: Day): number | null {
  let counted = 0;
  for (let day = from; day < last;) {
    day = dayAfter(day);
    const now = kind(day);
    if (now === 'unknown') return null;
    if (now === 'working') counted += 1;
  }
  return counted;
}

/**
 * The last minute of a working day at which a reception still counts for that day: the hour of the rule or the end of
 * the day's work, whichever comes first. "Sau 15 giờ" is after, so 15:00 itself still counts. The hours of a swapped-in
 * day are not published, so only the rule's hour holds there.
 */
function closingMinute(
  calendar: WorkingCalendar,
  time: WorkingTime | null,
  day: Day,
  cutOff: string | null,
): number {
  const rule = minuteOf(cutOff ?? time?.lateReceptionAt ?? null) ?? minutesOfDay;
  if (calendar.years.some((year) => year.workingDays.includes(day)) || time === null) return rule;
  const ends = spansOf(time, day).map((span) => minuteOf(span.to) ?? minutesOfDay);
  return Math.min(rule, Math.max(...ends));
}

function kindAt(
  kind: (day: Day) => DayKind,
  calendar: WorkingCalendar,
  time: WorkingTime | null,
  moment: number,
  grace: number,
): DayKind {
  const day = dayAt(moment);
  const now = kind(day);
  if (time === null || now === 'off') return now;
  const within = (spans: WorkingTime['days'][number]) => {
    const minute = minuteAt(moment);
    return spans.some(
      ({ from, to }) =>
        minute >= (minuteOf(from) ?? 0) - grace && minute <= (minuteOf(to) ?? 0) + grace,
    );
  };
  if (!time.days.some(within)) return 'off';
  const swappedIn = calendar.years.some((year) => year.workingDays.includes(day));
  if (now === 'unknown' || swappedIn) return now;
  return within(spansOf(time, day)) ? 'working' : 'off';
}

function spansOf(time: WorkingTime, day: Day): WorkingTime['days'][number] {
  const sundayFirst = new Date(Date.parse(day)).getUTCDay();
  return time.days[(sundayFirst + daysOfWeek - 1) % daysOfWeek] ?? [];
}

function minuteOf(clock: string | null): number | null {
  if (clock === null) return null;
  const [hours, minutes] = clock.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}
