/**
 * Screens that nobody can need at once: fetched when the browser has nothing else to do, long before they are drawn,
 * so that they are there even if the machine is gone by then.
 */
export function loadLater<Screens>(load: () => Promise<Screens>): {
  readonly screens: Screens | null;
} {
  let screens: Screens | null = $state.raw(null);
  const fetchIt = (): void => {
    load().then(
      (module) => (screens = module),
      () => setTimeout(fetchIt, retryMs),
    );
  };
  requestIdleCallback(fetchIt, { timeout: retryMs });
  return {
    get screens() {
      return screens;
    },
  };
}

const retryMs = 1_000;
