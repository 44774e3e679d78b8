/**
 * What to do when the machine (or a window) has died: start it again, each time a little later, and after too many
 * deaths in a short time give up and leave, so that the supervisor of the computer can start everything afresh.
 */
export type RestartDecision =
  { readonly kind: 'restart'; readonly afterMs: number } | { readonly kind: 'give-up' };

/** The first restart is at once: one crash must cost the citizen no more than a moment. */
const restartDelaysMs = [0, 500, 2_000, 5_000, 10_000] as const;

/** Deaths longer ago than this are forgiven. */
export const deathsForgottenAfterMs = 5 * 60_000;

/** Deaths within {@link deathsForgottenAfterMs} that are still answered with a restart. */
export const restartsMax = restartDelaysMs.length;

/** Decides after a death at `nowMs`; `earlierDeathsMs` are the times of those before it (ms, monotonic clock). */
export function decideRestart(earlierDeathsMs: readonly number[], nowMs: number): RestartDecision {
  const afterMs = restartDelaysMs[recentDeaths(earlierDeathsMs, nowMs).length];
  return afterMs === undefined ? { kind: 'give-up' } : { kind: 'restart', afterMs };
}

/** The deaths that still count at `nowMs`. */
export function recentDeaths(deathsMs: readonly number[], nowMs: number): readonly number[] {
  return deathsMs.filter((deathMs) => nowMs - deathMs < deathsForgottenAfterMs);
}
