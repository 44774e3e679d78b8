import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { bendClock } from './bent-clock.ts';

/**
 * Loaded before the machine's own first line (`node --import`): gives the real machine a clock that can be set from
 * outside, and answers how much memory it holds after everything unused has been given back.
 */
export type Order = { readonly aheadMs: number } | { readonly ask: 'memory' };
export type MemoryAnswer = { readonly memory: { readonly heap: number; readonly rss: number } };

/** Set by whoever starts it: how wrong the clock is from the first moment. */
export const clockVariable = 'HAILONG_SOAK_CLOCK_MS';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

bendClock(Number(process.env[clockVariable] ?? 0));
process.on('message', (order: Order) => {
  if ('aheadMs' in order && globalThis.bentClock) globalThis.bentClock.aheadMs = order.aheadMs;
  if (!('ask' in order)) return;
  collect();
  const { heapUsed, external, rss } = process.memoryUsage();
  process.send?.({ memory: { heap: heapUsed + external, rss } } satisfies MemoryAnswer);
});
