import type { Problem } from '../../shared/model/problems.ts';
import { pauseAfter, type Failures, type Pause } from './schedule.ts';
import type { Setback } from './setback.ts';

/** How a lane's steps have come out lately: what hinders it, and how long it rests. */
export class Tries {
  #failures: Failures = null;
  #problem: Problem | null = null;

  /** Why the last step brought nothing; null when it did, or when there was nothing to bring. */
  problem(): Problem | null {
    return this.#problem;
  }

  /** The district has answered. `problem`: what it brought cannot be used, and asking again at once would not help. */
  over(pause: Pause, problem: Problem | null = null): Pause {
    this.#failures = null;
    this.#problem = problem;
    return pause;
  }

  /** To be tried again, later each time. */
  again(setback: Setback): Pause {
    const { pause, failures } = pauseAfter(setback, this.#failures);
    this.#failures = failures;
    this.#problem = setback.problem;
    return pause;
  }
}
