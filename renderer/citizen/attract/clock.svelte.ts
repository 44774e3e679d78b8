const minuteMs = 60_000;

/** The time of day, drawn anew on the minute and not before. */
export class Clock {
  /** Milliseconds since 1970. */
  now = $state(Date.now());
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Begins to run; returns how to stop. */
  start(): () => void {
    const tick = (): void => {
      this.now = Date.now();
      this.#timer = setTimeout(tick, minuteMs - (Date.now() % minuteMs));
    };
    tick();
    return () => clearTimeout(this.#timer);
  }
}
