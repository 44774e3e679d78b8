import type { Clock } from '../ports.ts';

type Timer = { readonly at: number; readonly run: () => void };

/** A clock turned by hand. Timers run inside `advance`, in the order of their time. */
export class HandClock implements Clock {
  boot = 'boot-1';
  #wall = Date.UTC(2026, 10, 22, 1, 0, 0);
  #mono = 1_000;
  #timers = new Set<Timer>();

  wall(): number {
    return this.#wall;
  }

  mono(): number {
    return this.#mono;
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#mono + Math.max(0, ms), run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Lets `ms` pass: device time and monotonic time move together, due timers run on their way. */
  advance(ms: number): void {
    const end = this.#mono + ms;
    for (let next = this.#nextUntil(end); next; next = this.#nextUntil(end)) {
      this.#timers.delete(next);
      this.#moveTo(Math.max(next.at, this.#mono));
      next.run();
    }
    this.#moveTo(end);
  }

  /** Lets `ms` pass in which the process did not run (a suspended machine): timers are late. */
  sleep(ms: number): void {
    this.#moveTo(this.#mono + ms);
  }

  /** Somebody sets the device's clock; monotonic time does not notice. */
  jumpWall(ms: number): void {
    this.#wall += ms;
  }

  /** The device starts again: another boot, its monotonic time from zero, no timers. */
  reboot(boot: string): void {
    this.boot = boot;
    this.#mono = 0;
    this.#timers.clear();
  }

  /** The process ends: its timers die with it, time goes on. */
  dropTimers(): void {
    this.#timers.clear();
  }

  get timers(): number {
    return this.#timers.size;
  }

  #nextUntil(end: number): Timer | undefined {
    return [...this.#timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
  }

  #moveTo(mono: number): void {
    this.#wall += mono - this.#mono;
    this.#mono = mono;
  }
}
