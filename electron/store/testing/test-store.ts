import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HandClock } from '../../core/testing/hand-clock.ts';
import { openStore, type Store } from '../store.ts';

/** A kiosk's data folder for a test: real files, a clock turned by hand. */
export class TestFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'hai-long-store-'));
  readonly clock = new HandClock();
  readonly events: string[] = [];
  #open: Store[] = [];
  offset: number | null = null;

  /** The path of a file in the folder. */
  file(name: string): string {
    return join(this.path, name);
  }

  options() {
    return {
      folder: this.path,
      clock: this.clock,
      log: (event: string) => void this.events.push(event),
      offset: () => this.offset,
    };
  }

  tryOpen(): ReturnType<typeof openStore> {
    return openStore(this.options());
  }

  open(): Store {
    const opened = this.tryOpen();
    if (!opened.ok) throw new Error(opened.problem.en);
    this.#open.push(opened.value);
    return opened.value;
  }

  /** Closes what is open and opens again, as after a restart. */
  reopen(): Store {
    this.closeAll();
    return this.open();
  }

  closeAll(): void {
    for (const store of this.#open) store.close();
    this.#open = [];
  }

  remove(): void {
    this.closeAll();
    rmSync(this.path, { recursive: true, force: true });
  }
}
