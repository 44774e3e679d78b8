import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zip } from 'fflate';
import { problem, type Problem } from '../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import type { BundleStore } from '../core/technician/bundle.ts';
import { errorCode } from './failures.ts';
import { readLogFiles } from './log-file.ts';
import { syncFolder } from './folder.ts';

/** Packs the support bundle, and brings it to a stick whole or not at all. */
export class BundleFiles implements BundleStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  logs(): ReadonlyMap<string, string> {
    const files = [...readLogFiles(this.#folder)];
    return new Map(files.map(([name, content]) => [name, content.toString('utf8')]));
  }

  /** In threads of its own: a tap does not wait for the packing. */
  pack(files: ReadonlyMap<string, string>): Promise<Uint8Array> {
    const entries = Object.fromEntries([...files].map(([name, text]) => [name, strToU8(text)]));
    return new Promise((resolve, reject) => {
      zip(entries, { level: 6 }, (error, bytes) => (error ? reject(error) : resolve(bytes)));
    });
  }

  /** Problem: `bundle.stick`, also for one that is pulled out half-way. */
  writeTo(stick: string, name: string, bytes: Uint8Array): Result<void, Problem> {
    const path = join(stick, name);
    const part = `${path}.part`;
    try {
      writeDurably(part, bytes);
      renameSync(part, path);
      syncFolder(stick);
      return ok(undefined);
    } catch (error) {
      removeQuietly(part);
      const reason = errorCode(error) ?? 'error';
      return fail(problem('bundle.stick', { path: stick, reason }));
    }
  }
}

function writeDurably(path: string, bytes: Uint8Array): void {
  const descriptor = openSync(path, 'w');
  try {
    for (let done = 0; done < bytes.byteLength;) done += writeSync(descriptor, bytes, done);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    return; // the stick is gone, and the file with it
  }
}
