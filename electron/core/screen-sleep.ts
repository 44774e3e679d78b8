/**
 * The citizen's screen, asleep or awake, under a shell whose window is only a page: the page is black, and a touch wakes
 * it and touches nothing else. When to sleep is the shell's to decide (lockdown/power.ts).
 */
export class ScreenSleep {
  readonly #changed = new Set<() => void>();
  readonly #touched = new Set<() => void>();
  #isAsleep = false;

  get isAsleep(): boolean {
    return this.#isAsleep;
  }

  turn(isAsleep: boolean): void {
    if (this.#isAsleep === isAsleep) return;
    this.#isAsleep = isAsleep;
    for (const listener of this.#changed) listener();
  }

  /** Told when it fell asleep or woke; returns how to stop listening. */
  onChange(listener: () => void): () => void {
    this.#changed.add(listener);
    return () => this.#changed.delete(listener);
  }

  /** Somebody is in front of the screen. */
  touched(): void {
    for (const listener of this.#touched) listener();
  }

  onTouched(listener: () => void): void {
    this.#touched.add(listener);
  }
}
