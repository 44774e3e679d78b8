import { lstatSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { problem, type Problem } from '../../shared/model/problems.ts';

/**
 * From what the operating system and SQLite say to what the kiosk does about it. Three ways out: damage (the file is
 * wrong: set it aside), an expected problem of the disk (tell somebody), anything else (a defect: throw).
 */

/** The content of a database contradicts itself or its hashes. Never leaves this room. */
export class DamageError extends Error {
  override readonly name = 'DamageError';
}

/** The file was written by a newer program; it is left as it is. */
export class NewerFormat extends Error {
  override readonly name = 'NewerFormat';
  readonly problem: Problem;

  constructor(path: string, found: number, known: number) {
    super(`${path} has format ${found}`);
    this.problem = problem('storage.newer', { path, found, known });
  }
}

/**
 * SQLite's result codes for a file that is no sound database. Every statement of this room is fixed and is prepared
 * against a sound file in its tests, so a plain SQLITE_ERROR (no such table, malformed JSON) means a damaged schema or
 * row, unless it complains about the order of our own transactions.
 * Source: https://www.sqlite.org/rescode.html
 */
const damageCodes =
  /^SQLITE_(CORRUPT|NOTADB|FORMAT|MISMATCH|TOOBIG|CONSTRAINT|ERROR|IOERR_SHORT_READ)/;
const ownMistake = /transaction|bind/;

/** Whether the error means that the file itself is wrong. */
export function isDamage(error: unknown): boolean {
  if (error instanceof DamageError) return true;
  if (!(error instanceof Database.SqliteError) || !damageCodes.test(error.code)) return false;
  return error.code !== 'SQLITE_ERROR' || !ownMistake.test(error.message);
}

const readOnlyCodes = /^(SQLITE_READONLY|SQLITE_PERM|SQLITE_AUTH|EROFS|EACCES|EPERM)/;
const fullCodes = /^(SQLITE_FULL|ENOSPC|EDQUOT)/;
const failingCodes =
  /^(SQLITE_(IOERR|CANTOPEN|BUSY|LOCKED|PROTOCOL|NOLFS)|EIO|ENODEV|ENXIO|ESTALE|EMFILE|ENFILE|ENOENT|EBUSY)/;

/**
 * The problem that a failed file operation on `path` stands for, or null if the error is none of the expected ones and
 * has to be thrown on.
 */
export function storageProblem(error: unknown, path: string): Problem | null {
  if (error instanceof NewerFormat) return error.problem;
  const code = errorCode(error);
  if (code === null) return null;
  if (fullCodes.test(code)) return problem('storage.full', { path });
  if (readOnlyCodes.test(code)) return problem('storage.read-only', { path });
  if (code === 'ENOTDIR' || code === 'EEXIST') return problem('storage.not-a-folder', { path });
  if (!failingCodes.test(code)) return null;
  // SQLite reports a full disk as a plain I/O error where it grows its shared memory or opens a file.
  return problem(hasNoSpace(path) ? 'storage.full' : 'storage.failing', { path });
}

/** Like {@link storageProblem}, but throws what is not expected. */
export function expectedProblem(error: unknown, path: string): Problem {
  const expected = storageProblem(error, path);
  if (!expected) throw error;
  return expected;
}

/** The system's or SQLite's name for what went wrong; null for an error without one. */
export function errorCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

function hasNoSpace(path: string): boolean {
  try {
    const place = lstatSync(path, { throwIfNoEntry: false }) ? path : dirname(path);
    return statfsSync(place).bavail === 0;
  } catch {
    return false;
  }
}
