import type { Clock } from '../core/ports.ts';
import type { Pause } from './schedule.ts';

/** One thing done over and over, a step at a time: upload, or documents. */
export type Lane = {
  /** News, or the network is back: ends the rest as early as its pause allows. */
  nudge(): void;
  /** Starts no further step; resolves when the one under way is over. */
  stop(): Promise<void>;
};

/** Runs `step` until stopped, resting between steps as each one says. A step that throws is a defect and ends the process. */
export function startLane(clock: Clock, step: () => Promise<Pause>): Lane {
  let stopped = false;
  let nudged = false;
  let wake: () => void = () => undefined;

  async function run(): Promise<void> {
    while (!stopped) {
      nudged = false;
      await rest(await step());
    }
  }

  async function rest(pause: Pause): Promise<void> {
    const began = clock.mono();
    while (!stopped) {
      const until = began + (nudged ? Math.min(pause.nudgedMs, pause.ms) : pause.ms);
      const left = until - clock.mono();
      if (left <= 0) return;
      await new Promise<void>((resolve) => {
        const cancel = clock.after(left, resolve);
        wake = () => {
          cancel();
          resolve();
        };
      });
    }
  }

  const running = run();
  return {
    nudge() {
      nudged = true;
      wake();
    },
    stop() {
      stopped = true;
      wake();
      return running;
    },
  };
}
