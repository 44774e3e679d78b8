import { join } from 'node:path';
import { compiledShim, DiskControl, shimEnvironment } from '../faults/io-shim.ts';
import { compilerMissing } from '../support/compiler.ts';

/** A disk that is full when it is told to be: tests/faults/io-shim.c under the machine. */
export type ShimmedDisk = {
  /** For the process whose disk it is. */
  readonly environment: Readonly<Record<string, string>>;
  /** From now on every call that changes a file below the folder fails with ENOSPC, or none does. */
  fill(isFull: boolean): void;
  close(): void;
};

/** Why no disk can be made to fail here, or undefined when one can. */
export function shimMissing(): string | undefined {
  if (process.platform !== 'linux') return 'disk calls are made to fail on Linux only';
  return compilerMissing();
}

/**
 * @param folder - whose files are on that disk
 * @param workshop - a folder for the library and what steers it
 */
export async function shimDisk(folder: string, workshop: string): Promise<ShimmedDisk> {
  const shim = await compiledShim(workshop);
  const control = join(workshop, 'io-control');
  const environment = shimEnvironment(shim, control, folder);
  const disk = new DiskControl(control);
  return {
    environment,
    fill: (isFull) => disk.failAt(isFull ? 1 : 0, 'ENOSPC', true),
    close: () => disk.close(),
  };
}
