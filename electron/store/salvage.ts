import { dirname } from 'node:path';
import { DatabasePages } from './database-pages.ts';
import { recordAt, recordsOf, type FoundRecord } from './database-records.ts';
import { isDamage } from './failures.ts';
import { notedJournals } from './journal-birth.ts';
import { endsSurvey } from './journal-file.ts';
import { entryOfLine, hashText, lineOf, type EntryRow } from './journal-row.ts';

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

/** Acknowledged entries that are looked through for a survey that is still open. */
const openSurveyEntries = 5_000;

/** An entry that was found whole: where it lies and how it hangs in the chain, not its content (there may be millions). */
type Found = {
  readonly seq: number;
  readonly hash: string;
  readonly prev: string;
  readonly journal: string;
  readonly record: Pick<FoundRecord, 'at' | 'cell'>;
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
    const [hash, prev] = [hashText(row.hash), hashText(row.prev)];
    yield { seq: row.seq, hash, prev, journal, record: { at, cell } };
  }
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
  const bySeq = new Map<number, Map<string, Found>>();
  for (const entry of entries) {
    const candidates = bySeq.get(entry.seq) ?? new Map<string, Found>();
    bySeq.set(entry.seq, candidates.set(entry.hash, entry));
  }
  const chosen: Found[] = [];
  for (const seq of [...bySeq.keys()].sort((one, other) => other - one)) {
    const candidates = [...(bySeq.get(seq)?.values() ?? [])];
    const next = chosen.at(-1);
    const chained = candidates.find(({ hash }) => next?.seq === seq + 1 && next.prev === hash);
    const entry = chained ?? candidates.at(-1);
    if (entry) chosen.push(entry);
  }
  return chosen.reverse();
}

/** The highest acknowledged number that the journal names and has with that very hash; 0 if there is none. */
function acknowledgedSeq(pages: DatabasePages, found: readonly Found[]): number {
  const known = new Set(found.map(({ seq, hash }) => `${seq} ${hash}`));
  let acknowledged = 0;
  for (const { values } of records(pages)) {
    const [first, seq, hash] = values;
    if (values.length !== 3 || first !== null || !(hash instanceof Buffer)) continue;
    if (known.has(`${seq} ${hashText(hash)}`)) acknowledged = Math.max(acknowledged, Number(seq));
  }
  return acknowledged;
}

function worthCarrying(
  pages: DatabasePages,
  found: readonly Found[],
  acknowledged: number,
): readonly Found[] {
  const open = new Map<string, Found[]>();
  for (const entry of found.filter(({ seq }) => seq > acknowledged - openSurveyEntries)) {
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
function carriedLine(pages: DatabasePages, { record, journal }: Found): string {
  const bytes = pages.read(record.at);
  const found = bytes && recordAt(pages, record.at, bytes, record.cell);
  const row = found && rowOf(found);
  if (!row) throw new Error('An entry that was readable a moment ago is not any more');
  const { line } = lineOf(row, journal);
  return row.kind === 'journal.salvaged' ? String(entryOfLine(line).body['line']) : line;
}
