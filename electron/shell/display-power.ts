import { execFile } from 'node:child_process';
import { powerSaveBlocker, type BrowserWindow } from 'electron';
import type { Area } from '../lockdown/placement.ts';
import { feelTouches } from './touches.ts';
import { cover, openCover } from './windows.ts';

/** A program of the operating-system layer that darkens the screen itself: `PROGRAM sleep`, `PROGRAM wake`. */
const hook = process.env['HAILONG_DISPLAY_HOOK'];
const hookTimeoutMs = 5_000;

/** The citizen's screen, awake or asleep. A sleeping one is black, and the touch that wakes it touches nothing else. */
export class DisplayPower {
  readonly #touched: () => void;
  #cover: BrowserWindow | null = null;
  #blocker: number | null = null;

  constructor(touched: () => void) {
    this.#touched = touched;
  }

  sleep(area: Area | null): void {
    if (this.#blocker !== null) powerSaveBlocker.stop(this.#blocker);
    this.#blocker = null;
    if (area && !this.#cover) {
      this.#cover = openCover(area);
      feelTouches(this.#cover.webContents, this.#touched);
    }
    this.#tell('sleep');
  }

  wake(): void {
    this.#blocker ??= powerSaveBlocker.start('prevent-display-sleep');
    this.#cover?.destroy();
    this.#cover = null;
    this.#tell('wake');
  }

  /** The screen turned, or is another one. */
  standOn(area: Area): void {
    if (this.#cover) cover(this.#cover, area);
  }

  /** Whether the program is there or works is seen on the screen; without it the screen is only black. */
  #tell(word: 'sleep' | 'wake'): void {
    if (hook) execFile(hook, [word], { timeout: hookTimeoutMs }, () => undefined);
  }
}
