import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { EntryDraft } from '../../shared/model/journal.ts';
import { problem, type Problem } from '../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import { textLengthMax } from '../../shared/limits.ts';
import type { Clock, Log } from '../core/ports.ts';
import { lookAt, openDurable } from './database.ts';
import { DamageError, expectedProblem, isDamage, NewerFormat } from './failures.ts';
import { fileNames, freeName } from './folder.ts';
import {
  bearJournal,
  finishBirth,
  journalExists,
  notedJournals,
  type Birth,
} from './journal-birth.ts';
import { JournalFile } from './journal-file.ts';
import { journalFormatTable, journalMigrations } from './journal-schema.ts';
import { verifyAtOpen } from './journal-verify.ts';
import { formatOf, knownFormat, migrate } from './migrations.ts';
import { salvage } from './salvage.ts';

export type KeeperOptions = {
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
  /** The last known district − device difference in ms. */
  readonly offset: () => number | null;
};

/**
 * Keeps one sound journal open, whatever happens to the file: opens it, makes it, replaces it when it is damaged (at
 * the start or in the middle of the day), and opens it again after the disk has failed.
 */
export class JournalKeeper {
  readonly #options: KeeperOptions;
  readonly #path: string;
  #file: JournalFile | null = null;
  #closed = false;
  /** The first entry of the journal, if this keeper began it. */
  opened: EntryDraft | null = null;

  constructor(options: KeeperOptions) {
    this.#options = options;
    this.#path = join(options.folder, fileNames.journal);
  }

  /**
   * Runs `work` on the open journal. Damage that shows on the way replaces the journal, and `work` runs once more, on
   * the new one. Problems: storage.*; anything that is neither damage nor the disk is thrown on.
   */
  use<T>(work: (file: JournalFile) => T): Result<T, Problem> {
    try {
      return ok(work(this.#opened()));
    } catch (error) {
      if (!isDamage(error)) return fail(this.#failed(error));
      return this.#useReplaced(work, error);
    }
  }

  close(): void {
    this.#closed = true;
    this.#drop();
  }

  /** Sets the journal aside, damaged or refused by the district, and goes on with a new one that carries it over. */
  startOver(reason: string): Result<void, Problem> {
    return this.#useReplaced(() => undefined, new DamageError(reason));
  }

  #useReplaced<T>(work: (file: JournalFile) => T, damage: unknown): Result<T, Problem> {
    try {
      this.#replace(damage instanceof Error ? damage.message : String(damage));
      return ok(work(this.#opened()));
    } catch (error) {
      // Twice in a row is no damaged file any more: the disk cannot be trusted, or this program is wrong.
      if (isDamage(error)) return fail(problem('storage.failing', { path: this.#options.folder }));
      return fail(this.#failed(error));
    }
  }

  #opened(): JournalFile {
    if (this.#closed) throw new Error('The journal is closed');
    this.#file ??= this.#open();
    return this.#file;
  }

  #open(): JournalFile {
    const { folder, clock, offset } = this.#options;
    finishBirth(folder);
    if (!journalExists(folder)) {
      const opened = beginning(notedJournals(folder).length > 0);
      this.opened = bearJournal({ folder, clock, offset: offset(), opened, lines: [] });
    }
    return openSound(this.#path);
  }

  #replace(reason: string): void {
    const { folder, clock, offset, log } = this.#options;
    this.#drop();
    const setAside = freeName(folder, fileNames.journal, clock.wall());
    const found = salvage(this.#path);
    try {
      this.opened = bearJournal({
        folder,
        clock,
        offset: offset(),
        opened: {
          cause: 'quarantine',
          setAside,
          reason: reason.slice(0, textLengthMax),
          salvaged: found.count,
        },
        lines: found.lines(),
      });
    } finally {
      found.close();
    }
    log('journal.quarantined', { setAside, reason, salvaged: found.count });
  }

  /** After the disk failed: keep the connection if it can still read, else let the next use open it again. */
  #failed(error: unknown): Problem {
    const expected = expectedProblem(error, this.#options.folder);
    try {
      this.#file?.doubtHead();
      this.#file?.head();
    } catch {
      this.#drop();
    }
    this.#options.log('journal.refused', { problem: expected.code, error: String(error) });
    return expected;
  }

  #drop(): void {
    const file = this.#file;
    this.#file = null;
    file?.close();
  }
}

/** How a journal begins where there is none: as the kiosk's first, or because somebody took the old one away. */
function beginning(hadOther: boolean): Birth['opened'] {
  const first = { cause: 'first', setAside: null, reason: null, salvaged: 0 } as const;
  if (!hadOther) return first;
  return { ...first, cause: 'quarantine', reason: 'the journal is missing' };
}

/** Opens an existing journal and checks it. Throws DamageError, NewerFormat or SQLite's error. */
function openSound(path: string): JournalFile {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isFile()) throw new DamageError('not a file');
  if (lstatSync(path).size === 0) throw new DamageError('an empty file');
  const format = lookAt(path, (database) => formatOf(database, journalFormatTable));
  const known = knownFormat(journalMigrations);
  if (format > known) throw new NewerFormat(path, format, known);
  const database = openDurable(path);
  try {
    migrate(database, format, journalMigrations, journalFormatTable);
    const file = new JournalFile(database);
    verifyAtOpen(file);
    return file;
  } catch (error) {
    database.close();
    throw error;
  }
}
