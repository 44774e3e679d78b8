import { spawnSync } from 'node:child_process';
import { findOnPath } from './programs.ts';

/** Debian's mirrors may be slow; an install that takes longer than this hangs. */
const aptTimeoutMs = 15 * 60_000;

/** How commands that change the machine are started: as they are, or through sudo. */
type Privilege = { prefix: readonly string[]; refused?: undefined } | { refused: string };

/**
 * Installs Debian packages when this user may do so without being asked for a password.
 * Says on the console what it installs.
 * @returns `undefined` when they are installed, else the reason why not, as a sentence
 */
export function installDebianPackages(packages: readonly string[]): string | undefined {
  const privilege = privilegeToInstall();
  if (privilege.refused !== undefined) return privilege.refused;
  console.log(`Installing ${packages.join(', ')} from the system's packages.`);
  const install = ['apt-get', 'install', '--yes', '--no-install-recommends', ...packages];
  // A fresh machine has no package lists yet: fetch them only when the first try finds nothing.
  if (run(privilege.prefix, install).status === 0) return undefined;
  run(privilege.prefix, ['apt-get', 'update']);
  const second = run(privilege.prefix, install);
  if (second.status === 0) return undefined;
  return `apt-get install ${packages.join(' ')} failed: ${lastLine(second.stderr)}`;
}

/**
 * Writes a small settings file as the user who installs.
 * @returns whether it was written
 */
export function writeAsInstaller(path: string, line: string): boolean {
  const script = 'mkdir -p "$(dirname "$1")" && printf "%s\\n" "$2" > "$1"';
  return runAsInstaller(['sh', '-c', script, 'sh', path, line]);
}

/** Removes a file as the user who installs. */
export function removeAsInstaller(path: string): void {
  runAsInstaller(['rm', '-f', path]);
}

function runAsInstaller(command: readonly string[]): boolean {
  const privilege = privilegeToInstall();
  return privilege.refused === undefined && run(privilege.prefix, command).status === 0;
}

function privilegeToInstall(): Privilege {
  if (findOnPath('apt-get') === undefined) return { refused: 'this machine has no apt-get' };
  if (process.getuid?.() === 0) return { prefix: [] };
  const sudo = findOnPath('sudo');
  if (sudo === undefined) return { refused: 'installing needs root, and there is no sudo' };
  const allowed = spawnSync(sudo, ['--non-interactive', 'true']).status === 0;
  return allowed
    ? { prefix: [sudo, '--non-interactive'] }
    : { refused: 'installing needs root, and sudo asks for a password' };
}

function run(prefix: readonly string[], command: readonly string[]) {
  const [program = '', ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', ...command];
  return spawnSync(program, rest, {
    encoding: 'utf8',
    timeout: aptTimeoutMs,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
