import { bridgeRetryFirstMs, bridgeRetryMaxMs } from '../../shared/limits.ts';
import { isAnswer } from '../bridge.ts';

/** Nobody waits for the answer any more. */
class Cancelled extends Error {}

export function isCancelled(error: unknown): boolean {
  return error instanceof Cancelled;
}

type Patience = {
  /** A try that has not been answered for this long is made again. */
  readonly answerWithinMs: number;
  /** Told when a try was not answered. */
  readonly whenAway: () => void;
};

/**
 * Repeats a call until the machine has answered it, with a result or with a refusal (which is thrown), or until it was
 * given up. Only for calls that may be made twice.
 */
export async function insistUntil<Output>(
  call: (signal: AbortSignal) => Promise<Output>,
  { answerWithinMs, whenAway }: Patience,
  givenUp: AbortSignal,
): Promise<Output> {
  let pauseMs = bridgeRetryFirstMs;
  for (;;) {
    try {
      return await tryOnce(call, answerWithinMs, givenUp);
    } catch (error) {
      if (givenUp.aborted) throw new Cancelled();
      if (isAnswer(error)) throw error;
    }
    whenAway();
    await pause(pauseMs, givenUp);
    if (givenUp.aborted) throw new Cancelled();
    pauseMs = Math.min(2 * pauseMs, bridgeRetryMaxMs);
  }
}

async function tryOnce<Output>(
  call: (signal: AbortSignal) => Promise<Output>,
  answerWithinMs: number,
  givenUp: AbortSignal,
): Promise<Output> {
  const over = new AbortController();
  const end = (): void => over.abort();
  const late = setTimeout(end, answerWithinMs);
  givenUp.addEventListener('abort', end, { once: true });
  try {
    return await call(over.signal);
  } finally {
    clearTimeout(late);
    givenUp.removeEventListener('abort', end);
  }
}

function pause(ms: number, givenUp: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    givenUp.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
