import { performance } from 'node:perf_hooks';
import { MessageChannelMain, type BrowserWindow, type Event } from 'electron';
import {
  windowPortMessage,
  type ShellNote,
  type WindowContract,
} from '../../shared/contract/shell.ts';
import type { Page, WindowPage } from '../lockdown/addresses.ts';
import { centred, isFindable, type Area } from '../lockdown/placement.ts';
import { decideRecovery, reasonOf, type Trouble } from '../lockdown/recovery.ts';
import { recentDeaths } from '../lockdown/restart-policy.ts';
import { holdsPage, holdZoom } from './guards.ts';
import { feelTouches } from './touches.ts';
import type { MachineProcess } from './machine-process.ts';
import { watchPage } from './page-watch.ts';
import { cover, openWindow, showPage } from './windows.ts';

const contractOf: Readonly<Record<Page, WindowContract>> = {
  citizen: 'citizen',
  officer: 'desk',
  technician: 'technician',
};

export type KioskWindowOptions = {
  /** Its own, which it shows unless it was turned to another. */
  readonly page: WindowPage;
  /** Fills its screen and cannot be left; else an ordinary window. */
  readonly role: 'kiosk' | 'window';
  readonly area: Area;
  /** Absolute path of the built preload. */
  readonly preload: string;
  /** A kiosk in its place, not a developer's window. */
  readonly locked: boolean;
  readonly machine: () => MachineProcess | null;
  /** Somebody is there: a touch, a key, a click. */
  readonly onTouched: () => void;
  readonly onNote: (note: ShellNote) => void;
  /** Its page died too often in a short time, or its files are damaged. */
  readonly onGivenUp: (exitCode: number) => void;
  /** Windows of the system ends its session. */
  readonly onSessionEnd: () => void;
};

/** One window of the kiosk: gets a port to the machine whenever both stand, and its page again when that has died. */
export class KioskWindow {
  readonly #options: KioskWindowOptions;
  readonly #window: BrowserWindow;
  /** What it shows. */
  #page: Page;
  #area: Area;
  #parked = false;
  #loaded = false;
  #troublesMs: readonly number[] = [];

  constructor(options: KioskWindowOptions) {
    this.#options = options;
    this.#page = options.page;
    this.#area = options.area;
    this.#window = openWindow(options);
    this.#watchLoading();
    this.#watchFrame();
    watchPage(this.#window.webContents, (trouble) => this.#recover(trouble));
  }

  get bounds(): Area {
    return this.#window.getBounds();
  }

  async show(): Promise<void> {
    this.#loaded = false;
    // A load that failed is a trouble of its own, and begun again by it.
    await showPage(this.#window, this.#page).catch(() => undefined);
  }

  /** Shows the technician's page from now on: afresh for each who signs in, unless it is still on its way. */
  showTechnician(): void {
    const isOnItsWay = this.#page === 'technician' && !this.#loaded;
    if (this.#window.isDestroyed() || isOnItsWay) return;
    this.#page = 'technician';
    void this.show();
  }

  /** Shows its own page again, if it does not. */
  showOwn(): void {
    const { page } = this.#options;
    if (this.#window.isDestroyed() || this.#page === page) return;
    this.#page = page;
    void this.show();
  }

  focus(): void {
    if (this.#window.isDestroyed()) return;
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.focus();
  }

  /** Stands on this screen from now on; also when the same screen turned, or came back. */
  standOn(area: Area): void {
    if (this.#window.isDestroyed()) return;
    this.#area = area;
    if (this.#parked) this.#window.show();
    this.#parked = false;
    if (this.#options.role === 'kiosk') cover(this.#window, area);
    else this.#findAgain(area);
    holdZoom(this.#window.webContents);
  }

  /** An ordinary window stays where its officer put it, as long as that is on the screen. */
  #findAgain(area: Area): void {
    const bounds = this.#window.getBounds();
    if (!isFindable(bounds, [area])) this.#window.setBounds(centred(area, bounds));
  }

  /** Waits unseen: its screen is gone and every other one is somebody's. */
  park(): void {
    if (this.#window.isDestroyed() || this.#parked) return;
    this.#parked = true;
    this.#window.hide();
  }

  /** Makes a channel between the page and the machine and forgets it; does nothing until both stand. */
  handPort(): void {
    const machine = this.#options.machine();
    if (!machine?.standing || !this.#loaded || this.#window.isDestroyed()) return;
    const { webContents } = this.#window;
    // Whoever is in the window now: a port is for the page it was meant for and for nobody else.
    if (!holdsPage(webContents, this.#page)) return;
    const { port1, port2 } = new MessageChannelMain();
    machine.connect(contractOf[this.#page], port1);
    webContents.mainFrame.postMessage(windowPortMessage, null, [port2]);
  }

  #watchLoading(): void {
    const { webContents } = this.#window;
    webContents.on('did-start-loading', () => {
      this.#loaded = false;
    });
    webContents.on('did-finish-load', () => {
      this.#loaded = true;
      this.handPort();
    });
    feelTouches(webContents, this.#options.onTouched);
  }

  #watchFrame(): void {
    const { locked, role, onSessionEnd } = this.#options;
    const window = this.#window;
    window.on('query-session-end', onSessionEnd);
    window.on('session-end', onSessionEnd);
    if (!locked) return;
    window.on('close', (event) => {
      event.preventDefault();
      // An officer's ordinary window goes out of the way; the kiosk's stays.
      if (role === 'window') window.minimize();
    });
    if (role === 'kiosk') this.#holdPlace();
  }

  /** Whatever took the window away, it comes back. */
  #holdPlace(): void {
    const window = this.#window;
    const stay = (event: Event): void => event.preventDefault();
    const back = (): void => {
      if (!this.#parked) cover(window, this.#area);
    };
    window.on('will-move', stay);
    window.on('will-resize', stay);
    window.on('minimize', () => {
      window.restore();
      back();
    });
    window.on('leave-full-screen', back);
    window.on('unmaximize', back);
    window.on('blur', () => {
      if (!this.#parked) window.moveTop();
    });
    window.on('hide', () => {
      if (!this.#parked) window.show();
    });
    window.on('always-on-top-changed', (_event, isOnTop) => {
      if (!isOnTop) back();
    });
  }

  #recover(trouble: Trouble): void {
    const nowMs = performance.now();
    const recovery = decideRecovery(trouble, this.#troublesMs, nowMs);
    if (recovery.kind === 'none') return;
    this.#troublesMs = [...recentDeaths(this.#troublesMs, nowMs), nowMs];
    const decision = recovery.kind === 'leave' ? 'leave' : 'reload';
    const { page: window, onNote, onGivenUp } = this.#options;
    const body = { window, reason: reasonOf(trouble), decision } as const;
    const page = this.#page === 'technician' ? { page: this.#page } : {};
    onNote({ kind: 'window.gone', body: { ...body, ...page } });
    if (recovery.kind === 'leave') {
      onGivenUp(recovery.exitCode);
      return;
    }
    // A technician whose page died signs in again: nobody else must find it open.
    this.#page = window;
    this.#loaded = false;
    // Later, never inside the event: a page that is loaded there takes main down with it (electron/electron#19887).
    setTimeout(() => {
      if (!this.#window.isDestroyed()) void this.show();
    }, recovery.afterMs);
  }
}
