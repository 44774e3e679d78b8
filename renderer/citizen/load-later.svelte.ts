/**
 * Screens that nobody can need at once: fetched when the first screen stands and the browser has nothing else to do,
 * long before they are drawn, so that they are there even if the machine is gone by then.
 *
 * Call while a component is made.
 * @param mayLoad - whether the first screen stands; read again whenever what it depends on changes
 */
export function loadLater<Screens>(
  load: () => Promise<Screens>,
  mayLoad: () => boolean,
): {
  readonly screens: Screens | null;
} {
  let screens: Screens | null = $state.raw(null);
  let isAsked = false;
  const fetchIt = (): void => {
    load().then(
      (module) => (screens = module),
      () => setTimeout(fetchIt, retryMs),
    );
  };
  $effect(() => {
    if (isAsked || !mayLoad()) return;
    isAsked = true;
    requestIdleCallback(fetchIt, { timeout: retryMs });
  });
  return {
    get screens() {
      return screens;
    },
  };
}

const retryMs = 1_000;
