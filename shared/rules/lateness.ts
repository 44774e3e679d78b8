import type { TimeRule } from '../model/published-procedure.ts';
import { dayAt, type Day, type WorkingDays } from './working-days.ts';

/**
 * When a result is due, and how late it was handed over.
 *
 * - The day of reception is not counted; a limit of n working days ends with the nth working day after it, and a day due
 *   that is no working day moves on to the next one. [recalled: Civil Code 2015, articles 147 and 148; not read for this
 *   product]
 * - "Trong ngày; sau 15 giờ thì ngày làm việc tiếp theo" stands in published procedures (domain notes 4.2). That the same
 *   hour also moves the beginning of a limit of several days is the unit's own setting (`lateReceptionAt`).
 * - The clock stands still while the office waits for the citizen, if the one-stop software says so. By the same first-day
 *   principle the day on which the pause begins still counts, and the day on which the citizen comes back is a new day of
 *   reception. [decision of this product]
 * - A hand-over on a day off belongs to the working day before it. [decision of this product]
 */

export type Dossier = {
  /** Moment of reception, ms since 1970 UTC. */
  readonly receivedAt: number;
  readonly limit:
    | Pick<Extract<TimeRule, { kind: 'working-days' }>, 'kind' | 'days'>
    | Pick<Extract<TimeRule, { kind: 'same-day' }>, 'kind' | 'cutOff'>;
  /** When the office waited for the citizen, moments; `to` null: it still does. */
  readonly pauses: readonly { readonly from: number; readonly to: number | null }[];
};

/** `waiting`: the office waits for the citizen, so nothing is due. `unknown`: a day that counts is not in the calendar. */
export type Due =
  { readonly state: 'known'; readonly on: Day } | { readonly state: 'waiting' | 'unknown' };

/** The day on which the dossier's result is due. */
export function dueOf(days: WorkingDays, { receivedAt, limit, pauses }: Dossier): Due {
  if (pauses.some(({ to }) => to === null)) return { state: 'waiting' };
  const cutOff = limit.kind === 'same-day' ? limit.cutOff : null;
  const received = days.received(receivedAt, cutOff);
  const stopped = pauses.map(({ from, to }) => ({
    from: dayAt(from),
    to: to === null ? null : days.received(to),
  }));
  if (received === null) return { state: 'unknown' };
  const mattering = stopped.filter(({ to }) => to === null || to > received);
  if (mattering.some(({ to }) => to === null)) return { state: 'unknown' };
  const on =
    limit.kind === 'same-day'
      ? sameDay(received, mattering)
      : days.after(received, limit.days, (day) => mattering.some((pause) => within(day, pause)));
  return on === null ? { state: 'unknown' } : { state: 'known', on };
}

type Pause = { readonly from: Day; readonly to: Day | null };

function within(day: Day, { from, to }: Pause): boolean {
  return day > from && (to === null || day <= to);
}

/** Due on the day of reception, or on the day on which the citizen came back last. */
function sameDay(received: Day, pauses: readonly Pause[]): Day | null {
  return pauses.reduce<Day>(
    (latest, { to }) => (to !== null && to > latest ? to : latest),
    received,
  );
}

export type Lateness = {
  readonly state: 'on-time' | 'late' | 'unknown';
  /** Working days after the day due; 0 on time, null unknown. */
  readonly workingDays: number | null;
};

/** How late something due `on` a day was handed over at `moment`. On or before that day it is on time by any calendar. */
export function latenessOf(days: WorkingDays, on: Day | null, moment: number): Lateness {
  const handedOver = dayAt(moment);
  if (on === null) return { state: 'unknown', workingDays: null };
  if (handedOver <= on) return { state: 'on-time', workingDays: 0 };
  const due = days.onOrAfter(on);
  const late = due === null ? null : days.count(due, handedOver);
  if (late === null) return { state: 'unknown', workingDays: null };
  return { state: late === 0 ? 'on-time' : 'late', workingDays: late };
}
