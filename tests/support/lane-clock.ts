import { HandClock } from '../../electron/core/testing/hand-clock.ts';
import { requestTimeoutMs } from '../../shared/limits.ts';

/** A hand-turned clock that knows a request under way, by its timeout, from a rest. */
export class LaneClock extends HandClock {
  /** Requests under way. */
  asking = 0;

  override after(ms: number, run: () => void): () => void {
    if (ms !== requestTimeoutMs) return super.after(ms, run);
    this.asking += 1;
    let over = false;
    const end = (): void => {
      if (!over) this.asking -= 1;
      over = true;
    };
    const cancel = super.after(ms, () => {
      end();
      run();
    });
    return () => {
      end();
      cancel();
    };
  }

  /** Resolves when `lanes` lanes rest and nothing is asked: only turning the clock or a nudge goes on from here. */
  async resting(lanes: number): Promise<void> {
    while (this.asking > 0 || this.timers !== lanes) {
      await new Promise((resolve) => void setImmediate(resolve));
    }
  }
}
