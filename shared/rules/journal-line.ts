import type { Entry, Position } from '../model/journal.ts';
import type { Hash, JournalId } from '../model/ids.ts';

/**
 * The line of an entry: its canonical JSON (RFC 8785). The hash of an entry is SHA-256 over the UTF-8 bytes of this
 * line, and the line holds the hash before it, so one text is what is stored, hashed, sent and verified.
 *
 * RFC 8785 sorts members by name; the envelope's names are fixed, so the line is put together in that order.
 * `bodyText` must already be canonical JSON. `journal-line.test.ts` compares with a full implementation of the RFC.
 */
export function entryLine(entry: Omit<Entry, 'body'>, bodyText: string): string {
  return (
    `{"body":${bodyText},"boot":${JSON.stringify(entry.boot)},"id":"${entry.id}",` +
    `"journal":"${entry.journal}","kind":${JSON.stringify(entry.kind)},"mono":${entry.mono},` +
    `"offset":${entry.offset},"prev":"${entry.prev}","seq":${entry.seq},"wall":${entry.wall}}`
  );
}

/** What the first entry of every journal is chained to. */
export const zeroHash = '0'.repeat(64) as Hash;

export function emptyPosition(journal: JournalId): Position {
  return { journal, seq: 0, hash: zeroHash };
}

/** Whether `entry` is the one that must follow `position`. */
export function follows(
  position: Position,
  entry: Pick<Entry, 'journal' | 'seq' | 'prev'>,
): boolean {
  return (
    entry.journal === position.journal &&
    entry.seq === position.seq + 1 &&
    entry.prev === position.hash
  );
}
