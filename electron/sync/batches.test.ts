import { gunzipSync } from 'node:zlib';
import { beforeEach, expect, test } from 'vitest';
import { batchEntriesMax } from '../../shared/limits.ts';
import type { JournalId } from '../../shared/model/ids.ts';
import type { Position } from '../../shared/model/journal.ts';
import { emptyPosition } from '../../shared/rules/journal-line.ts';
import { HandClock } from '../core/testing/hand-clock.ts';
import { MemoryJournal } from '../core/testing/memory-journal.ts';
import { Batches, type Batch } from './batches.ts';

const atOnce = 2;

/** A journal that counts how often it is read. */
class ReadJournal extends MemoryJournal {
  reads = 0;

  override linesAfter(...asked: Parameters<MemoryJournal['linesAfter']>) {
    this.reads += 1;
    return super.linesAfter(...asked);
  }
}

let journal: ReadJournal;
let batches: Batches;
let start: Position;

beforeEach(() => {
  journal = new ReadJournal(new HandClock());
  write(5);
  batches = new Batches(journal);
  start = emptyPosition(journal.position().journal);
});

function write(entries: number): void {
  for (let count = 0; count < entries; count += 1) {
    journal.append([{ kind: 'machine.stopped', body: {} }]);
  }
}

/** The numbers of the entries in a batch, as the district unpacks them. */
function numbersIn(batch: Batch | null): number[] {
  const text = batch ? gunzipSync(batch.body).toString() : '';
  return text.split('\n').flatMap((line) => (line ? [JSON.parse(line).seq as number] : []));
}

test('a batch holds the entries that follow, up to its bound, and says where it ends', async () => {
  const batch = await batches.take(start, atOnce);
  expect(numbersIn(batch)).toEqual([1, 2]);
  expect(batch).toMatchObject({ firstSeq: 1, entries: 2 });
  expect(batch?.last).toEqual({ ...start, seq: 2, hash: journal.hashAt(2) });
});

test('nothing follows the end', async () => {
  expect(await batches.take(journal.position(), atOnce)).toBeNull();
});

test('what was prepared is taken without reading again', async () => {
  const first = await batches.take(start, atOnce);
  await batches.prepare(first?.last ?? start, atOnce);
  const { reads } = journal;
  expect(numbersIn(await batches.take(first?.last ?? start, atOnce))).toEqual([3, 4]);
  expect(journal.reads).toBe(reads);
});

test('preparing lets the request out before it reads', async () => {
  const { reads } = journal;
  const prepared = batches.prepare(start, atOnce);
  await new Promise((resolve) => void process.nextTick(resolve));
  expect(journal.reads).toBe(reads);
  await prepared;
  expect(journal.reads).toBe(reads + 1);
});

test('at the end there is nothing to prepare, and nothing is read', async () => {
  await batches.prepare(journal.position(), atOnce);
  expect(journal.reads).toBe(0);
});

test('what was prepared for one position is not sent from another', async () => {
  const first = await batches.take(start, atOnce);
  await batches.prepare(first?.last ?? start, atOnce);
  expect(numbersIn(await batches.take(start, atOnce))).toEqual([1, 2]);
});

test('what was prepared before the district asked for less is not sent', async () => {
  const first = await batches.take(start, atOnce);
  await batches.prepare(first?.last ?? start, batchEntriesMax);
  expect(numbersIn(await batches.take(first?.last ?? start, 1))).toEqual([3]);
});

test('what was prepared is taken once', async () => {
  await batches.prepare(start, batchEntriesMax);
  await batches.take(start, batchEntriesMax);
  write(1);
  expect(numbersIn(await batches.take(start, batchEntriesMax))).toHaveLength(6);
});

test('a journal that is replaced while it is read makes no batch', async () => {
  const old = { ...start, journal: '0192f0c0-0000-7000-8000-000000000000' as JournalId };
  expect(await batches.take(old, atOnce)).toBeNull();
});
