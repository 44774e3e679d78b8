import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';

export type DiskSpeed = { readonly p50Ms: number; readonly p99Ms: number; readonly writes: number };

const writes = 100;
/** As long as an entry of the journal with its page. */
const bytes = 4_096;

/** How long the data folder's disk takes to make a write durable; null when it refuses. Leaves nothing behind. */
export async function measureDisk(folder: string): Promise<DiskSpeed | null> {
  const path = join(folder, 'disk-speed.tmp');
  try {
    return await measure(path);
  } catch {
    return null;
  } finally {
    rmSync(path, { force: true });
  }
}

async function measure(path: string): Promise<DiskSpeed> {
  const descriptor = openSync(path, 'w');
  const took: number[] = [];
  try {
    for (let count = 0; count < writes; count += 1) {
      const from = performance.now();
      writeSync(descriptor, Buffer.alloc(bytes, count), 0, bytes, count * bytes);
      fsyncSync(descriptor);
      took.push(performance.now() - from);
      await nextTurn(); // a citizen's tap comes before the next one
    }
  } finally {
    closeSync(descriptor);
  }
  took.sort((a, b) => a - b);
  const at = (share: number): number => round(took[Math.ceil(took.length * share) - 1] ?? 0);
  return { p50Ms: at(0.5), p99Ms: at(0.99), writes: took.length };
}

const round = (ms: number): number => Math.round(ms * 100) / 100;
