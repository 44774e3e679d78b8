import type { ShellNote } from '../../shared/contract/shell.ts';
import { displayState, mayRestart, type DisplayState, type PowerFacts } from './power.ts';

/** How often the clock is looked at. */
const lookEveryMs = 5_000;

/** What of the computer it uses; given by main, so that it can be tried without one. */
export type PowerTools = {
  readonly wallMs: () => number;
  readonly monoMs: () => number;
  /** Puts the citizen's screen to sleep: black, and dark where the system can. */
  readonly sleep: () => void;
  readonly wake: () => void;
  readonly restart: () => void;
  readonly note: (note: ShellNote) => void;
};

/** What the machine says of itself. */
type MachineState = Pick<PowerFacts, 'busy' | 'openWeek'>;

/** Sleeps and wakes the screen by the opening hours and by touch, and restarts the kiosk in a quiet minute. */
export class PowerKeeper {
  readonly #tools: PowerTools;
  readonly #startedMs: number;
  readonly #timer: NodeJS.Timeout;
  #touchedMs: number;
  #machine: MachineState = { busy: false, openWeek: null };
  #display: DisplayState = 'awake';
  #wasTouched = false;

  constructor(tools: PowerTools) {
    this.#tools = tools;
    this.#startedMs = this.#touchedMs = tools.monoMs();
    this.#timer = setInterval(() => this.#look(), lookEveryMs);
    this.#timer.unref();
    tools.wake();
  }

  get display(): DisplayState {
    return this.#display;
  }

  hear(state: MachineState): void {
    this.#machine = state;
    this.#look();
  }

  touched(): void {
    this.#touchedMs = this.#tools.monoMs();
    if (this.#display === 'awake') return;
    this.#wasTouched = true;
    this.#look();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const facts = this.#facts();
    const wanted = displayState(facts);
    if (wanted !== this.#display) this.#turn(wanted);
    this.#wasTouched = false;
    const upMs = this.#tools.monoMs() - this.#startedMs;
    if (mayRestart({ ...facts, upMs })) this.#tools.restart();
  }

  #facts(): PowerFacts {
    const { wallMs, monoMs } = this.#tools;
    return { ...this.#machine, wallMs: wallMs(), idleMs: monoMs() - this.#touchedMs };
  }

  #turn(state: DisplayState): void {
    this.#display = state;
    if (state === 'asleep') this.#tools.sleep();
    else this.#tools.wake();
    const cause = this.#wasTouched ? 'touch' : 'hours';
    this.#tools.note({ kind: 'display.power', body: { state, cause } });
  }
}
