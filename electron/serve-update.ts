import { starterNoteSchema, starterVariable } from '../shared/contract/starter.ts';
import { exitCodes } from './lockdown/exit-codes.ts';
import { mayUpdate } from './lockdown/power.ts';
import type { Machine } from './machine.ts';
import type { UpdateOptions } from './machine-update.ts';

const lookEveryMs = 60_000;

/** The starter's note; null: this program was started by hand and stays what it is. */
export function updateOptions(paceMs: number | undefined): UpdateOptions | null {
  const text = process.env[starterVariable];
  if (text === undefined) return null;
  return { trusted: starterNoteSchema.parse(JSON.parse(text)), paceMs };
}

/**
 * The doors stand: tells the starter so, lets a version on trial report, and leaves for a new one in a minute that nobody
 * notices. With a pace (a trial run, a demonstration) any minute without a citizen is quiet.
 */
export function keepUpdated(
  machine: Machine,
  paceMs: number | undefined,
  leave: (code: number) => void,
): void {
  Reflect.deleteProperty(process.env, starterVariable);
  const { updates } = machine;
  if (!updates) return;
  updates.stand(() => leave(exitCodes.diedTooOften));
  let usedAt = performance.now();
  let readySince: number | null = null;
  const used = (): void => {
    usedAt = performance.now();
  };
  machine.onShellState(used);
  // Somebody who only looks procedures up changes nothing that the shell hears of.
  machine.screen.onTouched(used);
  const isQuiet = (): boolean => {
    const now = performance.now();
    readySince = updates.isReady() ? (readySince ?? now) : null;
    if (readySince === null) return false;
    const facts = { ...machine.shellState(), wallMs: Date.now(), idleMs: now - usedAt };
    return paceMs === undefined
      ? mayUpdate({ ...facts, waitingMs: now - readySince })
      : !facts.busy;
  };
  let isAsking = false;
  setInterval(() => {
    if (isAsking || !isQuiet()) return;
    isAsking = true;
    void updates
      .mayStillSwitch()
      .then((may) => {
        // Somebody may have come while the district was asked.
        if (may && isQuiet() && updates.switchOver()) leave(exitCodes.again);
      })
      .finally(() => (isAsking = false));
  }, paceMs ?? lookEveryMs).unref();
}
