import { exitCodes } from './exit-codes.ts';
import { decideRestart, recentDeaths } from './restart-policy.ts';

/**
 * What the shell does when something of it dies. Never a dialog and never a blank page: begin again, a little later
 * each time, and after too many deaths in a short time leave with a code, so that the supervisor starts everything
 * afresh. Pure; times are monotonic ms.
 */
export type Trouble =
  | { readonly what: 'page-gone'; readonly reason: GoneReason }
  | { readonly what: 'page-hung' }
  | { readonly what: 'page-blank' }
  | { readonly what: 'page-not-loaded'; readonly code: number }
  | { readonly what: 'graphics-gone'; readonly reason: GoneReason }
  | { readonly what: 'helper-gone'; readonly reason: GoneReason }
  | { readonly what: 'machine-gone' };

/** Electron's reasons for the end of a process. */
export const goneReasons = [
  ...(['clean-exit', 'abnormal-exit', 'killed', 'crashed', 'oom'] as const),
  ...(['launch-failed', 'integrity-failure', 'memory-eviction'] as const),
];
export type GoneReason = (typeof goneReasons)[number];

export type Recovery =
  | { readonly kind: 'none' }
  | { readonly kind: 'again'; readonly afterMs: number }
  | { readonly kind: 'leave'; readonly exitCode: number };

/** A page that answers again within this time was only slow. */
export const hungGraceMs = 5_000;
/** A page that has drawn nothing this long after it was loaded is not going to. */
export const blankGraceMs = 10_000;
/** A load that fails at once would fail as fast again. */
const notLoadedDelayMs = 1_000;
/** Navigations that were given up because another began, as Chromium numbers them. */
const abortedCode = -3;
/** Graphics and helper processes are restarted by Chromium itself; this many deaths in a short time are too many. */
const ownRestartsMax = 3;

/** Decides about a trouble at `nowMs`; `earlierMs` are the times of those of the same window or process before it. */
export function decideRecovery(
  trouble: Trouble,
  earlierMs: readonly number[],
  nowMs: number,
): Recovery {
  switch (trouble.what) {
    case 'graphics-gone':
    case 'helper-gone':
      return byChromium(trouble.reason, earlierMs, nowMs);
    case 'page-gone':
      // The files are not what was installed: starting again cannot mend that.
      if (trouble.reason === 'integrity-failure') return leave(exitCodes.damaged);
      return again(earlierMs, nowMs, 0);
    case 'page-not-loaded':
      if (trouble.code === abortedCode) return { kind: 'none' };
      return again(earlierMs, nowMs, notLoadedDelayMs);
    case 'page-hung':
    case 'page-blank':
    case 'machine-gone':
      return again(earlierMs, nowMs, 0);
    default:
      return trouble satisfies never;
  }
}

/** In a word, for the journal. */
export function reasonOf(trouble: Trouble): string {
  if ('reason' in trouble) return trouble.reason;
  return trouble.what === 'page-not-loaded' ? `not-loaded ${trouble.code}` : trouble.what;
}

function again(earlierMs: readonly number[], nowMs: number, leastMs: number): Recovery {
  const decision = decideRestart(earlierMs, nowMs);
  if (decision.kind === 'give-up') return leave(exitCodes.diedTooOften);
  return { kind: 'again', afterMs: Math.max(decision.afterMs, leastMs) };
}

function byChromium(reason: GoneReason, earlierMs: readonly number[], nowMs: number): Recovery {
  if (reason === 'clean-exit') return { kind: 'none' };
  if (reason === 'integrity-failure') return leave(exitCodes.damaged);
  const deaths = recentDeaths(earlierMs, nowMs).length;
  return deaths < ownRestartsMax ? { kind: 'none' } : leave(exitCodes.diedTooOften);
}

const leave = (exitCode: number): Recovery => ({ kind: 'leave', exitCode });
