import { statSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { openForReading } from './database.ts';
import { isDamage } from './failures.ts';
import { endsSurvey } from './journal-file.ts';
import { entryColumns, entryOfLine, hashText, lineOf, type EntryRow } from './journal-row.ts';

/**
 * What can still be read of a damaged journal. Only an entry whose line has its own hash counts: damage can lose an
 * entry, it cannot change one.
 */
export type Salvage = {
  readonly count: number;
  /** The lines of the entries, oldest first. Ends when `close` is called. */
  lines(): Iterable<string>;
  close(): void;
};

const nothing: Salvage = { count: 0, lines: () => [], close: () => undefined };

const chunkEntries = 256;
/** No entry is smaller on the disk: bounds the search when the journal cannot say how long it is. */
const entryBytesMin = 200;
/** Acknowledged entries that are looked through for a survey that is still open. */
const openSurveyEntries = 5_000;

/**
 * Finds the readable entries that the district has not acknowledged, and those of surveys that have not ended.
 * What is acknowledged is only known if the damaged journal still says so and has the entry it names.
 */
export function salvage(path: string): Salvage {
  const database = attempt(() => openForReading(path));
  if (!database) return nothing;
  const journal = attempt(() => journalOf(database));
  if (journal === undefined) {
    database.close();
    return nothing;
  }
  const seqs = worthCarrying(database, journal);
  return {
    count: seqs.length,
    *lines() {
      const bySeq = database.prepare(`SELECT ${entryColumns} FROM entry WHERE seq = ?`);
      for (const seq of seqs) yield carriedLine(bySeq.get(seq) as EntryRow, journal);
    },
    close: () => database.close(),
  };
}

/** The journal's id: from its table, or from the entry it began with. */
function journalOf(database: Database.Database): string | undefined {
  const row = attempt(() => database.prepare('SELECT id FROM journal').get()) as
    { id: string } | undefined;
  if (row) return row.id;
  const opened = database.prepare(
    `SELECT json_extract(body, '$.journal') AS id FROM entry WHERE kind = 'journal.opened'`,
  );
  return (opened.get() as { id: string } | undefined)?.id;
}

function worthCarrying(database: Database.Database, journal: string): number[] {
  const acknowledged = attempt(() => acknowledgedSeq(database, journal)) ?? 0;
  const seqs: number[] = [];
  const open = new Map<string, number[]>();
  for (const row of survivingRows(database, acknowledged - openSurveyEntries)) {
    if (attempt(() => lineOf(row, journal)) === undefined) continue;
    if (row.seq > acknowledged) seqs.push(row.seq);
    trackOpenSurvey(open, row, row.seq <= acknowledged);
  }
  return [...[...open.values()].flat(), ...seqs].sort((one, other) => one - other);
}

/** Keeps, by survey, the acknowledged entries of what has not ended. */
function trackOpenSurvey(open: Map<string, number[]>, row: EntryRow, acknowledged: boolean): void {
  if (!row.kind.startsWith('survey.')) return;
  const survey = (JSON.parse(row.body) as { survey?: string }).survey;
  if (survey === undefined) return;
  if (endsSurvey(row.kind)) open.delete(survey);
  else if (acknowledged) open.set(survey, [...(open.get(survey) ?? []), row.seq]);
}

/** The acknowledged number, if the journal has that very entry. */
function acknowledgedSeq(database: Database.Database, journal: string): number | undefined {
  const progress = database.prepare('SELECT seq, hash FROM progress').get() as
    { seq: number; hash: Uint8Array } | undefined;
  if (!progress) return undefined;
  const row = database
    .prepare(`SELECT ${entryColumns} FROM entry WHERE seq = ?`)
    .get(progress.seq) as EntryRow | undefined;
  if (!row || lineOf(row, journal).hash !== hashText(progress.hash)) return undefined;
  return progress.seq;
}

/** Every row that SQLite can still hand over, in order; around an unreadable place row by row. */
function* survivingRows(database: Database.Database, afterSeq: number): Iterable<EntryRow> {
  const after = attempt(() =>
    database.prepare(`SELECT ${entryColumns} FROM entry WHERE seq > ? ORDER BY seq LIMIT ?`),
  );
  const single = attempt(() => database.prepare(`SELECT ${entryColumns} FROM entry WHERE seq = ?`));
  if (!after || !single) return;
  const end = attempt(() => lastSeq(database)) ?? longestPossible(database);
  let done = Math.max(0, afterSeq);
  while (done < end) {
    const rows = attempt(() => after.all(done, chunkEntries) as EntryRow[]);
    if (rows?.length === 0) return;
    const last = rows?.at(-1)?.seq;
    if (rows && last !== undefined && last > done) {
      yield* rows;
      done = last;
      continue;
    }
    for (const past = done + chunkEntries; done < past; done += 1) {
      const row = attempt(() => single.get(done + 1) as EntryRow | undefined);
      if (row) yield row;
    }
  }
}

function lastSeq(database: Database.Database): number | undefined {
  const row = database.prepare('SELECT max(seq) AS seq FROM entry').get() as { seq: number | null };
  return row.seq ?? undefined;
}

function longestPossible(database: Database.Database): number {
  const bytes = ['', '-wal'].map(
    (suffix) => statSync(database.name + suffix, { throwIfNoEntry: false })?.size ?? 0,
  );
  return Math.ceil(bytes.reduce((sum, size) => sum + size, 0) / entryBytesMin);
}

/** An entry that was itself carried over is passed on as it was, not wrapped a second time. */
function carriedLine(row: EntryRow, journal: string): string {
  const { line } = lineOf(row, journal);
  if (row.kind !== 'journal.salvaged') return line;
  return String(entryOfLine(line).body['line']);
}

/** Undefined where the damage is; everything else that goes wrong (a failing disk) is thrown on. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (isDamage(error)) return undefined;
    throw error;
  }
}
