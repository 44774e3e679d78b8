import { compiler } from '../../build/setup/compiler.ts';
import { find } from '../../build/setup/needs.ts';

/** Why nothing can be compiled on this machine, or `undefined` when it can. */
export function compilerMissing(): string | undefined {
  return find(compiler).missing;
}

/** Path of this machine's C compiler. */
export function compilerPath(): string {
  const { path, missing } = find(compiler);
  if (path === undefined) throw new Error(missing);
  return path;
}
