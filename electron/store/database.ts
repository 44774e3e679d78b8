import Database from 'better-sqlite3';
import { storageProblem } from './failures.ts';

/** How long a statement waits for another connection (a technician's copy running) before it gives up. */
const busyTimeoutMs = 2_000;
/** Pages in the WAL before a commit also carries it over: once in some 400 commits, and short enough for a slow disk. */
const checkpointPages = 1_000;
/** The WAL file is cut back to this after it was carried over. */
const walBytesKept = 4 * 1024 * 1024;
/** SQLite's number for synchronous=FULL. */
const synchronousFull = 2;

/**
 * Opens a database for durable writing: when a transaction's commit returns, it survives a power cut.
 * better-sqlite3 compiles WAL to synchronous=NORMAL, which loses the last commits; FULL is therefore set after the
 * journal mode and read back. A full disk is no reason not to open.
 */
export function openDurable(path: string): Database.Database {
  return unlessFull(path, (mode) => {
    const database = new Database(path, { timeout: busyTimeoutMs });
    try {
      protect(database, mode);
      database.pragma('journal_mode = WAL');
      database.pragma('synchronous = FULL');
      database.pragma(`wal_autocheckpoint = ${checkpointPages}`);
      database.pragma(`journal_size_limit = ${walBytesKept}`);
      assertDurable(database);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

/** `alone`: nobody else reads the file, and the index of the WAL lies in memory instead of beside it. */
type Mode = 'shared' | 'alone';

/**
 * A WAL cannot be read without its index, and on a full disk there is no room for that. So that a kiosk whose disk is
 * full starts all the same and says so, the file is then opened alone: what there is can be read, and written again as
 * soon as there is room. Source: https://www.sqlite.org/wal.html#noshm
 */
function unlessFull<T>(path: string, open: (mode: Mode) => T): T {
  try {
    return open('shared');
  } catch (error) {
    if (storageProblem(error, path)?.code !== 'storage.full') throw error;
    return open('alone');
  }
}

/**
 * Looks at an existing database; neither it nor its WAL is changed. Only when an earlier run was stopped in the middle of
 * a transaction that has to be rolled back first, or when the disk is full, SQLite has to be let write.
 */
export function lookAt<T>(path: string, look: (database: Database.Database) => T): T {
  try {
    return lookWith(new Database(path, { readonly: true, timeout: busyTimeoutMs }), look);
  } catch (error) {
    const isFull = storageProblem(error, path)?.code === 'storage.full';
    if (!isFull && !needsRecovery(error)) throw error;
    const writable = new Database(path, { fileMustExist: true, timeout: busyTimeoutMs });
    return lookWith(writable, look, isFull ? 'alone' : 'shared');
  }
}

function lookWith<T>(
  database: Database.Database,
  look: (database: Database.Database) => T,
  mode: Mode = 'shared',
): T {
  try {
    protect(database, mode);
    return look(database);
  } finally {
    database.close();
  }
}

/** SQLITE_READONLY_ROLLBACK, _RECOVERY, _CANTINIT: not the folder is read-only but this connection. */
function needsRecovery(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_READONLY_');
}

/**
 * Opens a new file that nobody else knows yet and that gets its name by a rename when it is complete. Without a WAL, so
 * that one file is everything; without a rollback journal on disk, because an incomplete one is thrown away.
 */
export function openForBuilding(path: string): Database.Database {
  const database = new Database(path, { timeout: busyTimeoutMs });
  protect(database);
  database.pragma('journal_mode = MEMORY');
  database.pragma('synchronous = FULL');
  return database;
}

/** Throws unless commits on this connection reach the disk before they return. */
export function assertDurable(database: Database.Database): void {
  const mode = database.pragma('journal_mode', { simple: true });
  const synchronous = database.pragma('synchronous', { simple: true });
  if (mode !== 'wal' || synchronous !== synchronousFull) {
    throw new Error(
      `Not durable: journal_mode ${String(mode)}, synchronous ${String(synchronous)}`,
    );
  }
}

/** The file may be damaged or planted: its schema runs nothing, its cells are checked as they are read. */
function protect(database: Database.Database, mode: Mode = 'shared'): void {
  if (mode === 'alone') database.pragma('locking_mode = EXCLUSIVE'); // before the file is touched
  database.pragma('trusted_schema = OFF');
  database.pragma('cell_size_check = ON');
  database.pragma('foreign_keys = ON');
}
