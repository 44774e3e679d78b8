import { statSync } from 'node:fs';
import { zeroHash } from '../../shared/rules/journal-line.ts';
import type { Hash } from '../../shared/model/ids.ts';
import { DamageError, isDamage } from './failures.ts';
import type { JournalFile } from './journal-file.ts';
import { hashText, lineOf, type EntryRow } from './journal-row.ts';

/** Entries checked at every start: bounded, so that a journal of a million opens as fast as one of a thousand. */
const tailEntriesChecked = 500;
/** A file up to this size is checked whole by SQLite at every start (some 30,000 entries, well under 0.2 s). */
const wholeCheckBytesMax = 16 * 1024 * 1024;
const chunkEntries = 500;

/** What a full verification found: all entries sound, or the first that is not. */
export type JournalVerification = {
  readonly entries: number;
  readonly damage: { readonly afterSeq: number; readonly reason: string } | null;
};

/**
 * The check at every start: SQLite's own on a small file, then hash, chain and indexes of the last entries.
 * Throws DamageError (or SQLite's error) when the journal contradicts itself.
 */
export function verifyAtOpen(file: JournalFile): void {
  const path = file.database.name;
  if (statSync(path).size <= wholeCheckBytesMax) verifyPages(file);
  const rows = file.lastRows(tailEntriesChecked).reverse();
  const first = rows[0];
  if (!first) throw new DamageError('the journal is empty');
  verifyBeginning(file);
  verifyChain(file, rows, first.seq, hashText(first.prev));
  for (const row of rows) verifyIndexes(file, row);
  const progress = file.progress();
  if (progress && progress.seq > file.head().seq)
    throw new DamageError('acknowledged beyond the end');
}

/** Hash and chain of every entry. Reads the whole journal: a minute for some millions; not for the start. */
export function verifyWhole(file: JournalFile): JournalVerification {
  let entries = 0;
  let after = { seq: 0, hash: zeroHash };
  try {
    verifyBeginning(file);
    verifyPages(file);
    for (;;) {
      const rows = file.rowsAfter(after.seq, chunkEntries);
      const first = rows[0];
      if (!first) return { entries, damage: null };
      const start = entries === 0 ? { seq: first.seq - 1, hash: hashText(first.prev) } : after;
      after = verifyChain(file, rows, start.seq + 1, start.hash);
      entries += rows.length;
    }
  } catch (error) {
    if (!isDamage(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    return { entries, damage: { afterSeq: after.seq, reason } };
  }
}

function verifyPages(file: JournalFile): void {
  const verdict = file.database.pragma('integrity_check(1)', { simple: true });
  if (verdict !== 'ok') throw new DamageError(String(verdict));
}

/** Entries are missing at the beginning only if the district has acknowledged them. */
function verifyBeginning(file: JournalFile): void {
  const oldest = file.oldest(1)[0];
  if (!oldest || oldest.seq === 1) return;
  const progress = file.progress();
  if (!progress || progress.seq < oldest.seq - 1) throw new DamageError('the beginning is missing');
}

function verifyChain(
  file: JournalFile,
  rows: readonly EntryRow[],
  firstSeq: number,
  firstPrev: Hash,
): { seq: number; hash: Hash } {
  let seq = firstSeq - 1;
  let hash = seq === 0 ? zeroHash : firstPrev;
  for (const row of rows) {
    if (row.seq !== seq + 1) throw new DamageError(`entry ${seq + 1} is missing`);
    const line = lineOf(row, file.journal);
    if (hashText(row.prev) !== hash) throw new DamageError(`entry ${row.seq}: chain`);
    ({ seq, hash } = line);
  }
  return { seq, hash };
}

function verifyIndexes(file: JournalFile, row: EntryRow): void {
  if (file.rowById(row.id)?.seq !== row.seq) throw new DamageError(`entry ${row.seq}: index`);
}
