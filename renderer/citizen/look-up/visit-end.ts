import { visitCountdownMs, visitIdleMs } from '../../../shared/limits.ts';
import type { Kiosk } from '../kiosk.svelte.ts';

const signsOfLife = ['pointerdown', 'pointerup', 'keydown', 'click', 'wheel'] as const;

/**
 * Ends a look-up that nobody touches any more, and tells the kiosk's countdown when that will be. A finger that comes
 * down or goes up begins the time anew: it never ends in the middle of a touch.
 * @returns how to stop.
 */
export function endWhenLeft(kiosk: Kiosk, page: Document): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const renew = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => (kiosk.isLookingUp = false), visitIdleMs);
    kiosk.lookUpEnding = {
      endsInMs: visitIdleMs,
      countdownMs: visitCountdownMs,
      extensionsLeft: 1,
    };
  };
  for (const sign of signsOfLife) page.addEventListener(sign, renew);
  renew();
  return () => {
    clearTimeout(timer);
    kiosk.lookUpEnding = null;
    for (const sign of signsOfLife) page.removeEventListener(sign, renew);
  };
}
