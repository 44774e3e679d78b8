import type Database from 'better-sqlite3';
import { journalIdSchema, type Hash, type JournalId } from '../../shared/model/ids.ts';
import type { Entry } from '../../shared/model/journal.ts';
import { entryLine, zeroHash } from '../../shared/rules/journal-line.ts';
import { DamageError } from './failures.ts';
import {
  canonicalText,
  entryColumns,
  hashBytes,
  hashOf,
  hashText,
  type EntryRow,
} from './journal-row.ts';

/** The last entry: what the next one is chained to, and the clock it was written by. */
export type Head = {
  readonly seq: number;
  readonly hash: Hash;
  readonly wall: number;
  readonly boot: string | null;
  readonly mono: number;
};

/** Everything of an entry but its place in the chain. */
export type UnchainedEntry = Omit<Entry, 'journal' | 'seq' | 'prev'>;

/** Kinds after which a survey is open no more. */
const endings = ['survey.answered', 'survey.declined', 'survey.expired', 'survey.withdrawn'];

const statements = {
  head: 'SELECT seq, hash, wall, boot, mono FROM entry ORDER BY seq DESC LIMIT 1',
  insert: `INSERT INTO entry (${entryColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  after: `SELECT ${entryColumns} FROM entry WHERE seq > ? ORDER BY seq LIMIT ?`,
  last: `SELECT ${entryColumns} FROM entry ORDER BY seq DESC LIMIT ?`,
  byId: `SELECT ${entryColumns} FROM entry WHERE id = ?`,
  byCarriedId: `SELECT ${entryColumns} FROM entry WHERE carried = ? LIMIT 1`,
  bySurvey: `SELECT ${entryColumns} FROM entry WHERE survey = ? ORDER BY seq`,
  hashAt: 'SELECT hash FROM entry WHERE seq = ?',
  prevAt: 'SELECT prev AS hash FROM entry WHERE seq = ?',
  surveysOf: 'SELECT survey FROM entry WHERE dossier = ?',
  launchedLast: `
    SELECT survey, seq FROM entry
    WHERE kind = 'survey.launched' OR (kind = 'journal.salvaged' AND survey IS NOT NULL)
    ORDER BY seq DESC LIMIT ?`,
  progress: 'SELECT seq, hash FROM progress',
  setProgress: `
    INSERT INTO progress (one, seq, hash) VALUES (1, ?, ?)
    ON CONFLICT (one) DO UPDATE SET seq = excluded.seq, hash = excluded.hash`,
  oldest: 'SELECT seq, wall FROM entry ORDER BY seq LIMIT ?',
  forget: 'DELETE FROM entry WHERE seq <= ?',
} as const;

type StatementName = keyof typeof statements;

/**
 * One open journal database: rows in, rows out, statements prepared once. It knows the chain but no policy; whatever
 * goes wrong here is thrown (see journal-keeper.ts).
 */
export class JournalFile {
  readonly database: Database.Database;
  readonly journal: JournalId;
  readonly #prepared = new Map<StatementName, Database.Statement>();
  #head: Head | null = null;

  constructor(database: Database.Database) {
    this.database = database;
    this.journal = journalOf(database);
  }

  /** The last entry, read from the disk again after {@link doubtHead}. */
  head(): Head {
    this.#head ??= this.#readHead();
    return this.#head;
  }

  /** After a failed write nobody knows what is on the disk: the next question asks it. */
  doubtHead(): void {
    this.#head = null;
  }

  /**
   * Chains and writes entries. Must run inside a transaction of {@link write}; the head moves when that commits.
   * `head` is what the first of them follows.
   */
  insert(head: Head, unchained: readonly UnchainedEntry[]): { entries: Entry[]; head: Head } {
    const entries: Entry[] = [];
    let last = head;
    for (const next of unchained) {
      const entry: Entry = { ...next, journal: this.journal, seq: last.seq + 1, prev: last.hash };
      last = this.#insertOne(entry);
      entries.push(entry);
    }
    return { entries, head: last };
  }

  /** Runs `work` in one durable transaction and adopts the head it returns. */
  write<T>(work: () => { value: T; head: Head }): T {
    const { value, head } = this.database.transaction(work).immediate();
    this.#head = head;
    return value;
  }

  rowsAfter(seq: number, limit: number): EntryRow[] {
    return this.#statement('after').all(seq, limit) as EntryRow[];
  }

  /** Rows after `seq` one by one, for as long as the caller wants them. */
  iterateAfter(seq: number, limit: number): IterableIterator<EntryRow> {
    return this.#statement('after').iterate(seq, limit) as IterableIterator<EntryRow>;
  }

  /** The last rows, newest first. */
  lastRows(limit: number): EntryRow[] {
    return this.#statement('last').all(limit) as EntryRow[];
  }

  rowById(id: string): EntryRow | undefined {
    return this.#statement('byId').get(id) as EntryRow | undefined;
  }

  /** The `journal.salvaged` row that carries the entry with this id. */
  rowByCarriedId(id: string): EntryRow | undefined {
    return this.#statement('byCarriedId').get(id) as EntryRow | undefined;
  }

  rowsOfSurvey(survey: string): EntryRow[] {
    return this.#statement('bySurvey').all(survey) as EntryRow[];
  }

  surveysOfDossier(dossier: string): string[] {
    const rows = this.#statement('surveysOf').all(dossier) as { survey: string }[];
    return rows.map((row) => row.survey);
  }

  /** The surveys of the last launches, newest first; salvaged entries count as launches here. */
  surveysLaunchedLast(limit: number): string[] {
    const rows = this.#statement('launchedLast').all(limit) as { survey: string }[];
    return [...new Set(rows.map((row) => row.survey))];
  }

  /** The hash of entry `seq`, also of the one just before the oldest that is still held. */
  hashAt(seq: number): Hash | null {
    if (seq === 0) return zeroHash;
    const row = (this.#statement('hashAt').get(seq) ?? this.#statement('prevAt').get(seq + 1)) as
      { hash: Uint8Array } | undefined;
    return row ? hashText(row.hash) : null;
  }

  progress(): { seq: number; hash: Hash } | null {
    const row = this.#statement('progress').get() as { seq: number; hash: Uint8Array } | undefined;
    return row ? { seq: row.seq, hash: hashText(row.hash) } : null;
  }

  setProgress(seq: number, hash: Hash): void {
    this.#statement('setProgress').run(seq, hashBytes(hash));
  }

  oldest(limit: number): { seq: number; wall: number }[] {
    return this.#statement('oldest').all(limit) as { seq: number; wall: number }[];
  }

  /** Deletes the entries up to and with `seq`; returns how many. */
  forget(seq: number): number {
    return this.#statement('forget').run(seq).changes;
  }

  close(): void {
    this.database.close();
  }

  #readHead(): Head {
    const row = this.#statement('head').get() as
      (Omit<Head, 'hash'> & { hash: Uint8Array }) | undefined;
    if (!row) return { seq: 0, hash: zeroHash, wall: 0, boot: null, mono: 0 };
    return { ...row, hash: hashText(row.hash) };
  }

  #insertOne(entry: Entry): Head {
    const { seq, id, kind, wall, boot, mono, offset, prev } = entry;
    const text = canonicalText(entry.body);
    const hash = hashOf(entryLine(entry, text));
    const values = [
      seq,
      id,
      kind,
      text,
      wall,
      boot,
      mono,
      offset,
      hashBytes(prev),
      hashBytes(hash),
    ];
    this.#statement('insert').run(...values);
    return { seq, hash, wall, boot, mono };
  }

  #statement(name: StatementName): Database.Statement {
    let prepared = this.#prepared.get(name);
    if (!prepared) {
      prepared = this.database.prepare(statements[name]);
      this.#prepared.set(name, prepared);
    }
    return prepared;
  }
}

/** Whether an entry of this kind ends a survey. */
export function endsSurvey(kind: string): boolean {
  return endings.includes(kind);
}

function journalOf(database: Database.Database): JournalId {
  const row = database.prepare('SELECT id FROM journal').get() as { id: unknown } | undefined;
  const read = journalIdSchema.safeParse(row?.id);
  if (!read.success) throw new DamageError('the journal has lost its id');
  return read.data;
}
