import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { batchBytesMax } from '../../shared/limits.ts';
import type { Position } from '../../shared/model/journal.ts';
import type { Journal } from '../core/ports.ts';

/** Consecutive entries of one journal, packed for the way. */
export type Batch = {
  readonly firstSeq: number;
  readonly last: Position;
  readonly entries: number;
  /** Gzip NDJSON (shared/contract/upload.ts). */
  readonly body: Uint8Array<ArrayBuffer>;
};

type Source = Pick<Journal, 'position' | 'linesAfter'>;
type Ahead = { readonly after: Position; readonly entriesMax: number; readonly batch: Batch };

const gzipped = promisify(gzip);

/**
 * Makes the batches of a journal. While one is on its way the next is read, checked and packed, so that neither the
 * district nor the kiosk waits for the other while a backlog drains.
 */
export class Batches {
  readonly #journal: Source;
  #ahead: Ahead | null = null;

  constructor(journal: Source) {
    this.#journal = journal;
  }

  /** What follows `after`, at most `entriesMax` entries; null when nothing does. */
  async take(after: Position, entriesMax: number): Promise<Batch | null> {
    const ahead = this.#ahead;
    this.#ahead = null;
    if (ahead && isSame(ahead.after, after) && ahead.entriesMax === entriesMax) return ahead.batch;
    return this.#make(after, entriesMax);
  }

  /** Makes the batch that follows `after` ready, if there is one. To be called when the one before is on its way. */
  async prepare(after: Position, entriesMax: number): Promise<void> {
    if (this.#journal.position().seq <= after.seq) return;
    await setImmediate(); // reading holds up everything else: the request goes out first
    const batch = await this.#make(after, entriesMax);
    this.#ahead = batch && { after, entriesMax, batch };
  }

  async #make(after: Position, entriesMax: number): Promise<Batch | null> {
    const lines = this.#journal.linesAfter(after.seq, { entriesMax, bytesMax: batchBytesMax });
    const { journal } = this.#journal.position();
    const [first, last] = [lines[0], lines.at(-1)];
    // Reading may find the journal damaged and replace it: what follows then has nothing to do with `after`.
    if (!first || !last || journal !== after.journal) return null;
    const body = await gzipped(lines.map(({ line }) => `${line}\n`).join(''));
    const { seq, hash } = last;
    return { firstSeq: first.seq, last: { journal, seq, hash }, entries: lines.length, body };
  }
}

function isSame(one: Position, other: Position): boolean {
  return one.journal === other.journal && one.seq === other.seq && one.hash === other.hash;
}
