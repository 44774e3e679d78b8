import type { Period } from './ports.ts';

/**
 * Days of a report are days on the wall of the counter: Asia/Ho_Chi_Minh, UTC+7 without daylight saving time
 * since 13 June 1975 (IANA time zone database).
 */
const localOffsetMs = 7 * 60 * 60_000;
const dayMs = 24 * 60 * 60_000;

/** The days `from` to `to` (`YYYY-MM-DD`, both included); null when the first is after the last. */
export function periodOf(from: string, to: string): Period | null {
  if (from > to) return null;
  return { fromMs: startOfDay(from), toMs: startOfDay(to) + dayMs };
}

function startOfDay(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) - localOffsetMs;
}

/** The day on the wall of the counter, `YYYY-MM-DD`. */
export function dayInVietnam(at: number): string {
  return new Date(at + localOffsetMs).toISOString().slice(0, 10);
}
