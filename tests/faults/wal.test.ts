import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  appended,
  draft,
  openedStore,
  randomNumbers,
  say,
  sized,
  temporaryFolderInMemory,
} from './support.ts';

/** What a disk writes at once: damage begins and ends at such a border. */
const sectorBytes = 512;
const entriesInMain = 30;
const entriesInWal = sized(28, 200);
const testTimeoutMs = sized(5 * 60_000, 6 * 60 * 60_000);
const walHeaderBytes = 32;
const frameHeaderBytes = 24;
const pageBytes = 4096;

const home = temporaryFolderInMemory();
afterAll(home.remove);

/** A journal as it lies on the disk at the moment of a power cut: most of it checkpointed, the last entries in the WAL. */
type Snapshot = {
  main: Buffer;
  wal: Buffer;
  mainIds: string[];
  /** The ids of the entries in the WAL, each with the WAL's length when its commit had returned. */
  walIds: { id: string; walBytes: number }[];
};
let snapshot: Snapshot;

beforeAll(() => {
  const folder = join(home.path, 'source');
  const first = openedStore(folder);
  const mainIds = appended(first, entriesInMain);
  first.close();
  const second = openedStore(folder);
  const wal = join(folder, 'journal.sqlite-wal');
  const walIds = Array.from({ length: entriesInWal }, () => {
    const [id = ''] = appended(second, 1);
    return { id, walBytes: statSync(wal).size };
  });
  const main = readFileSync(join(folder, 'journal.sqlite'));
  snapshot = { main, wal: readFileSync(wal), mainIds, walIds };
  second.close();
});

/** Starts on damaged files; every id in `expected` has to be there, and the journal has to be sound and writable. */
function recovers(main: Buffer, wal: Buffer, expected: readonly string[]): void {
  const folder = join(home.path, 'case');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  writeFileSync(join(folder, 'journal.sqlite'), main);
  writeFileSync(join(folder, 'journal.sqlite-wal'), wal);
  const store = openedStore(folder);
  try {
    const lost = expected.filter((id) => store.journal.entry(id) === null);
    const appendedMore = store.journal.append([draft()]).ok;
    expect({ lost, appendedMore, verified: store.verify() }).toMatchObject({
      lost: [],
      appendedMore: true,
      verified: { ok: true, value: { damage: null } },
    });
  } finally {
    store.close();
  }
}

/** The entries whose commit lies wholly before `offset` in the WAL, and all that were carried over before. */
function committedBefore(offset: number): string[] {
  const inWal = snapshot.walIds.filter(({ walBytes }) => walBytes <= offset);
  return [...snapshot.mainIds, ...inWal.map(({ id }) => id)];
}

const random = randomNumbers(20_261_122);
const garbage = (bytes: number): Buffer =>
  Buffer.from(Array.from({ length: bytes }, () => random(256)));

const tails: Record<string, (wal: Buffer, offset: number) => Buffer> = {
  torn: (wal, offset) => wal.subarray(0, offset),
  zeroed: (wal, offset) =>
    Buffer.concat([wal.subarray(0, offset), Buffer.alloc(wal.length - offset)]),
  garbage: (wal, offset) => Buffer.concat([wal.subarray(0, offset), garbage(wal.length - offset)]),
  'one sector zeroed': (wal, offset) => {
    const damaged = Buffer.from(wal);
    damaged.subarray(offset, offset + sectorBytes).fill(0);
    return damaged;
  },
};

describe('the WAL after a power cut', () => {
  test.each(Object.keys(tails))(
    'keeps every whole commit before a tail that is %s',
    (kind) => {
      const damage = tails[kind]!;
      let cases = 0;
      for (let offset = 0; offset < snapshot.wal.length; offset += sectorBytes) {
        recovers(snapshot.main, damage(snapshot.wal, offset), committedBefore(offset));
        cases += 1;
      }
      say(`WAL tail ${kind}: ${cases} cases, 0 entries lost`);
    },
    testTimeoutMs,
  );

  test(
    'loses nothing when a checkpoint was cut short at any sector',
    () => {
      let cases = 0;
      const main = Buffer.alloc(Math.max(snapshot.main.length, mainBytesAfterCheckpoint()));
      snapshot.main.copy(main);
      for (const sector of checkpointSectors()) {
        sector.bytes.copy(main, sector.offset);
        recovers(main, snapshot.wal, committedBefore(snapshot.wal.length));
        cases += 1;
      }
      say(`checkpoint cut short: ${cases} cases, 0 entries lost`);
    },
    testTimeoutMs,
  );
});

/** What a checkpoint writes into the main file, sector by sector: the last version of each page in the WAL. */
function checkpointSectors(): { offset: number; bytes: Buffer }[] {
  const pages = new Map<number, Buffer>();
  const frameBytes = frameHeaderBytes + pageBytes;
  for (let at = walHeaderBytes; at + frameBytes <= snapshot.wal.length; at += frameBytes) {
    const page = snapshot.wal.readUInt32BE(at);
    pages.set(page, snapshot.wal.subarray(at + frameHeaderBytes, at + frameBytes));
  }
  return [...pages].flatMap(([page, bytes]) =>
    Array.from({ length: pageBytes / sectorBytes }, (_, index) => ({
      offset: (page - 1) * pageBytes + index * sectorBytes,
      bytes: bytes.subarray(index * sectorBytes, (index + 1) * sectorBytes),
    })),
  );
}

function mainBytesAfterCheckpoint(): number {
  return Math.max(...checkpointSectors().map(({ offset }) => offset + sectorBytes));
}
