import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { problem, type Problem } from '../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import { expectedProblem, isDamage } from './failures.ts';
import { databaseSuffixes, fileNames, isFolder } from './folder.ts';

/** A machine that is being restarted may need a moment to go. */
const lockWaitMs = 500;

export type FolderLock = { release(): void };

/**
 * Makes sure that one machine runs on a data folder. The lock is an open exclusive transaction on a database of its own:
 * the operating system lets it go when the process ends, however it ends. Problems: storage.in-use, storage.*.
 */
export function lockFolder(folder: string): Result<FolderLock, Problem> {
  const path = join(folder, fileNames.lock);
  try {
    return hold(path, folder);
  } catch (error) {
    // Nobody can hold a lock on what is no database, and the file has no content to save.
    if (isDamage(error) || isFolder(path)) return holdAnew(path, folder);
    return fail(expectedProblem(error, folder));
  }
}

function holdAnew(path: string, folder: string): Result<FolderLock, Problem> {
  try {
    for (const suffix of databaseSuffixes) rmSync(path + suffix, { recursive: true, force: true });
    return hold(path, folder);
  } catch (error) {
    return fail(expectedProblem(error, folder));
  }
}

function hold(path: string, folder: string): Result<FolderLock, Problem> {
  const database = new Database(path, { timeout: lockWaitMs });
  try {
    database.pragma('journal_mode = MEMORY');
    database.exec('BEGIN EXCLUSIVE');
    return ok({ release: () => database.close() });
  } catch (error) {
    database.close();
    if (!isBusy(error)) throw error;
    return fail(problem('storage.in-use', { path: folder }));
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
}
