import { execFile } from 'node:child_process';
import { closeSync, openSync, readSync, writeFileSync, writeSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { compilerPath } from '../support/compiler.ts';

const run = promisify(execFile);
/** Four 32-bit integers: see io-shim.c. */
const controlBytes = 16;

/** Compiles io-shim.c into a folder; returns what LD_PRELOAD takes. */
export async function compiledShim(folder: string): Promise<string> {
  const shim = join(folder, 'io-shim.so');
  const source = join(import.meta.dirname, 'io-shim.c');
  const flags = ['-O1', '-Wall', '-Werror', '-shared', '-fPIC'];
  await run(compilerPath(), [...flags, '-o', shim, source, '-ldl']);
  return shim;
}

/**
 * For a process whose disk calls below `folder` are to fail when its {@link DiskControl} says so.
 * @param control - the file that both sides map; made anew
 */
export function shimEnvironment(shim: string, control: string, folder: string) {
  writeFileSync(control, Buffer.alloc(controlBytes));
  return { LD_PRELOAD: shim, HAILONG_IO_CONTROL: control, HAILONG_IO_FOLDER: folder };
}

/** Which disk call fails, told to the shim. */
export class DiskControl {
  readonly #file: number;

  /** @param path - by default that of the process's own shim */
  constructor(path = process.env['HAILONG_IO_CONTROL'] ?? '') {
    this.#file = openSync(path, 'r+');
  }

  /** Counts from 1 again, and lets that call fail; with `forEver` all later ones, too. 0: none fails. */
  failAt(call: number, error: 'EIO' | 'ENOSPC' = 'EIO', forEver = false): void {
    const fields = Int32Array.of(0, call, constants.errno[error], forEver ? 1 : 0);
    writeSync(this.#file, new Uint8Array(fields.buffer), 0, fields.byteLength, 0);
  }

  get callsSoFar(): number {
    const field = new Int32Array(1);
    readSync(this.#file, new Uint8Array(field.buffer), 0, field.byteLength, 0);
    return field[0] ?? 0;
  }

  close(): void {
    closeSync(this.#file);
  }
}
