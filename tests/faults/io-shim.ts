import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { compilerPath } from '../support/compiler.ts';

const run = promisify(execFile);

/** Compiles io-shim.c into a folder; returns what LD_PRELOAD takes. */
export async function compiledShim(folder: string): Promise<string> {
  const shim = join(folder, 'io-shim.so');
  const source = join(import.meta.dirname, 'io-shim.c');
  const flags = ['-O1', '-Wall', '-Werror', '-shared', '-fPIC'];
  await run(compilerPath(), [...flags, '-o', shim, source, '-ldl']);
  return shim;
}
