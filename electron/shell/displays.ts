import { screen, type Display } from 'electron';
import type { ShellNote } from '../../shared/contract/shell.ts';
import { healthEveryMs } from '../../shared/limits.ts';
import type { DisplayFigure } from '../../shared/model/health.ts';
import {
  isSamePlan,
  pairingOf,
  placeWindows,
  type DeskMode,
  type Plan,
  type Screen,
} from '../lockdown/placement.ts';
import { keepDisplays, readDisplays } from './display-memory.ts';

type Cause = 'start' | 'added' | 'removed' | 'changed';

/** One plug that is pulled or put in makes several events. */
const settleMs = 500;

export type DisplaysOptions = {
  /** Where the pairing is remembered. */
  readonly path: string;
  readonly windowed: boolean;
  /** Told at the start and whenever something stands elsewhere from now on. */
  readonly onPlan: (plan: Plan) => void;
  /** What is seen of the screens, for the kiosk's health: at the start and whenever it is something else. */
  readonly onSeen: (displays: readonly DisplayFigure[]) => void;
  readonly onNote: (note: ShellNote) => void;
};

/** Watches the screens of the computer. After `ready`. */
export class Displays {
  readonly #options: DisplaysOptions;
  #plan: Plan | null = null;
  #timer: NodeJS.Timeout | undefined;
  readonly #seeing: NodeJS.Timeout;
  #seen = '';

  constructor(options: DisplaysOptions) {
    this.#options = options;
    const later = (cause: Cause) => (): void => this.#settle(cause);
    screen.on('display-added', later('added'));
    screen.on('display-removed', later('removed'));
    screen.on('display-metrics-changed', later('changed'));
    // Touch that goes with its USB cable makes no event of its own.
    this.#seeing = setInterval(() => this.#see(), healthEveryMs);
  }

  get screens(): readonly Screen[] {
    return screen.getAllDisplays().map(screenOf);
  }

  /** What the technician wants of the officer's screen. */
  get desk(): DeskMode {
    return readDisplays(this.#options.path).desk;
  }

  /** Plans anew; with the same outcome nothing moves, unless something may stand where it should not. */
  look(cause: Cause): void {
    const { path, windowed, onPlan, onNote } = this.#options;
    const { screens } = this;
    this.#see();
    // While a cable is changed there may be no screen at all: everything waits for the next one.
    if (screens.length === 0) return;
    const memory = readDisplays(path);
    const primary = screenOf(screen.getPrimaryDisplay());
    const plan = placeWindows(screens, primary, memory, { windowed, desk: memory.desk });
    const isNews = this.#plan === null || !isSamePlan(plan, this.#plan);
    this.#plan = plan;
    onPlan(plan);
    if (!isNews) return;
    if (!windowed) keepDisplays(path, { ...memory, ...pairingOf(plan, memory) });
    const on = (page: 'citizen' | 'officer'): string | null =>
      plan.placements.find((one) => one.page === page)?.screen.id ?? null;
    const body = {
      displays: screens.length,
      citizen: on('citizen'),
      officer: on('officer'),
      cause,
    };
    onNote({ kind: 'display.changed', body });
  }

  stop(): void {
    clearTimeout(this.#timer);
    clearInterval(this.#seeing);
  }

  #see(): void {
    const figures = screen.getAllDisplays().slice(0, 16).map(figureOf);
    const seen = JSON.stringify(figures);
    if (seen === this.#seen) return;
    this.#seen = seen;
    this.#options.onSeen(figures);
  }

  #settle(cause: Cause): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.look(cause), settleMs);
  }
}

function screenOf({ id, bounds, touchSupport }: Display): Screen {
  const { x, y, width, height } = bounds;
  return { id: String(id), area: { x, y, width, height }, touch: touchSupport === 'available' };
}

/** In the pixels of the screen, not of the desktop. */
function figureOf({ id, bounds, scaleFactor, touchSupport }: Display): DisplayFigure {
  const pixels = (length: number): number => Math.round(length * scaleFactor);
  const touch = touchSupport === 'unknown' ? null : touchSupport === 'available';
  return { id: String(id), width: pixels(bounds.width), height: pixels(bounds.height), touch };
}
