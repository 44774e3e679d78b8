/** The reports' calendar. Days are `YYYY-MM-DD` in Vietnam's time, whatever the office PC is set to. */
export const reportTimeZone = 'Asia/Ho_Chi_Minh';

export const periodChoices = [
  'this-month',
  'last-month',
  'this-quarter',
  'last-quarter',
  'custom',
] as const;
export type PeriodChoice = (typeof periodChoices)[number];

/** First and last day, both included. */
export type Period = { readonly from: string; readonly to: string };

const monthsPerQuarter = 3;

/** The day in Vietnam at `wallMs` (ms since 1970 UTC). */
export function dayInVietnam(wallMs: number): string {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: reportTimeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(wallMs);
  const part = (type: string): string => parts.find((found) => found.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** What a choice means on the day `today`. A running month or quarter ends today: the rest has not happened. */
export function periodOf(choice: Exclude<PeriodChoice, 'custom'>, today: string): Period {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7)) - 1;
  const quarterStart = month - (month % monthsPerQuarter);
  switch (choice) {
    case 'this-month':
      return { from: day(year, month, 1), to: today };
    case 'last-month':
      return { from: day(year, month - 1, 1), to: day(year, month, 0) };
    case 'this-quarter':
      return { from: day(year, quarterStart, 1), to: today };
    case 'last-quarter':
      return {
        from: day(year, quarterStart - monthsPerQuarter, 1),
        to: day(year, quarterStart, 0),
      };
  }
}

/** A month (`2026-11`), as far as it has happened. */
export function monthPeriod(month: string, today: string): Period {
  const [year, number] = month.split('-').map(Number);
  const to = day(year ?? 0, number ?? 1, 0);
  return { from: `${month}-01`, to: to < today ? to : today };
}

/** Months may run below 0 and day 0 is the last day of the month before: the calendar carries over. */
function day(year: number, month: number, dayOfMonth: number): string {
  return new Date(Date.UTC(year, month, dayOfMonth)).toISOString().slice(0, 10);
}
