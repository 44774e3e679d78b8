import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, systemClock, type Store } from '../../electron/store/store.ts';
import { officerIdSchema } from '../../shared/model/ids.ts';
import type { EntryDraft } from '../../shared/model/journal.ts';

const memoryFolder = '/dev/shm';

/** How many cases to run: the first number in `npm test`, the second in `npm run torture`. */
export function sized(usual: number, torture: number): number {
  return process.env['HAILONG_TORTURE'] === '1' ? torture : usual;
}

/** Says what was done: the number of cases is part of the proof. */
export function say(line: string): void {
  console.log(line);
}

/** A new empty folder; `remove` deletes it with everything in it. */
export function temporaryFolder(parent: string = tmpdir()): { path: string; remove: () => void } {
  const path = mkdtempSync(join(parent, 'hai-long-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Opens a data folder that has to open. */
export function openedStore(folder: string): Store {
  const opened = openStore({ folder, clock: systemClock(), log: () => undefined, offset: () => 0 });
  if (!opened.ok) throw new Error(opened.problem.en);
  return opened.value;
}

/** A small entry that needs nothing but a name. */
export function draft(id?: string): EntryDraft {
  const body = { officer: officerIdSchema.parse('can-bo-1') };
  return { kind: 'officer.chosen', body, ...(id === undefined ? {} : { id }) };
}

/** Appends entries that have to be accepted; returns their ids. */
export function appended(store: Store, count: number): string[] {
  return Array.from({ length: count }, () => {
    const written = store.journal.append([draft()]);
    if (!written.ok) throw new Error(written.problem.en);
    return String(written.value[0]?.id);
  });
}

/** Numbers from 0 to below `below`, the same ones for the same seed (mulberry32). */
export function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** A memory file system where there is one: these cases damage files on purpose and do not need a disk to do it. */
export function temporaryFolderInMemory(): { path: string; remove: () => void } {
  return temporaryFolder(existsSync(memoryFolder) ? memoryFolder : tmpdir());
}
