import { exitCodes } from './exit-codes.ts';

/**
 * How long the kiosk waits before it leaves, where whoever starts it again does so at once: Windows' Shell Launcher. On
 * Linux the service waits (build/os/linux/bin/settle), by the same figures; tests/lockdown holds the two together. Pure;
 * times are monotonic ms.
 */
export type End = {
  readonly code: number;
  /** From the start of the program to its end. */
  readonly livedMs: number;
  /** Ends that were not well and came soon after each other, before this one. */
  readonly failures: number;
};

export const longestPauseMs = 300_000;
/** Whatever lived so long starts with a clean sheet. */
const forgivenMs = 600_000;
/** A clean end so soon after the start is none. */
const hastyMs = 10_000;
const secondMs = 1_000;

/** After these nothing was wrong. */
const fine: ReadonlySet<number> = new Set([exitCodes.clean, exitCodes.again, exitCodes.left]);
/** After these a person must mend something first. */
const toMend: ReadonlySet<number> = new Set([exitCodes.damaged, exitCodes.refused]);

/** What to wait, and how many failures to remember. */
export function pauseBeforeLeaving({ code, livedMs, failures }: End): {
  readonly pauseMs: number;
  readonly failures: number;
} {
  const before = livedMs >= forgivenMs ? 0 : failures;
  if (fine.has(code) && livedMs >= hastyMs) return { pauseMs: 0, failures: before };
  if (toMend.has(code)) return { pauseMs: longestPauseMs, failures: before };
  const now = before + 1;
  // None, 2, 6, 14 … seconds: a first crash must cost the citizen no more than a moment.
  return { pauseMs: Math.min((2 ** now - 2) * secondMs, longestPauseMs), failures: now };
}

/** Whether whoever starts the kiosk again makes no pause of its own. */
export function isStartedAtOnce(platform: string, locked: boolean): boolean {
  return locked && platform === 'win32';
}
