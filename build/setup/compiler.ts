import { installDebianPackages } from './apt.ts';
import { findOnPath, type Found } from './programs.ts';

/** A C compiler, for the library that makes disk calls fail; installed from Debian if need be. */
export function ensureCompiler(): Found {
  if (process.platform !== 'linux') {
    return { missing: 'failing disk calls need LD_PRELOAD, which only Linux has' };
  }
  const there = findCompiler();
  if (there.path !== undefined) return there;
  const refused = installDebianPackages(['gcc', 'libc6-dev']);
  return refused === undefined
    ? findCompiler()
    : { missing: `no C compiler found, and ${refused}` };
}

function findCompiler(): Found {
  const path = process.env.HAILONG_CC || (findOnPath('cc') ?? findOnPath('gcc'));
  return path === undefined ? { missing: 'no C compiler found' } : { path };
}
