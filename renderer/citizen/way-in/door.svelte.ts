import type { CitizenClient } from '../../../shared/contract/citizen.ts';
import { pinLengthMax } from '../../../shared/limits.ts';
import type { Problem } from '../../../shared/model/problems.ts';
import { refusalOf, type Bridge } from '../../bridge.ts';

/** How long the pad stays without a touch. */
export const doorShownMs = 30_000;

/** What the pad has to say: a refusal in the machine's words, or that nothing was answered. */
export type DoorMessage = Problem | 'failed';

/** The door to the technician's page: takes a PIN or a key file, and closes by itself. */
export class Door {
  isShown = $state(false);
  pin = $state('');
  isOpening = $state(false);
  message: DoorMessage | null = $state.raw(null);
  /** Seconds until another try is taken. */
  pauseS = $state(0);
  readonly #bridge: Bridge<CitizenClient>;
  readonly #go: (url: string) => void;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #pause: ReturnType<typeof setInterval> | undefined;

  /** @param go - leaves this page for the technician's */
  constructor(bridge: Bridge<CitizenClient>, go: (url: string) => void) {
    this.#bridge = bridge;
    this.#go = go;
  }

  show(): void {
    this.isShown = true;
    this.message = null;
    this.stay();
  }

  close(): void {
    clearTimeout(this.#idle);
    this.isShown = false;
    this.pin = '';
    this.message = null;
  }

  /** Somebody is there. */
  stay(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.close(), doorShownMs);
  }

  type(digit: string): void {
    this.message = null;
    if (this.pin.length < pinLengthMax) this.pin += digit;
  }

  erase(): void {
    this.pin = this.pin.slice(0, -1);
  }

  /** By the PIN typed; without one only on a kiosk that is not set up. */
  unlock(): Promise<void> {
    const { pin } = this;
    this.pin = '';
    return this.#try((client) => client.technician.unlock({ pin }));
  }

  /** Without a PIN; a kiosk that has one already, and lost its power before it was enrolled, asks for it. */
  async setUp(): Promise<void> {
    await this.#try((client) => client.technician.unlock({ pin: null }));
    if (this.message !== 'failed' && this.message?.code === 'technician.refused') this.show();
  }

  unlockByKey(): Promise<void> {
    return this.#try((client) => client.technician.unlockByKey());
  }

  async #try(ask: (client: CitizenClient) => Promise<{ url: string | null }>): Promise<void> {
    if (this.isOpening || this.pauseS > 0) return;
    this.isOpening = true;
    this.message = null;
    this.stay();
    try {
      const { url } = await ask(this.#bridge.client);
      if (url !== null) this.#go(url);
    } catch (error) {
      this.#refuse(refusalOf(error));
    } finally {
      this.isOpening = false;
    }
  }

  #refuse(problem: Problem | null): void {
    this.message = problem ?? 'failed';
    if (problem?.code === 'technician.wait') this.#wait(Number(problem.parameters['seconds']));
  }

  #wait(seconds: number): void {
    clearInterval(this.#pause);
    this.pauseS = Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : 0;
    this.#pause = setInterval(() => {
      this.pauseS -= 1;
      if (this.pauseS > 0) return;
      clearInterval(this.#pause);
      this.message = null;
    }, 1_000);
  }
}
