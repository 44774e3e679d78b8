import type { OpenWeek } from '../../shared/contract/shell.ts';

/**
 * When the screen sleeps and when the kiosk may restart itself. Pure; `wallMs` is device time, everything else is
 * measured from a moment.
 */

/** The screen is on this long before the doors open. */
const wakeBeforeMinutes = 15;
/** Somebody who is still served after closing time is not left in the dark. */
const sleepAfterMinutes = 15;
/** A screen that was woken by a touch stays on this long after the last one. */
export const touchAwakeMs = 3 * 60_000;

/** The program is started afresh about once a day, so that nothing grows for ever. */
const restartAfterMs = 20 * 60 * 60_000;
/** A kiosk that is never closed, or does not know when, is not let run longer than this without a pause in use. */
const overdueAfterMs = 72 * 60 * 60_000;
/** A new version that has waited for a quiet time as long as this takes any long pause in use. */
const updateOverdueMs = 3 * 60 * 60_000;
/** Nobody has touched anything for this long. */
const quietMs = 15 * 60_000;
const quietWhenOverdueMs = 60 * 60_000;
/** Without opening hours the night is quiet. */
const nightFrom = 2 * 60;
const nightUntil = 4 * 60 + 30;

/** A clock before this was lost; hours read off it would put a working kiosk to sleep. */
const earliestSoundMs = Date.UTC(2_025, 0, 1);

const minuteMs = 60_000;
const vietnamOffsetMs = 7 * 60 * minuteMs;
const minutesOfDay = 24 * 60;
const dayMs = minutesOfDay * minuteMs;
/** 1 January 1970 was a Thursday; weeks begin on Monday. */
const firstDayOfWeek = 3;

/** What a person does, told from what a mouse does when somebody slams a door. Names of Electron's input events. */
const touches: ReadonlySet<string> = new Set([
  ...['touchStart', 'gestureTapDown', 'pointerDown', 'mouseDown', 'mouseWheel'],
  ...['keyDown', 'rawKeyDown', 'char'],
]);

export function isTouch(inputType: string): boolean {
  return touches.has(inputType);
}

export type PowerFacts = {
  readonly wallMs: number;
  readonly openWeek: OpenWeek | null;
  /** Somebody is being asked, or waits to be. */
  readonly busy: boolean;
  /** Since the last touch or key, or since the start. */
  readonly idleMs: number;
};

export type DisplayState = 'awake' | 'asleep';

export function displayState({ wallMs, openWeek, busy, idleMs }: PowerFacts): DisplayState {
  if (openWeek === null || wallMs < earliestSoundMs) return 'awake';
  if (busy || idleMs < touchAwakeMs) return 'awake';
  return isOpen(openWeek, wallMs, wakeBeforeMinutes, sleepAfterMinutes) ? 'awake' : 'asleep';
}

/** Whether a restart now would be noticed by nobody; `upMs` is how long the kiosk has run. */
export function mayRestart(facts: PowerFacts & { readonly upMs: number }): boolean {
  const { wallMs, openWeek, busy, idleMs, upMs } = facts;
  if (busy || upMs < restartAfterMs || idleMs < quietMs) return false;
  if (upMs >= overdueAfterMs && idleMs >= quietWhenOverdueMs) return true;
  if (wallMs < earliestSoundMs) return false;
  return isQuietTime(openWeek, wallMs);
}

/**
 * Whether a new version may be switched to now; it has been waiting for `waitingMs`. A kiosk that is switched off every
 * evening has no night: after a while an hour without anybody will do.
 */
export function mayUpdate(facts: PowerFacts & { readonly waitingMs: number }): boolean {
  const { wallMs, openWeek, busy, idleMs, waitingMs } = facts;
  if (busy || idleMs < quietMs) return false;
  if (waitingMs >= updateOverdueMs && idleMs >= quietWhenOverdueMs) return true;
  return wallMs >= earliestSoundMs && isQuietTime(openWeek, wallMs);
}

function isQuietTime(openWeek: OpenWeek | null, wallMs: number): boolean {
  if (openWeek !== null) return !isOpen(openWeek, wallMs, wakeBeforeMinutes, sleepAfterMinutes);
  const minute = placeInWeek(wallMs).minute;
  return minute >= nightFrom && minute < nightUntil;
}

function isOpen(week: OpenWeek, wallMs: number, before: number, after: number): boolean {
  const { day, minute } = placeInWeek(wallMs);
  return (week[day] ?? []).some(
    ({ from, to }) => minute >= minuteOf(from) - before && minute < minuteOf(to) + after,
  );
}

/** Day of the week (0 is Monday) and minute of the day, by Vietnam's clock. */
function placeInWeek(wallMs: number): { day: number; minute: number } {
  const local = wallMs + vietnamOffsetMs;
  const days = Math.floor(local / dayMs);
  return {
    day: (days + firstDayOfWeek) % 7,
    minute: Math.floor((local - days * dayMs) / minuteMs),
  };
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
