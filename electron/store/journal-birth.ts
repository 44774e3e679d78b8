import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type Database from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import { entryIdSchema, journalIdSchema } from '../../shared/model/ids.ts';
import { journalKinds, type EntryBody, type EntryDraft } from '../../shared/model/journal.ts';
import type { Clock } from '../core/ports.ts';
import { readIfThere } from './atomic-file.ts';
import { lookAt, openForBuilding } from './database.ts';
import { isDamage } from './failures.ts';
import { addLine, databaseSuffixes, fileNames, moveDatabase, syncFolder } from './folder.ts';
import { JournalFile, type Head, type UnchainedEntry } from './journal-file.ts';
import { journalFormatTable, journalMigrations } from './journal-schema.ts';
import { knownFormat, migrate } from './migrations.ts';

/**
 * How a journal comes into being, so that a kill or a power cut at any moment leaves either the old state or the new:
 *
 *   1. `journal.building.sqlite` is written whole, in one transaction, from the old journal where it lies.
 *   2. It is renamed to `journal.next.sqlite`. From here on the decision stands.
 *   3. The old journal, if any, moves aside under the name that the new one's first entry gives.
 *   4. `journal.next.sqlite` becomes `journal.sqlite`.
 *
 * As long as `journal.next.sqlite` exists, whatever is called `journal.sqlite` is the old one; so steps 3 and 4 can be
 * taken up again by the next start. A `journal.sqlite` is therefore never half made, and an empty one is damage.
 */
const buildingName = 'journal.building.sqlite';
const nextName = 'journal.next.sqlite';

export type Birth = {
  readonly folder: string;
  readonly clock: Clock;
  readonly offset: number | null;
  readonly opened: Omit<EntryBody<'journal.opened'>, 'journal'>;
  /** Lines of the old journal's entries, carried over as `journal.salvaged`. */
  readonly lines: Iterable<string>;
};

/** Makes a new journal and puts it in the old one's place. Returns its first entry. Throws what the disk says. */
export function bearJournal(birth: Birth): EntryDraft {
  const building = join(birth.folder, buildingName);
  for (const suffix of databaseSuffixes) rmSync(building + suffix, { force: true });
  const database = openForBuilding(building);
  let opened: EntryDraft;
  try {
    opened = database.transaction(() => writeWhole(database, birth))();
  } finally {
    database.close();
  }
  renameSync(building, join(birth.folder, nextName));
  syncFolder(birth.folder);
  finishBirth(birth.folder);
  return opened;
}

/** Takes up steps 3 and 4 if an earlier run was stopped before them. */
export function finishBirth(folder: string): void {
  const next = join(folder, nextName);
  if (!existsSync(next)) return;
  const opened = openedOf(next);
  if (!opened) {
    rmSync(next);
    return;
  }
  if (!notedJournals(folder).includes(opened.journal)) {
    addLine(join(folder, fileNames.journalIds), opened.journal);
  }
  if (opened.setAside !== null) moveDatabase(folder, fileNames.journal, opened.setAside);
  renameSync(next, join(folder, fileNames.journal));
  syncFolder(folder);
}

/** The id of every journal that ever began in the folder, the oldest first. */
export function notedJournals(folder: string): string[] {
  const noted = readIfThere(join(folder, fileNames.journalIds)) ?? '';
  return noted.split('\n').filter((line) => line !== '');
}

/** Whether anything lies where the journal belongs, be it only a left-over WAL. */
export function journalExists(folder: string): boolean {
  return databaseSuffixes.some((suffix) => existsSync(join(folder, fileNames.journal + suffix)));
}

function writeWhole(database: Database.Database, birth: Birth): EntryDraft {
  migrate(database, 0, journalMigrations, journalFormatTable);
  const journal = journalIdSchema.parse(randomUUID());
  database
    .prepare('INSERT INTO journal (one, id, format) VALUES (1, ?, ?)')
    .run(journal, knownFormat(journalMigrations));
  const file = new JournalFile(database);
  const opened = { kind: 'journal.opened', body: { ...birth.opened, journal } } as const;
  let { head } = file.insert(file.head(), [unchained(opened, birth)]);
  for (const line of birth.lines) head = carry(file, head, line, birth);
  return opened;
}

function carry(file: JournalFile, head: Head, line: string, birth: Birth): Head {
  const draft = { kind: 'journal.salvaged', body: { line } } as const;
  return file.insert(head, [unchained(draft, birth)]).head;
}

function unchained(draft: EntryDraft, birth: Birth): UnchainedEntry {
  const { clock, offset } = birth;
  return {
    id: entryIdSchema.parse(uuidv7()),
    kind: draft.kind,
    body: draft.body,
    wall: Math.trunc(clock.wall()),
    boot: clock.boot,
    mono: Math.trunc(clock.mono()),
    offset,
  };
}

/** How the finished journal at `path` began; undefined if it is none. */
function openedOf(path: string): EntryBody<'journal.opened'> | undefined {
  try {
    const row = lookAt(path, (database) =>
      database.prepare('SELECT body FROM entry WHERE seq = 1').get(),
    ) as { body: string } | undefined;
    return journalKinds['journal.opened'].safeParse(JSON.parse(row?.body ?? 'null')).data;
  } catch (error) {
    if (isDamage(error)) return undefined;
    throw error;
  }
}
