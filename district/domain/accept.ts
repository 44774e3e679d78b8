import type { Hash, KioskId } from '../../shared/model/ids.ts';
import type { Position } from '../../shared/model/journal.ts';
import { follows } from '../../shared/rules/journal-line.ts';
import { readLine, storable, type ReadLine } from './lines.ts';
import type { ForkLine, Journals, LockedJournal } from './ports.ts';

/** What became of a batch. `position` is always where the journal stands now. */
export type Acceptance = {
  readonly outcome: 'accepted' | 'gap' | 'fork' | 'chain';
  readonly position: Position;
  /** Entries stored by this batch; a repeat stores none. */
  readonly stored: number;
};

/**
 * Accepts a batch of consecutive lines of one journal, once in effect however often it is sent.
 *
 * What is held already is compared and not stored again; what follows is stored, up to the first line that does not
 * (`chain`). A line that contradicts what is held is a `fork`: nothing of the batch is stored but the evidence.
 */
export async function acceptBatch(
  journals: Journals,
  batch: {
    readonly kiosk: KioskId;
    readonly journal: Position['journal'];
    readonly lines: readonly Uint8Array[];
    readonly receivedAt: number;
  },
): Promise<Acceptance> {
  const read = readChain(batch.lines);
  return journals.locked(batch.kiosk, batch.journal, (journal) =>
    acceptInto(journal, read, batch.receivedAt),
  );
}

/** The readable lines from the first on, each following the one before; `broken` when a line had to be left out. */
type Chain = { readonly lines: readonly ReadLine[]; readonly broken: boolean };

function readChain(raw: readonly Uint8Array[]): Chain {
  const lines: ReadLine[] = [];
  for (const bytes of raw) {
    const line = readLine(bytes);
    const before = lines.at(-1);
    if (!line || (before && !follows(positionAt(before), line.entry)))
      return { lines, broken: true };
    lines.push(line);
  }
  return { lines, broken: false };
}

async function acceptInto(
  journal: LockedJournal,
  chain: Chain,
  receivedAt: number,
): Promise<Acceptance> {
  const { position } = journal;
  const first = chain.lines[0];
  if (!first || first.entry.journal !== position.journal) {
    return { outcome: chain.broken || first ? 'chain' : 'accepted', position, stored: 0 };
  }
  if (first.entry.seq > position.seq + 1) return { outcome: 'gap', position, stored: 0 };

  const forked = await contradictions(journal, chain.lines);
  if (forked.length > 0) {
    await journal.keepFork(forked, receivedAt);
    return { outcome: 'fork', position, stored: 0 };
  }
  const fresh = chain.lines.filter((line) => line.entry.seq > position.seq);
  const start = fresh[0];
  // Only before anything is held can a first line follow nothing without contradicting a held entry.
  if (start && !follows(position, start.entry)) return { outcome: 'chain', position, stored: 0 };
  const end = await store(journal, fresh);
  return { outcome: chain.broken ? 'chain' : 'accepted', position: end, stored: fresh.length };
}

/**
 * The lines that contradict what is held: another hash at a number that is held, or a next entry that names another
 * predecessor. From the first contradiction on, every line of the batch is evidence.
 */
async function contradictions(
  journal: LockedJournal,
  lines: readonly ReadLine[],
): Promise<readonly ForkLine[]> {
  const { position } = journal;
  const firstSeq = lines[0]?.entry.seq ?? 0;
  if (position.seq === 0) return [];
  const held =
    firstSeq <= position.seq
      ? await journal.hashes(firstSeq, Math.min(position.seq, firstSeq + lines.length - 1))
      : new Map<number, Hash>();
  const at = lines.findIndex(({ entry, hash }) =>
    entry.seq <= position.seq
      ? held.has(entry.seq) && held.get(entry.seq) !== hash
      : entry.seq === position.seq + 1 && entry.prev !== position.hash,
  );
  if (at === -1) return [];
  return lines.slice(at).map(({ entry, hash, text }) => ({
    seq: entry.seq,
    hash,
    heldHash: held.get(entry.seq) ?? position.hash,
    line: text,
  }));
}

async function store(journal: LockedJournal, fresh: readonly ReadLine[]): Promise<Position> {
  const last = fresh.at(-1);
  if (!last) return journal.position;
  const end = positionAt(last);
  await journal.keep(
    fresh.map(({ entry, hash, text, quarantine }) => ({
      seq: entry.seq,
      id: entry.id,
      kind: storable(entry.kind),
      wall: entry.wall,
      offset: entry.offset,
      hash,
      line: text,
      quarantine,
    })),
    end,
  );
  return end;
}

function positionAt({ entry, hash }: ReadLine): Position {
  return { journal: entry.journal, seq: entry.seq, hash };
}
