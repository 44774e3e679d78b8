import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The Node that runs the project's scripts: the one from the locked packages, which npm installed
 * for this kind of machine, else the one running now if it is of the right version.
 * @param {string} repository absolute path
 * @returns {{ path: string, problem?: undefined } | { problem: string }}
 */
export function findNode(repository) {
  const wanted = wantedMajor(repository);
  const locked = lockedNodePath(repository, process.platform, process.arch);
  if (existsSync(locked) && majorOf(locked) === wanted) return { path: locked };
  if (Number.parseInt(process.versions.node) === wanted) return { path: process.execPath };
  return { problem: howToInstall(wanted, process.platform) };
}

/** @param {string} repository */
function wantedMajor(repository) {
  const { engines } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
  return Number.parseInt(engines.node.replace(/^\D*/, ''));
}

/**
 * Where the optional package with a Node binary for this kind of machine puts it.
 * @param {string} repository
 * @param {string} platform as `process.platform`
 * @param {string} architecture as `process.arch`
 */
export function lockedNodePath(repository, platform, architecture) {
  const system = platform === 'win32' ? 'win' : platform;
  const program = platform === 'win32' ? 'node.exe' : 'node';
  return join(repository, 'node_modules', `node-${system}-${architecture}`, 'bin', program);
}

/**
 * The binary may not run here (another C library, another processor): then it has no version.
 * @param {string} program
 */
function majorOf(program) {
  try {
    const version = execFileSync(program, ['--version'], { encoding: 'utf8', stdio: 'pipe' });
    return Number.parseInt(version.replace(/^v/, ''));
  } catch {
    return undefined;
  }
}

/**
 * @param {number} major
 * @param {string} platform
 */
export function howToInstall(major, platform) {
  const command = platform === 'darwin' ? ` (for example: brew install node@${major})` : '';
  return (
    `This project runs on Node ${major}; this is Node ${process.versions.node} and no packaged Node ` +
    `exists for ${platform}-${process.arch}. Install Node ${major} from https://nodejs.org${command}, ` +
    'put it first on the PATH and run the command again.'
  );
}
