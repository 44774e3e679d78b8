import {
  pinFreeTries,
  pinMemoryMs,
  pinPauseFirstMs,
  pinPauseMaxMs,
  seatsRememberedMax,
} from '../../../shared/limits.ts';

/** Wrong PINs of one officer, or at one seat. Times are monotonic ms. */
type Tries = { readonly failures: number; readonly until: number };

/**
 * The growing pauses after wrong PINs, for each officer and for each seat: guessing one officer's PIN from many seats
 * is as slow as guessing many officers' from one.
 */
export class PinTries {
  readonly #tries = new Map<string, Tries>();

  /** Ms until another try is looked at; 0 for now. */
  waitMs(keys: readonly string[], now: number): number {
    return Math.max(0, ...keys.map((key) => (this.#of(key, now)?.until ?? now) - now));
  }

  /** Counts a try as wrong before it is looked at, so that many at once are no way around the pauses. */
  begin(keys: readonly string[], now: number): void {
    for (const key of keys) this.#fail(key, (this.#of(key, now)?.failures ?? 0) + 1, now);
  }

  /** It was right, or nobody's fault. */
  forgive(keys: readonly string[]): void {
    for (const key of keys) this.#tries.delete(key);
  }

  /** What the journal tells of the time before this start: so many wrong ones, the last one so long ago. */
  recall(key: string, failures: number, agoMs: number, now: number): void {
    this.#fail(key, failures, now - agoMs);
  }

  #fail(key: string, failures: number, at: number): void {
    this.#tries.delete(key); // again: the order is of the last try
    this.#tries.set(key, { failures, until: at + pauseMs(failures) });
    const oldest = this.#tries.keys().next().value;
    if (this.#tries.size > seatsRememberedMax && oldest !== undefined) this.#tries.delete(oldest);
  }

  #of(key: string, now: number): Tries | undefined {
    const tries = this.#tries.get(key);
    if (tries && now - tries.until > pinMemoryMs) this.#tries.delete(key);
    return this.#tries.get(key);
  }
}

function pauseMs(failures: number): number {
  const beyond = failures - pinFreeTries;
  return beyond < 0 ? 0 : Math.min(pinPauseMaxMs, pinPauseFirstMs * 2 ** beyond);
}
