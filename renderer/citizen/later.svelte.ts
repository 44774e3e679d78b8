/**
 * A screen that nobody can need at once: it is fetched when the browser has nothing else to do, long before it is
 * drawn, so that it is there even if the machine is gone by then.
 */
export function loadLater<Screen>(load: () => Promise<{ default: Screen }>): {
  readonly component: Screen | null;
} {
  let component: Screen | null = $state.raw(null);
  const fetchIt = (): void => {
    load().then(
      (module) => (component = module.default),
      () => setTimeout(fetchIt, retryMs),
    );
  };
  requestIdleCallback(fetchIt, { timeout: retryMs });
  return {
    get component() {
      return component;
    },
  };
}

const retryMs = 1_000;
