import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const stillAliveMs = 20_000;

/**
 * Installs the locked packages unless exactly they were installed last, on this kind of machine.
 * @param {string} repository absolute path
 * @param {(repository: string, npmArguments: string[]) => Promise<NpmEnd>} [runNpm] for tests
 * @returns {Promise<boolean>} false when they could not be installed; the reason is then printed
 */
export async function ensurePackages(repository, runNpm = npm) {
  const stampPath = join(repository, 'node_modules', '.installed-lock');
  const wanted = stampOf(repository, process);
  if (textOf(stampPath) === wanted) return true;

  console.log(
    'Installing the locked packages (about 800 MB on disk; half a minute to some minutes).',
  );
  // Only a finished install leaves a stamp: an interrupted one is done again.
  rmSync(stampPath, { force: true });
  const startedAt = Date.now();
  // What npm's cache holds need not be asked for again; but an old cache may not know a version.
  const first = await runNpm(repository, ['ci', '--prefer-offline']);
  const result = first.code === 0 ? first : await runNpm(repository, ['ci']);
  if (result.code !== 0) {
    console.error(result.output);
    console.error('The packages could not be installed; what npm says is above.');
    return false;
  }
  writeFileSync(stampPath, wanted);
  console.log(`Packages installed in ${secondsSince(startedAt)} s.`);
  return true;
}

/**
 * Names what an install puts on the disk: the lock's content, and the kind of machine, for which
 * npm chooses among the binaries.
 * @param {string} repository
 * @param {{ platform: string, arch: string }} machine `process` has both names
 */
export function stampOf(repository, machine) {
  const lock = readFileSync(join(repository, 'package-lock.json'));
  const digest = createHash('sha256').update(lock).digest('hex');
  return `${digest} ${machine.platform} ${machine.arch}\n`;
}

/**
 * @param {string} path
 * @returns {string | undefined} `undefined` when there is no such file
 */
function textOf(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** @typedef {{ code: number, output: string }} NpmEnd */

/**
 * Runs npm and keeps what it says: its warnings (an engine that is not the one our scripts run on)
 * matter only when it fails.
 * @param {string} repository
 * @param {string[]} npmArguments
 * @returns {Promise<NpmEnd>}
 */
function npm(repository, npmArguments) {
  const command = npmCommand();
  const startedAt = Date.now();
  return new Promise((resolve) => {
    const child = spawn(command.program, [...command.arguments, ...npmArguments], {
      cwd: repository,
      shell: command.shell,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    /** @param {Buffer} chunk */
    const keep = (chunk) => (output += chunk.toString());
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const alive = setInterval(
      () => console.log(`  still installing (${secondsSince(startedAt)} s)`),
      stillAliveMs,
    );
    child.on('error', (error) => {
      clearInterval(alive);
      resolve({ code: 1, output: `npm could not be started: ${error.message}` });
    });
    child.on('close', (code) => {
      clearInterval(alive);
      resolve({ code: code ?? 1, output });
    });
  });
}

/**
 * Under `npm start` npm names its own script, which needs no shell and bears blanks in paths.
 * Otherwise the command on the PATH; on Windows that is a batch file, which only a shell can run.
 */
function npmCommand() {
  const script = process.env.npm_execpath ?? '';
  if (/npm-cli\.c?js$/.test(script)) {
    return { program: process.execPath, arguments: [script], shell: false };
  }
  return { program: 'npm', arguments: [], shell: process.platform === 'win32' };
}

/** @param {number} startedAt */
function secondsSince(startedAt) {
  return Math.round((Date.now() - startedAt) / 1000);
}
