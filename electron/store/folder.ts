import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { problem, type Problem } from '../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import { expectedProblem } from './failures.ts';

/** The files of a data folder, each with one owner in this room. */
export const fileNames = {
  lock: 'lock.sqlite',
  journal: 'journal.sqlite',
  /** The id of every journal that began here, one a line: with it alone, rows out of a torn file prove themselves. */
  journalIds: 'journal.ids',
  documents: 'documents.sqlite',
  /** Which of the built catalogues is in use, and which was before it. */
  cataloguePointer: 'catalogue.json',
  identity: 'identity.json',
  pendingKey: 'identity.pending.json',
  /** Where the district's settings have moved the kiosk to. */
  address: 'district-address.json',
  /** The dossiers that one-stop software announced: keyed tokens, no codes. */
  dossiers: 'dossiers.json',
  /** The certificate and key that the kiosk made for its door to the LAN. */
  lanCertificate: 'lan-certificate.pem',
  settings: 'kiosk.json',
  lastGoodSettings: 'kiosk.last-good.json',
  /** Which version of the program runs. */
  updates: 'update.json',
  /** What a provision file brought. */
  provisionedSettings: 'kiosk.provisioned.json',
  /** The last reading of the kiosk's own health, for the doctor. */
  health: 'health.json',
} as const;

/** What SQLite keeps beside a database; `''` is the database itself. They only ever move together. */
export const databaseSuffixes = ['', '-wal', '-shm', '-journal'] as const;

/**
 * Makes sure that `folder` is a folder whose files this account may write; makes it if it is missing.
 * Problems: storage.not-a-folder, storage.read-only, storage.full, storage.failing.
 */
export function prepareFolder(folder: string): Result<void, Problem> {
  try {
    const found = statSync(folder, { throwIfNoEntry: false });
    if (found && !found.isDirectory())
      return fail(problem('storage.not-a-folder', { path: folder }));
    if (!found) makeFolder(folder);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    checkFilesWritable(folder);
    return ok(undefined);
  } catch (error) {
    return fail(expectedProblem(error, folder));
  }
}

/** Files left by a run under another account would open and then refuse the first rating. */
function checkFilesWritable(folder: string): void {
  for (const name of Object.values(fileNames)) {
    const path = join(folder, name);
    if (statSync(path, { throwIfNoEntry: false })?.isFile() && name !== fileNames.settings) {
      accessSync(path, constants.R_OK | constants.W_OK);
    }
  }
}

function makeFolder(folder: string): void {
  // Node's own error for a missing folder on a read-only disk is "no such file"; the parent tells the truth.
  accessSync(nearestExisting(folder), constants.W_OK);
  const first = mkdirSync(folder, { recursive: true });
  if (first !== undefined) syncFolder(dirname(first));
}

function nearestExisting(path: string): string {
  const parent = dirname(path);
  return existsSync(parent) || parent === path ? parent : nearestExisting(parent);
}

/** Adds a line to a file; when this returns, it survives a power cut. Throws what the disk says. */
export function addLine(path: string, line: string): void {
  const descriptor = openSync(path, 'a');
  try {
    writeSync(descriptor, `${line}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Makes the names in a folder (new, renamed, removed files) survive a power cut. Windows has no such call and needs none. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, constants.O_RDONLY);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/**
 * A name in the folder that nothing has yet, for a file that moves aside at this (possibly wrong) time:
 * `journal.2026-11-22T08-00-00-000Z.set-aside.sqlite`.
 */
export function freeName(folder: string, name: string, wall: number): string {
  const dot = name.lastIndexOf('.');
  for (let count = 1; ; count += 1) {
    const time = timeText(wall) + (count === 1 ? '' : `-${count}`);
    const free = `${name.slice(0, dot)}.${time}.set-aside${name.slice(dot)}`;
    const taken = databaseSuffixes.some((suffix) => existsSync(join(folder, free + suffix)));
    if (!taken) return free;
  }
}

function timeText(wall: number): string {
  const date = new Date(wall);
  return Number.isNaN(date.getTime()) ? 'no-time' : date.toISOString().replace(/[:.]/g, '-');
}

/** Moves a database with everything SQLite keeps beside it. Throws what the disk says. */
export function moveDatabase(folder: string, from: string, to: string): void {
  for (const suffix of databaseSuffixes) {
    const path = join(folder, from + suffix);
    if (existsSync(path)) renameSync(path, join(folder, to + suffix));
  }
  syncFolder(folder);
}
