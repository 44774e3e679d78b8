import { shiftGraceMs } from '../../../shared/limits.ts';
import type { KioskSettings } from '../../../shared/model/documents.ts';
import { minuteAt } from '../../../shared/rules/working-days.ts';

const minuteMs = 60_000;
const daysOfWeek = 7;
const vietnamOffsetMs = 7 * 60 * minuteMs;
const dayMs = 24 * 60 * minuteMs;
const mondayOfEpochWeek = 3; // 1970-01-01 was a Thursday

/** The counter's time of day, `07:30`, whatever the machine is set to. */
export function timeOfDay(wallMs: number): string {
  const minute = Math.floor(minuteAt(wallMs));
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/**
 * Ms until the shift that runs or comes next today is over, the grace for its last citizen included; null when the unit
 * has not said when it works, or works no more today.
 */
export function shiftEndsIn(
  workingTime: KioskSettings['workingTime'],
  wallMs: number,
): number | null {
  const day = Math.floor((wallMs + vietnamOffsetMs) / dayMs);
  const weekday = (((day + mondayOfEpochWeek) % daysOfWeek) + daysOfWeek) % daysOfWeek;
  const now = minuteAt(wallMs);
  const ends = (workingTime?.days[weekday] ?? [])
    .map(({ to }) => minuteOf(to))
    .filter((end) => end > now);
  return ends.length === 0 ? null : (Math.min(...ends) - now) * minuteMs + shiftGraceMs;
}

function minuteOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}
