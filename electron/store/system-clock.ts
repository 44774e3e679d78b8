import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Clock } from '../core/ports.ts';

/** Linux: a new random UUID at every start of the kernel. */
const bootIdPath = '/proc/sys/kernel/random/boot_id';
const nsPerMs = 1_000_000n;

/** The machine's own clocks. */
export function systemClock(): Clock {
  const { boot, mono } = monotonic(bootId());
  return {
    boot,
    mono,
    wall: () => Date.now(),
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  };
}

/**
 * Linux's monotonic clock is one for all processes of a boot, and the boot has a name. Elsewhere no boot can be told
 * from the next, so every process counts as a boot of its own and from its own start.
 */
function monotonic(id: string | null): { boot: string; mono: () => number } {
  if (id !== null) return { boot: id, mono: () => Number(process.hrtime.bigint() / nsPerMs) };
  const start = process.hrtime.bigint();
  return {
    boot: randomUUID(),
    mono: () => Number((process.hrtime.bigint() - start) / nsPerMs),
  };
}

function bootId(): string | null {
  try {
    return readFileSync(bootIdPath, 'utf8').trim();
  } catch {
    return null;
  }
}
