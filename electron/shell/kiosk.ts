import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { BrowserWindow } from 'electron';
import type { ShellNote } from '../../shared/contract/shell.ts';
import { exitCodes } from '../lockdown/exit-codes.ts';
import { isFindable, type Placement, type Plan } from '../lockdown/placement.ts';
import { DisplayPower } from './display-power.ts';
import { Displays } from './displays.ts';
import { KioskWindow } from './kiosk-window.ts';
import type { MachineProcess, MachineState } from './machine-process.ts';
import { PowerKeeper } from '../lockdown/power-keeper.ts';
import { cover, openCover } from './windows.ts';

/** A window that is moved between screens is where it should be after this long, or is put there once more. */
const movedMs = 1_500;

export type KioskOptions = {
  readonly data: string;
  readonly preload: string;
  readonly windowed: boolean;
  readonly machine: () => MachineProcess | null;
  readonly onNote: (note: ShellNote) => void;
  readonly leave: (exitCode: number, reason: string) => void;
  /** The computer ends. */
  readonly endNow: (reason: string) => void;
};

/** The windows on their screens: where each stands, when it sleeps, and what holds a screen that is nobody's. */
export class Kiosk {
  readonly #options: KioskOptions;
  readonly #windows = new Map<Placement['page'], KioskWindow>();
  #covers: BrowserWindow[] = [];
  readonly #displays: Displays;
  readonly #power: PowerKeeper;
  readonly #display = new DisplayPower(() => this.#power.touched());

  constructor(options: KioskOptions) {
    this.#options = options;
    const { windowed, onNote, leave } = options;
    this.#power = new PowerKeeper({
      wallMs: () => Date.now(),
      monoMs: () => performance.now(),
      sleep: () => this.#display.sleep(this.#citizensArea()),
      wake: () => this.#display.wake(),
      restart: () => leave(exitCodes.again, 'quiet minute'),
      note: onNote,
    });
    const path = join(options.data, 'displays.json');
    this.#displays = new Displays({
      ...{ path, windowed, onNote },
      onPlan: (plan) => this.#follow(plan),
      onSeen: (displays) => options.machine()?.seeDisplays(displays),
    });
  }

  /** Opens what the screens are for. */
  start(): void {
    this.#displays.look('start');
  }

  hear(state: MachineState): void {
    // A developer's windows neither sleep nor end by themselves.
    if (!this.#options.windowed) this.#power.hear(state);
  }

  handPorts(): void {
    for (const window of this.#windows.values()) window.handPort();
  }

  /** The citizen's window shows the technician's page, or the citizen's again: on the machine's word only. */
  showTechnician(open: boolean): void {
    const window = this.#windows.get('citizen');
    if (open) window?.showTechnician();
    else window?.showOwn();
  }

  focus(): void {
    for (const window of this.#windows.values()) window.focus();
  }

  stop(): void {
    this.#displays.stop();
    this.#power.stop();
  }

  #follow({ placements, covered }: Plan): void {
    for (const [page, window] of this.#windows) {
      if (!placements.some((one) => one.page === page)) window.park();
    }
    for (const placement of placements) this.#place(placement);
    this.#coverScreens(covered);
    if (!this.#options.windowed) setTimeout(() => this.#findLost(placements), movedMs).unref();
  }

  #place(placement: Placement): void {
    const { page, screen } = placement;
    const standing = this.#windows.get(page);
    if (page === 'citizen') this.#display.standOn(screen.area);
    if (standing) {
      standing.standOn(screen.area);
      return;
    }
    const window = this.#open(placement);
    this.#windows.set(page, window);
    void window.show();
  }

  #open({ page, screen }: Placement): KioskWindow {
    const { windowed, preload, machine, onNote, leave, endNow } = this.#options;
    return new KioskWindow({
      ...{ page, preload, machine, onNote },
      area: screen.area,
      role:
        windowed || (page === 'officer' && this.#displays.desk === 'window') ? 'window' : 'kiosk',
      locked: !windowed,
      onTouched: () => this.#power.touched(),
      onGivenUp: (exitCode) => leave(exitCode, `${page} window`),
      onSessionEnd: () => endNow('session end'),
    });
  }

  #coverScreens(covered: Plan['covered']): void {
    for (const spare of this.#covers.splice(covered.length)) spare.destroy();
    covered.forEach(({ area }, index) => {
      const standing = this.#covers[index];
      if (standing) cover(standing, area);
      else this.#covers.push(openCover(area));
    });
  }

  /** A window that the system put where no screen is comes back once more. */
  #findLost(placements: readonly Placement[]): void {
    const screens = this.#displays.screens.map(({ area }) => area);
    for (const { page, screen } of placements) {
      const window = this.#windows.get(page);
      if (window && !isFindable(window.bounds, screens)) window.standOn(screen.area);
    }
  }

  #citizensArea(): KioskWindow['bounds'] | null {
    return this.#windows.get('citizen')?.bounds ?? null;
  }
}
