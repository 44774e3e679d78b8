/** A day as `2026-03-09`, written as the country writes it: 09/03/2026. */
export function writtenDay(day: string): string {
  return day.split('-').reverse().join('/');
}

/** The day of a moment at the kiosk's place, as `2026-03-09`. `at` in ms since 1970. */
export function dayOf(at: number): string {
  const date = new Date(at);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Whole months from one day to another; 0 if the first is later. */
export function monthsBetween(from: string, to: string): number {
  const [fromYear = 0, fromMonth = 0, fromDay = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0, toDay = 0] = to.split('-').map(Number);
  const months = (toYear - fromYear) * 12 + toMonth - fromMonth - (toDay < fromDay ? 1 : 0);
  return Math.max(0, months);
}
