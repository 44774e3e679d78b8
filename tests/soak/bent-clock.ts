/** A device whose clock is wrong: what is asked for the time of day is told another one. Runs in Node and in a page. */

export type BentClock = {
  /** How far the clock is from the true time, ms. */
  aheadMs: number;
};

declare global {
  var bentClock: BentClock | undefined;
}

/**
 * Replaces `Date`. Time that passes (timers, `performance.now`) is left as it is, as on a real device.
 * Stands alone, with nothing of this module, so that it can be handed to a page.
 */
export function bendClock(aheadMs: number): void {
  const TrueDate = Date;
  const clock = { aheadMs };
  const now = (): number => TrueDate.now() + clock.aheadMs;
  globalThis.bentClock = clock;
  globalThis.Date = new Proxy(TrueDate, {
    construct: (target, given: unknown[], made) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, made) as object,
    apply: () => new TrueDate(now()).toString(),
    get: (target, name, receiver) =>
      name === 'now' ? now : (Reflect.get(target, name, receiver) as unknown),
  });
}
