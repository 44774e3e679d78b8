import {
  closeSync,
  createReadStream,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Parser, type ReadEntry } from 'tar';
import { releaseFilesMax, releaseUnpackedBytesMax } from '../../../shared/limits.ts';
import { syncFolder } from '../folder.ts';

/** The archive holds what no release holds. */
export class UnsafeArchive extends Error {
  override readonly name = 'UnsafeArchive';
}

/** Names of our own files only: nothing hidden, nothing absolute, no way up, nothing that another system reads otherwise. */
const safePath = /^[\w@+][\w.@+-]{0,99}(?:\/[\w@+][\w.@+-]{0,99}){0,15}\/?$/;

/**
 * Writes the archive's files into `folder`, each one durable. Plain files and folders with safe names are all that it may
 * hold. Throws UnsafeArchive, and what the disk or the decompression say.
 */
export async function unpack(archive: string, folder: string): Promise<void> {
  const folders = new Set<string>([folder]);
  mkdirSync(folder, { recursive: true });
  await readArchive(archive, (path, content) => {
    const target = join(folder, path);
    if (content === null) mkdirSync(target, { recursive: true });
    else {
      mkdirSync(dirname(target), { recursive: true });
      writeDurably(target, content);
    }
    for (let at = content === null ? target : dirname(target); at !== folder; at = dirname(at)) {
      folders.add(at);
    }
  });
  for (const one of folders) syncFolder(one);
}

/** Whether the files in `folder` are those of the archive, byte for byte. */
export async function isUnpacked(archive: string, folder: string): Promise<boolean> {
  let same = true;
  await readArchive(archive, (path, content) => {
    if (content !== null && same) same = isContent(join(folder, path), content);
  });
  return same;
}

/** Calls `take` for each entry, in order; null stands for a folder. */
async function readArchive(archive: string, take: Take): Promise<void> {
  const reading = new Reading(take);
  const parser = new Parser({ strict: true });
  parser.on('entry', (entry: ReadEntry) => reading.entry(entry));
  parser.on('ignoredEntry', (entry: ReadEntry) => reading.entry(entry));
  const ended = new Promise<void>((resolve) => {
    parser.on('error', (error: Error) => {
      reading.failure ??= error;
      resolve();
    });
    parser.on('end', resolve);
  });
  await pipeline(createReadStream(archive), createGunzip(), async (source) => {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      if (reading.failure) throw reading.failure;
      parser.write(chunk);
    }
  });
  parser.end();
  await ended;
  if (reading.failure) throw reading.failure;
}

type Take = (path: string, content: Buffer | null) => void;

/** What has been seen of an archive, and the first thing that was wrong with it. */
class Reading {
  failure: Error | null = null;
  readonly #take: Take;
  readonly #seen = new Set<string>();
  #bytes = 0;

  constructor(take: Take) {
    this.#take = take;
  }

  entry(entry: ReadEntry): void {
    const { path, type, size } = entry;
    this.#bytes += size;
    if (!this.#isAllowed(path, type)) {
      this.failure ??= new UnsafeArchive(path.slice(0, 200));
    }
    this.#seen.add(path);
    if (this.failure) return void entry.resume();
    const chunks: Buffer[] = [];
    entry.on('data', (chunk: Buffer) => void chunks.push(chunk));
    entry.on('end', () => this.#done(path, type === 'Directory' ? null : Buffer.concat(chunks)));
  }

  #isAllowed(path: string, type: string): boolean {
    if (this.#seen.size >= releaseFilesMax || this.#bytes > releaseUnpackedBytesMax) return false;
    const isKnown = type === 'File' || type === 'Directory';
    return isKnown && safePath.test(path) && !this.#seen.has(path);
  }

  #done(path: string, content: Buffer | null): void {
    if (this.failure) return;
    try {
      this.#take(path, content);
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error(String(error));
    }
  }
}

function writeDurably(path: string, content: Buffer): void {
  const descriptor = openSync(path, 'wx', 0o644);
  try {
    for (let at = 0; at < content.length;) at += writeSync(descriptor, content, at);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function isContent(path: string, content: Buffer): boolean {
  try {
    return readFileSync(path).equals(content);
  } catch {
    return false;
  }
}
