import type { Result } from '../../shared/model/result.ts';
import type { Trouble } from './ask.ts';

/** Something the server was asked for: the last answer, and whether a newer one is on its way or failed to come. */
export class Fetched<T> {
  value = $state.raw<T | null>(null);
  busy = $state(false);
  trouble = $state.raw<Trouble | null>(null);
  #turn = 0;

  /** Asks. An answer that is overtaken by a later question is dropped. Returns whether its answer was taken. */
  async load(question: () => Promise<Result<T, Trouble>>): Promise<boolean> {
    this.#turn += 1;
    const turn = this.#turn;
    this.busy = true;
    const answer = await question();
    if (turn !== this.#turn) return false;
    this.busy = false;
    this.trouble = answer.ok ? null : answer.problem;
    if (answer.ok) this.value = answer.value;
    return answer.ok;
  }
}
