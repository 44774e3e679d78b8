import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { z } from 'zod';
import { pauseBeforeLeaving } from '../lockdown/leave-pause.ts';
import { replaceFile } from './small-file.ts';

/** What is remembered of ends that were not well, from one start to the next. */
const memorySchema = z.strictObject({ failures: z.int().min(0).max(1_000) });

/** The pause before the program leaves, where nobody else makes one. The windows stand meanwhile. */
export class LeavePause {
  readonly #path: () => string;
  readonly #onWait: (seconds: number) => void;
  #isOver = false;
  #end = (): void => undefined;

  /**
   * @param path - of the file that remembers; asked for when it is needed
   * @param onWait - told before a pause of so many seconds
   */
  constructor(path: () => string, onWait: (seconds: number) => void) {
    this.#path = path;
    this.#onWait = onWait;
  }

  /** Resolves when the program may leave with this code. */
  async wait(code: number): Promise<void> {
    const before = recall(this.#path());
    const { pauseMs, failures } = pauseBeforeLeaving({
      ...{ code, failures: before },
      livedMs: performance.now(),
    });
    // Before the pause: the plug may be pulled in it.
    if (failures !== before) remember(this.#path(), failures);
    if (pauseMs === 0 || this.#isOver) return;
    this.#onWait(pauseMs / 1_000);
    await new Promise<void>((resolve) => {
      this.#end = resolve;
      setTimeout(resolve, pauseMs);
    });
  }

  /** The computer ends: there is nothing to wait for. */
  cutShort(): void {
    this.#isOver = true;
    this.#end();
  }
}

/** None when there is no file or it cannot be read. */
function recall(path: string): number {
  try {
    return memorySchema.parse(JSON.parse(readFileSync(path, 'utf8'))).failures;
  } catch {
    return 0;
  }
}

/** A disk that refuses costs the growing of a pause. */
function remember(path: string, failures: number): void {
  try {
    replaceFile(path, JSON.stringify({ failures }));
  } catch {
    return;
  }
}
