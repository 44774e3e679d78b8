import { execFileSync } from 'node:child_process';
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compilerMissing, compilerPath } from '../support/compiler.ts';

/** A disk that is full when it is told to be: tests/faults/io-shim.c under the machine. */
export type ShimmedDisk = {
  /** For the process whose disk it is. */
  readonly environment: Readonly<Record<string, string>>;
  /** From now on every call that changes a file below the folder fails with ENOSPC, or none does. */
  fill(isFull: boolean): void;
  close(): void;
};

const controlBytes = 16;
const source = fileURLToPath(new URL('../faults/io-shim.c', import.meta.url));

/** Why no disk can be made to fail here, or undefined when one can. */
export function shimMissing(): string | undefined {
  if (process.platform !== 'linux') return 'disk calls are made to fail on Linux only';
  return compilerMissing();
}

/**
 * @param folder - whose files are on that disk
 * @param workshop - a folder for the library and what steers it
 */
export function shimDisk(folder: string, workshop: string): ShimmedDisk {
  const shim = join(workshop, 'io-shim.so');
  const control = join(workshop, 'io-control');
  execFileSync(compilerPath(), ['-O1', '-shared', '-fPIC', '-o', shim, source, '-ldl']);
  writeFileSync(control, Buffer.alloc(controlBytes));
  const descriptor = openSync(control, 'r+');
  return {
    environment: {
      ...{ LD_PRELOAD: shim, HAILONG_IO_CONTROL: control, HAILONG_IO_FOLDER: folder },
    },
    fill(isFull) {
      // Its four fields: calls so far, the first call that fails, with what, and whether all later ones do.
      const fields = Int32Array.of(1, isFull ? 1 : 0, constants.errno.ENOSPC, 1);
      writeSync(descriptor, new Uint8Array(fields.buffer), 0, fields.byteLength, 0);
    },
    close: () => closeSync(descriptor),
  };
}
