import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Problem } from '../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import { lookAt, openForBuilding } from '../database.ts';
import { DamageError, expectedProblem, isDamage } from '../failures.ts';
import { databaseSuffixes, fileNames, freeName, moveDatabase, syncFolder } from '../folder.ts';
import { JournalFile } from '../journal-file.ts';
import { entryColumns } from '../journal-row.ts';
import { verifyWhole } from '../journal-verify.ts';

/**
 * The databases of before a new version, for the way back. Only a database whose format the new version raised is put
 * back. The documents come again from the district; of the journal not one entry may be lost, so the old file takes
 * over every entry and the acknowledgement of the new one. That rests on a promise: a migration of the journal leaves the
 * ten columns of an entry as they are (journal-schema.test.ts holds it to that).
 */

const backups = {
  journal: 'journal.before-update.sqlite',
  documents: 'documents.before-update.sqlite',
} as const;
/** The old format with the new entries, whole as soon as it has this name. */
const carriedName = 'journal.carried.sqlite';

/** Copies both databases; when this returns ok, the copies survive a power cut. Problems: storage.*. */
export function backUp(folder: string): Result<void, Problem> {
  try {
    for (const kind of ['journal', 'documents'] as const) {
      const from = join(folder, fileNames[kind]);
      const to = join(folder, backups[kind]);
      const part = `${to}.part`;
      removeDatabase(to);
      removeDatabase(part);
      if (!existsSync(from)) continue;
      lookAt(from, (database) => database.prepare('VACUUM INTO ?').run(part));
      settle(part);
      renameSync(part, to);
    }
    syncFolder(folder);
    return ok(undefined);
  } catch (error) {
    for (const name of Object.values(backups)) removeDatabase(`${join(folder, name)}.part`);
    return fail(expectedProblem(error, folder));
  }
}

/** VACUUM INTO does not wait for the disk; a last write does. */
function settle(path: string): void {
  const database = new Database(path);
  try {
    database.pragma('synchronous = FULL');
    database.pragma(`user_version = ${Number(database.pragma('user_version', { simple: true }))}`);
  } finally {
    database.close();
  }
}

/** Puts back what the new version changed the format of. May be done again after a power cut. Problems: storage.*. */
export function putBack(folder: string, wall: number): Result<void, Problem> {
  try {
    putBackDocuments(folder, wall);
    putBackJournal(folder, wall);
    syncFolder(folder);
    return ok(undefined);
  } catch (error) {
    return fail(expectedProblem(error, folder));
  }
}

export function dropBackups(folder: string): void {
  for (const name of [...Object.values(backups), carriedName]) removeDatabase(join(folder, name));
}

function putBackDocuments(folder: string, wall: number): void {
  const backup = join(folder, backups.documents);
  if (!existsSync(backup) || !isRaised(join(folder, fileNames.documents), backup)) return;
  moveDatabase(folder, fileNames.documents, freeName(folder, fileNames.documents, wall));
  renameSync(backup, join(folder, fileNames.documents));
}

function putBackJournal(folder: string, wall: number): void {
  const journal = join(folder, fileNames.journal);
  const carried = join(folder, carriedName);
  if (!existsSync(carried)) {
    const backup = join(folder, backups.journal);
    if (!existsSync(backup) || !isRaised(journal, backup)) return;
    makeCarried(journal, backup, carried);
    syncFolder(folder);
  }
  // From here on the carried file is the journal; a power cut only leaves the rest of this to be done.
  moveDatabase(folder, fileNames.journal, freeName(folder, fileNames.journal, wall));
  renameSync(carried, journal);
}

/** A new journal that is itself damaged is kept aside whole, and the one of before goes on. */
function makeCarried(journal: string, backup: string, carried: string): void {
  try {
    carryOver(journal, backup, carried);
  } catch (error) {
    if (!isDamage(error)) throw error;
    renameSync(backup, carried);
  }
}

/** Whether the file is of a later format than its copy; a file that cannot be read is not put back over. */
function isRaised(path: string, backup: string): boolean {
  if (!existsSync(path)) return true; // a power cut in the middle of moving it
  try {
    return formatNumber(path) > formatNumber(backup);
  } catch {
    return false;
  }
}

function formatNumber(path: string): number {
  return lookAt(path, (database) => Number(database.pragma('user_version', { simple: true })));
}

function carryOver(journal: string, backup: string, carried: string): void {
  const part = `${carried}.part`;
  removeDatabase(part);
  lookAt(backup, (database) => database.prepare('VACUUM INTO ?').run(part));
  const database = openForBuilding(part);
  try {
    database.prepare('ATTACH ? AS newer').run(journal);
    database.transaction(() => {
      database.exec(`
        DELETE FROM main.entry;
        DELETE FROM main.progress;
        UPDATE main.journal SET id = (SELECT id FROM newer.journal);
        INSERT INTO main.entry (${entryColumns}) SELECT ${entryColumns} FROM newer.entry;
        INSERT INTO main.progress (one, seq, hash) SELECT one, seq, hash FROM newer.progress;`);
    })();
    database.exec('DETACH newer');
    const { damage } = verifyWhole(new JournalFile(database));
    if (damage) throw new DamageError(damage.reason);
  } finally {
    database.close();
  }
  renameSync(part, carried);
}

function removeDatabase(path: string): void {
  for (const suffix of databaseSuffixes) rmSync(path + suffix, { force: true });
}
