import type { SurveyView } from '../../../shared/contract/citizen.ts';

const secondMs = 1_000;

/** The last part of a phase's time, counted down in seconds. It wakes up only while there is something to show. */
export class Countdown {
  /** Seconds left while the countdown is shown, else null. */
  seconds: number | null = $state(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Follows a phase as the machine has just described it; returns how to stop. */
  follow({ endsInMs, countdownMs }: Pick<SurveyView, 'endsInMs' | 'countdownMs'>): () => void {
    this.seconds = null;
    const endsAt = performance.now() + endsInMs;
    this.#wakeAfter(endsInMs - countdownMs, endsAt);
    return () => clearTimeout(this.#timer);
  }

  #wakeAfter(ms: number, endsAt: number): void {
    this.#timer = setTimeout(() => this.#show(endsAt), Math.max(0, ms));
  }

  #show(endsAt: number): void {
    const leftMs = Math.max(0, endsAt - performance.now());
    this.seconds = Math.ceil(leftMs / secondMs);
    if (leftMs > 0) this.#wakeAfter(leftMs % secondMs || secondMs, endsAt);
  }
}
