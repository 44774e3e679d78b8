import { ExponentialBackoff, fullJitterGenerator, type IBackoff } from 'cockatiel';
import {
  backoffFirstMs,
  backoffMaxMs,
  idleUploadMs,
  nudgeGapMs,
  refusedRetryMs,
} from '../../shared/limits.ts';
import type { Setback } from './setback.ts';

/** How long to rest before the next try, and how soon a nudge may end the rest. */
export type Pause = { readonly ms: number; readonly nudgedMs: number };

/** How often it has failed in a row, as cockatiel counts; null after a success. */
export type Failures = IBackoff<unknown> | null;

/** Full jitter: a province whose power returns does not call with one voice. */
const backoff = new ExponentialBackoff({
  generator: fullJitterGenerator,
  initialDelay: backoffFirstMs,
  maxDelay: backoffMaxMs,
});

/** There is more to do: go on at once. */
export const noPause: Pause = { ms: 0, nudgedMs: 0 };

/** Everything is sent: the heartbeat comes next, or news. */
export const idlePause: Pause = { ms: idleUploadMs, nudgedMs: 0 };

/** The documents are those of the district: news on the kiosk say nothing about them. */
export const documentsPause: Pause = { ms: idleUploadMs, nudgedMs: idleUploadMs };

/** A permanent refusal or a fork: a person has to act, and a nudge knows nothing new about that. */
export const refusedPause: Pause = { ms: refusedRetryMs, nudgedMs: refusedRetryMs };

/**
 * When to try again after a setback. The district's own Retry-After is a floor that no nudge goes under; without one a
 * nudge shortens the rest to `nudgeGapMs`, so that a failing server is never hammered.
 */
export function pauseAfter(
  setback: Pick<Setback, 'kind' | 'retryAfterMs'>,
  failures: Failures,
): { pause: Pause; failures: Failures } {
  if (setback.kind === 'refused') return { pause: refusedPause, failures: null };
  const next = failures === null ? backoff.next() : failures.next(undefined);
  const ms = Math.max(next.duration, setback.retryAfterMs ?? 0);
  const nudgedMs = setback.retryAfterMs === null ? Math.min(ms, nudgeGapMs) : ms;
  return { pause: { ms, nudgedMs }, failures: next };
}
