/** Days as people here write them, dd/mm/yyyy; as the contract carries them, YYYY-MM-DD. Pure calendar, no clock. */

export function showDay(day: string): string {
  const [year, month, date] = day.split('-');
  return `${date}/${month}/${year}`;
}

/**
 * Reads `5/12/2026`, `05.12.26`, `05122026`, or `5/12`, which is of the year in which it is nearest to `today`.
 * Null for what is no day of the calendar.
 */
export function readDay(typed: string, today: string): string | null {
  const [date, month, year] = groupsOf(typed.trim());
  if (date === undefined || month === undefined) return null;
  if (year !== undefined) return calendarDay(year.length === 2 ? `20${year}` : year, month, date);
  const thisYear = Number(today.slice(0, 4));
  const near = [thisYear - 1, thisYear, thisYear + 1].flatMap(
    (each) => calendarDay(String(each), month, date) ?? [],
  );
  near.sort((one, other) => distance(one, today) - distance(other, today));
  return near[0] ?? null;
}

/** The day so many days later. */
export function daysAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

function groupsOf(typed: string): readonly (string | undefined)[] {
  const joined = /^(\d{2})(\d{2})(\d{4}|\d{2})?$/.exec(typed);
  const parted = /^(\d{1,2})[/.\-\s](\d{1,2})(?:[/.\-\s](\d{4}|\d{2}))?$/.exec(typed);
  return (joined ?? parted)?.slice(1) ?? [];
}

function calendarDay(year: string, month: string, date: string): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const parsed = new Date(`${text}T00:00:00Z`);
  const exists = !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
  return exists ? text : null;
}

function distance(one: string, other: string): number {
  return Math.abs(Date.parse(one) - Date.parse(other));
}
