import { EventPublisher } from '@orpc/server';

/** How to be told of changes; returns how to leave. */
export type Join<T> = (listener: (value: T) => void) => () => void;

/**
 * A stream for one window: what is so now, then every change until `signal` says that the window or the machine is
 * gone. A window that reads slowly keeps the last `kept` changes.
 */
export async function* follow<T, U>(
  source: { readonly now: () => readonly U[]; readonly join: Join<T>; readonly kept: number },
  each: (change: T) => U,
  signal: AbortSignal,
): AsyncGenerator<U, void> {
  const publisher = new EventPublisher<{ change: T }>({ maxBufferedEvents: source.kept });
  if (signal.aborted) return;
  const changes = publisher.subscribe('change', { signal });
  const leave = source.join((change) => publisher.publish('change', change));
  try {
    yield* source.now();
    for await (const change of changes) yield each(change);
  } catch (error) {
    if (!signal.aborted) throw error; // an ended stream is no error
  } finally {
    leave();
  }
}

/** Ends with the window or with the machine, whichever goes first. */
export function eitherOf(window: AbortSignal | undefined, machine: AbortSignal): AbortSignal {
  return window ? AbortSignal.any([window, machine]) : machine;
}
