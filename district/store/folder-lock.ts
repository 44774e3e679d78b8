import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const lockFile = 'in-use.lock';

/**
 * Takes a folder for this process: an open exclusive transaction on a small SQLite file. The lock is the operating
 * system's own (fcntl, LockFileEx), so it goes with the process, also after SIGKILL; no stale file has to be judged.
 *
 * @returns how to let go, or null when another process has the folder.
 */
export function lockFolder(folder: string): (() => void) | null {
  const lock = new DatabaseSync(join(folder, lockFile));
  try {
    lock.exec('begin exclusive');
    return () => lock.close();
  } catch (error) {
    lock.close();
    if (isBusy(error)) return null;
    throw error;
  }
}

const sqliteBusy = 5; // https://sqlite.org/rescode.html#busy

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy;
}
