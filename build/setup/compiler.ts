import { installDebianPackages } from './apt.ts';
import type { Found, Need } from './needs.ts';
import { findOnPath } from './programs.ts';

/** A C compiler, for the library that makes disk calls fail. */
export const compiler: Need = {
  label: 'C compiler',
  pathVariable: 'HAILONG_CC',
  reasonVariable: 'HAILONG_NO_CC',
  search: searchCompiler,
  install: () => installDebianPackages(['gcc', 'libc6-dev']),
};

function searchCompiler(): Found {
  if (process.platform !== 'linux') {
    return { missing: 'making disk calls fail needs LD_PRELOAD as Linux has it' };
  }
  const path = findOnPath('cc') ?? findOnPath('gcc');
  return path === undefined ? { missing: 'no C compiler found' } : { path };
}
