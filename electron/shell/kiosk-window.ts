import { performance } from 'node:perf_hooks';
import { MessageChannelMain, type BrowserWindow } from 'electron';
import { windowPortMessage, type WindowContract } from '../../shared/contract/shell.ts';
import type { Page } from '../lockdown/addresses.ts';
import type { Placement } from '../lockdown/placement.ts';
import { decideRestart, recentDeaths } from '../lockdown/restart-policy.ts';
import type { MachineProcess } from './machine-process.ts';
import { openWindow, showPage } from './windows.ts';

const contractOf: Readonly<Record<Page, WindowContract>> = { citizen: 'citizen', officer: 'desk' };

export type KioskWindowOptions = {
  readonly placement: Placement;
  /** Absolute path of the built preload. */
  readonly preload: string;
  readonly kiosk: boolean;
  readonly machine: () => MachineProcess | null;
  /** Its page's process died too often in a short time. */
  readonly onGivenUp: () => void;
};

/** One window of the kiosk: gets a port to the machine whenever both stand, and its page again when that has died. */
export class KioskWindow {
  readonly #options: KioskWindowOptions;
  readonly #window: BrowserWindow;
  #loaded = false;
  #deathsMs: readonly number[] = [];

  constructor(options: KioskWindowOptions) {
    this.#options = options;
    this.#window = openWindow(options);
    const { webContents } = this.#window;
    webContents.on('did-start-loading', () => {
      this.#loaded = false;
    });
    webContents.on('did-finish-load', () => {
      this.#loaded = true;
      this.handPort();
    });
    webContents.on('render-process-gone', () => this.#revive());
  }

  async show(): Promise<void> {
    await showPage(this.#window, this.#options.placement.page);
  }

  focus(): void {
    if (this.#window.isDestroyed()) return;
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.focus();
  }

  /** Makes a channel between the page and the machine and forgets it; does nothing until both stand. */
  handPort(): void {
    const machine = this.#options.machine();
    if (!machine?.standing || !this.#loaded || this.#window.isDestroyed()) return;
    const { port1, port2 } = new MessageChannelMain();
    machine.connect(contractOf[this.#options.placement.page], port1);
    this.#window.webContents.postMessage(windowPortMessage, null, [port2]);
  }

  #revive(): void {
    this.#loaded = false;
    const nowMs = performance.now();
    const decision = decideRestart(this.#deathsMs, nowMs);
    this.#deathsMs = [...recentDeaths(this.#deathsMs, nowMs), nowMs];
    if (decision.kind === 'give-up') {
      this.#options.onGivenUp();
      return;
    }
    setTimeout(() => {
      if (!this.#window.isDestroyed()) this.#window.webContents.reload();
    }, decision.afterMs);
  }
}
