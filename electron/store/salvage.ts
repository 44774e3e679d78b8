import { dirname } from 'node:path';
import { DatabasePages, type PagePosition } from './database-pages.ts';
import { recordAt, recordsOf, type FoundRecord } from './database-records.ts';
import { isDamage } from './failures.ts';
import { notedJournals } from './journal-birth.ts';
import { endsSurvey } from './journal-file.ts';
import { entryOfLine, lineOf, type EntryRow } from './journal-row.ts';

/**
 * What can still be read of a damaged journal. Only an entry whose line has its own hash counts: damage can lose an
 * entry, it cannot change one. The files are only read.
 */
export type Salvage = {
  readonly count: number;
  /** The lines of the entries, oldest first. Ends when `close` is called. */
  lines(): Iterable<string>;
  close(): void;
};

/** How far around the acknowledged entry a survey is looked for that began before it and has not ended. */
const openSurveyEntries = 5_000;

/** An entry that was found whole: where it lies and how it hangs in the chain, not its content: there may be millions. */
type Found = {
  readonly seq: number;
  readonly journal: string;
  /** Hash and the hash before, one character a byte. */
  readonly hash: string;
  readonly prev: string;
  readonly at: PagePosition;
  readonly cell: number;
};

/**
 * Finds the readable entries that the district has not acknowledged, and those of surveys that have not ended.
 * What is acknowledged is only known if the damaged journal still says so and has the entry it names.
 */
export function salvage(path: string): Salvage {
  const pages = new DatabasePages(path);
  const found = inOrder(wholeEntries(pages, journalIds(pages, path)));
  const worth = worthCarrying(pages, found, acknowledgedSeq(pages, found));
  return {
    count: worth.length,
    *lines() {
      for (const entry of worth) yield carriedLine(pages, entry);
    },
    close: () => pages.close(),
  };
}

function* records(pages: DatabasePages): Iterable<FoundRecord> {
  for (const { at, bytes } of pages.all()) yield* recordsOf(pages, at, bytes);
}

/** The ids the journal may have: as noted beside it, from its table `journal`, and from the entry it began with. */
function journalIds(pages: DatabasePages, path: string): ReadonlySet<string> {
  const ids = new Set(notedJournals(dirname(path)).reverse());
  for (const { rowid, values } of records(pages)) {
    const [first, id, format] = values;
    const isJournalRow = values.length === 3 && first === null && typeof format === 'number';
    if (isJournalRow && typeof id === 'string') ids.add(id);
    const row = rowid === 1 ? rowOf({ rowid, values }) : null;
    const begun = row?.kind === 'journal.opened' ? /"journal":"([^"]+)"/.exec(row.body)?.[1] : null;
    if (begun) ids.add(begun);
  }
  return ids;
}

function* wholeEntries(pages: DatabasePages, journals: ReadonlySet<string>): Iterable<Found> {
  for (const record of records(pages)) {
    const row = rowOf(record);
    if (!row) continue;
    const journal = [...journals].find((id) => isWhole(row, id));
    if (journal === undefined) continue;
    const { at, cell } = record;
    yield { seq: row.seq, journal, hash: compact(row.hash), prev: compact(row.prev), at, cell };
  }
}

function compact(hash: Uint8Array): string {
  return Buffer.from(hash.buffer, hash.byteOffset, hash.byteLength).toString('latin1');
}

function rowOf({ rowid, values }: Pick<FoundRecord, 'rowid' | 'values'>): EntryRow | null {
  const [first, id, kind, body, wall, boot, mono, offset, prev, hash] = values;
  if (values.length !== 10 || first !== null) return null;
  return { seq: rowid, id, kind, body, wall, boot, mono, offset, prev, hash } as EntryRow;
}

function isWhole(row: EntryRow, journal: string): boolean {
  try {
    lineOf(row, journal);
    return true;
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  }
}

/**
 * One entry for each number, in order. The same entry turns up in several versions of its page. Two different ones with
 * one number mean that a write was given up and repeated: the one that the next entry is chained to is the true one,
 * else the one that was written last.
 */
function inOrder(entries: Iterable<Found>): Found[] {
  const bySeq = new Map<number, Found>();
  const rivals: Found[] = [];
  for (const entry of entries) {
    const held = bySeq.get(entry.seq);
    if (held && held.hash !== entry.hash) rivals.push(held);
    bySeq.set(entry.seq, entry);
  }
  for (const rival of rivals.sort((one, other) => other.seq - one.seq)) {
    if (bySeq.get(rival.seq + 1)?.prev === rival.hash) bySeq.set(rival.seq, rival);
  }
  return [...bySeq.values()].sort((one, other) => one.seq - other.seq);
}

/**
 * The acknowledged number as last written, if the journal has it with that very hash; 0 if there is none. Not the
 * highest: the district may have gone back.
 */
function acknowledgedSeq(pages: DatabasePages, found: readonly Found[]): number {
  const written: { seq: number; hash: string }[] = [];
  for (const { values } of records(pages)) {
    const [first, seq, hash] = values;
    if (values.length !== 3 || first !== null || typeof seq !== 'number') continue;
    if (hash instanceof Buffer) written.push({ seq, hash: compact(hash) });
  }
  const known = written.findLast((position) =>
    found.some(({ seq, hash }) => seq === position.seq && hash === position.hash),
  );
  return known?.seq ?? 0;
}

function worthCarrying(
  pages: DatabasePages,
  found: readonly Found[],
  acknowledged: number,
): readonly Found[] {
  const open = new Map<string, Found[]>();
  const around = found.filter(({ seq }) => Math.abs(seq - acknowledged) < openSurveyEntries);
  for (const entry of acknowledged === 0 ? [] : around) {
    const { kind, survey } = surveyOf(pages, entry);
    if (survey === null) continue;
    if (endsSurvey(kind)) open.delete(survey);
    else if (entry.seq <= acknowledged) open.set(survey, [...(open.get(survey) ?? []), entry]);
  }
  const ofOpenSurveys = [...open.values()].flat().sort((one, other) => one.seq - other.seq);
  return [...ofOpenSurveys, ...found.filter(({ seq }) => seq > acknowledged)];
}

function surveyOf(pages: DatabasePages, entry: Found): { kind: string; survey: string | null } {
  const { kind, body } = entryOfLine(carriedLine(pages, entry));
  const survey = body['survey'];
  return { kind, survey: typeof survey === 'string' ? survey : null };
}

/** An entry that was itself carried over is passed on as it was, not wrapped a second time. */
function carriedLine(pages: DatabasePages, { at, cell, journal }: Found): string {
  const bytes = pages.read(at);
  const found = bytes && recordAt(pages, at, bytes, cell);
  const row = found && rowOf(found);
  if (!row) throw new Error('An entry that was readable a moment ago is not any more');
  const { line } = lineOf(row, journal);
  return row.kind === 'journal.salvaged' ? String(entryOfLine(line).body['line']) : line;
}
