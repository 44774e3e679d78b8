import { closeSync, fstatSync, lstatSync, openSync, readSync } from 'node:fs';

/**
 * The pages of a database and of its WAL, read as bytes and without SQLite: what SQLite refuses to open can still hold
 * whole rows. Layout: https://www.sqlite.org/fileformat2.html (sections 1.2, 1.6 and 4).
 */

/** What every database of this room is made with. */
export const pageBytes = 4096;
const walHeaderBytes = 32;
const frameHeaderBytes = 24;
const frameBytes = frameHeaderBytes + pageBytes;
const saltAt = 8;
const saltBytes = 8;
const commitMarkAt = 4;

export class DatabasePages {
  readonly #main: number | null;
  readonly #wal: number | null;
  readonly #mainPages: number;
  /** Page number to the position of its last committed version in the WAL. */
  readonly #inWal: Map<number, number>;
  /** Positions in the WAL of all committed page versions, in order. */
  readonly #walPositions: number[];

  constructor(path: string) {
    this.#main = openFile(path);
    this.#wal = openFile(`${path}-wal`);
    this.#mainPages = pagesIn(this.#main);
    const frames = committedFrames(this.#wal);
    this.#inWal = new Map(frames.map(({ page, at }) => [page, at]));
    this.#walPositions = frames.map(({ at }) => at);
  }

  /** Every page version there is, those of the WAL last. Unreadable ones are left out. */
  *all(): Iterable<{ at: PagePosition; bytes: Buffer }> {
    for (let page = 0; page < this.#mainPages; page += 1) {
      const bytes = this.read(page * pageBytes);
      if (bytes) yield { at: page * pageBytes, bytes };
    }
    for (const position of this.#walPositions) {
      const bytes = this.read(-position);
      if (bytes) yield { at: -position, bytes };
    }
  }

  /** The newest version of a page, by its number from 1. */
  newest(page: number): Buffer | null {
    const position = this.#inWal.get(page);
    return this.read(position === undefined ? (page - 1) * pageBytes : -position);
  }

  /** The page at a position; null if the file ends before or the disk cannot read it. */
  read(at: PagePosition): Buffer | null {
    return at < 0 ? readAt(this.#wal, -at, pageBytes) : readAt(this.#main, at, pageBytes);
  }

  close(): void {
    for (const descriptor of [this.#main, this.#wal]) {
      if (descriptor !== null) closeSync(descriptor);
    }
  }
}

/** Where a page version lies: bytes into the main file, or, as a negative number, bytes into the WAL. */
export type PagePosition = number;

function openFile(path: string): number | null {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() ? openSync(path, 'r') : null;
}

function pagesIn(descriptor: number | null): number {
  return descriptor === null ? 0 : Math.ceil(fstatSync(descriptor).size / pageBytes);
}

/** A bad sector costs the page it lies in, not the rest of the file. */
function readAt(descriptor: number | null, at: number, length: number): Buffer | null {
  if (descriptor === null) return null;
  const bytes = Buffer.alloc(length);
  try {
    return readSync(descriptor, bytes, 0, length, at) > 0 ? bytes : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EIO') return null;
    throw error;
  }
}

/**
 * The frames of the WAL's present round (those with its salt) up to the last one that ends a commit. Checksums are not
 * asked: rows prove themselves, and a damaged frame must not cost the whole ones behind it.
 */
function committedFrames(wal: number | null): { page: number; at: number }[] {
  if (wal === null) return [];
  const salt = readAt(wal, 0, walHeaderBytes)?.subarray(2 * saltBytes, 3 * saltBytes);
  const frames: { page: number; at: number; salted: boolean; commits: boolean }[] = [];
  for (let at = walHeaderBytes; at + frameBytes <= fstatSync(wal).size; at += frameBytes) {
    const header = readAt(wal, at, frameHeaderBytes);
    if (!header) continue;
    frames.push({
      page: header.readUInt32BE(0),
      at: at + frameHeaderBytes,
      salted: salt?.equals(header.subarray(saltAt, saltAt + saltBytes)) ?? false,
      commits: header.readUInt32BE(commitMarkAt) !== 0,
    });
  }
  const ours = frames.filter(({ salted }) => salted);
  return ours.slice(0, ours.findLastIndex(({ commits }) => commits) + 1);
}
