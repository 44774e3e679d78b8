import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isInstalled } from './installed.mjs';

const stillAliveMs = 20_000;

/**
 * Installs the locked packages unless exactly they are there.
 * @param {string} repository absolute path
 * @returns {Promise<boolean>} false when they could not be installed; the reason is then printed
 */
export async function ensurePackages(repository) {
  const installedLockPath = join(repository, 'node_modules', '.package-lock.json');
  const lock = readJson(join(repository, 'package-lock.json'));
  if (isInstalled(lock, readJson(installedLockPath), process)) return true;

  console.log(
    'Installing the locked packages (about 800 MB on disk; half a minute to some minutes).',
  );
  // npm writes this file when it is done; without it an interrupted install is never taken for a
  // finished one.
  rmSync(installedLockPath, { force: true });
  const startedAt = Date.now();
  // What npm's cache holds need not be asked for again; but an old cache may not know a version.
  const first = await npm(repository, ['ci', '--prefer-offline']);
  const result = first.code === 0 ? first : await npm(repository, ['ci']);
  if (result.code === 0) {
    console.log(`Packages installed in ${secondsSince(startedAt)} s.`);
    return true;
  }
  console.error(result.output);
  console.error('The packages could not be installed; what npm says is above.');
  return false;
}

/**
 * @param {string} path
 * @returns {any} `undefined` when there is no such file or it is not JSON
 */
function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Runs npm and keeps what it says: its warnings (an engine that is not the one our scripts run on)
 * matter only when it fails.
 * @param {string} repository
 * @param {string[]} npmArguments
 * @returns {Promise<{ code: number, output: string }>}
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
