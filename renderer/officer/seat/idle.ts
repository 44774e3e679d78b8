const uses = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;
const lookEveryMs = 1_000;
/** The machine is told that somebody works here no oftener than this. */
const toldEveryMs = 10_000;

type IdleParts = {
  /** How long a desk may stay unused; null while it is not watched. */
  readonly lockAfterMs: () => number | null;
  readonly onIdle: () => void;
  /** Somebody works here; told now and then. */
  readonly onUse: () => void;
};

export type IdleWatch = {
  readonly isNearlyIdle: (afterMs: number) => boolean;
  readonly stop: () => void;
};

/**
 * Tells when nobody has used the page for too long. By the clock on the wall, so that a PC that slept wakes up locked.
 * The machine hears of use a little later than the page, so it may lock a little earlier: `isNearlyIdle` then knows why.
 */
export function watchIdle(page: Document, { lockAfterMs, onIdle, onUse }: IdleParts): IdleWatch {
  let usedMs = Date.now();
  let toldMs = -Infinity;
  let wasWatched = false;

  const use = (): void => {
    look();
    usedMs = Date.now();
    if (lockAfterMs() === null || usedMs - toldMs < toldEveryMs) return;
    toldMs = usedMs;
    onUse();
  };

  const look = (): void => {
    const bound = lockAfterMs();
    if (bound !== null && !wasWatched) usedMs = Date.now();
    wasWatched = bound !== null;
    if (bound !== null && Date.now() - usedMs >= bound) onIdle();
  };

  look();
  const looking = setInterval(look, lookEveryMs);
  for (const kind of uses) page.addEventListener(kind, use, { capture: true, passive: true });
  return {
    isNearlyIdle: (afterMs) => Date.now() - usedMs >= afterMs - 2 * toldEveryMs,
    stop: () => {
      clearInterval(looking);
      for (const kind of uses) page.removeEventListener(kind, use, { capture: true });
    },
  };
}
