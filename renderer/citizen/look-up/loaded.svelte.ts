import type { Problem } from '../../../shared/model/problems.ts';
import { refusalOf } from '../../bridge.ts';

/** Something the machine was asked for: on its way, there, or refused. */
export class Loaded<Value> {
  value: Value | null = $state.raw(null);
  hasFailed = $state(false);
  /** Why it was refused, if the machine said so. */
  problem: Problem | null = $state.raw(null);

  constructor(asked: Promise<Value>) {
    asked.then(
      (value) => (this.value = value),
      (error: unknown) => {
        this.problem = refusalOf(error);
        this.hasFailed = true;
      },
    );
  }
}
