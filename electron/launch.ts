import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { trialReadyMs } from '../shared/limits.ts';
import type { Problem } from '../shared/model/problems.ts';
import { noReleaseKeys, type ReleaseKeys } from '../shared/model/release.ts';
import {
  releaseKeysVariable,
  starterVariable,
  type StarterNote,
} from '../shared/contract/starter.ts';
import {
  backedUp,
  bootStep,
  counted,
  forgotten,
  gaveUp,
  lost,
  putOff,
  rolledBack,
  type UpdateState,
} from './core/update/state.ts';
import { newId } from './core/update/updates.ts';
import { exitCodes } from './lockdown/exit-codes.ts';
import { IdentityFile } from './store/identity.ts';
import { lockFolder } from './store/lock.ts';
import { systemClock } from './store/system-clock.ts';
import { backUp, dropBackups, putBack } from './store/update/backup.ts';
import { ReleaseFiles } from './store/update/release-files.ts';
import { readReleaseKeys, trustedKeys } from './store/update/release-keys.ts';
import { UpdateStateFile } from './store/update/state-file.ts';

/**
 * The first line of the kiosk under the serve shell: finds out which version of the program runs, and becomes it. Takes the
 * flags of serve.ts. It belongs to the computer's package and is never itself updated over the network; whatever a new
 * version does or fails to do, this file decides at the next start.
 */
const base = readVersion();
const trusted = readTrusted();
const folder = dataFolder();
const program = folder === null ? './serve' : await choose(folder);
if (program !== null) await become(program);

/** Does what has to be done before a start; the program to import, or null if there is none. */
async function choose(data: string): Promise<string | null> {
  const memory = new UpdateStateFile(data);
  const releases = new ReleaseFiles(data);
  let state = memory.read();
  let isCounted = false;
  for (;;) {
    const step = bootStep(state, base, isCounted);
    if (step.kind === 'start') {
      if (step.version === null) return './serve';
      if ((await releases.check(step.version, keys(data))).ok) {
        return pathToFileURL(join(releases.folderOf(step.version), 'electron/serve.js')).href;
      }
      state = lost(state, base, newId);
    } else if (step.kind === 'roll-back') {
      const done = withLock(data, () => putBack(data, Date.now()));
      if (done) return refuse(done);
      dropBackups(data);
      state = rolledBack(state, newId);
    } else {
      state = prepared(data, state, step.kind);
      isCounted = step.kind === 'count';
    }
    const written = memory.write(state);
    if (!written.ok) return withoutDisk(releases, state);
  }
}

function prepared(
  data: string,
  state: UpdateState,
  kind: 'back-up' | 'count' | 'give-up' | 'forget',
): UpdateState {
  if (kind === 'count') return counted(state);
  if (kind === 'give-up') return gaveUp(state, 'update.not-well');
  if (kind === 'forget') return forgotten(state);
  const failed = withLock(data, () => backUp(data));
  if (!failed) return backedUp(state);
  say(failed);
  return putOff(state);
}

/** The step could not be written down: the version that ran last runs again, and the step is taken at a later start. */
function withoutDisk(releases: ReleaseFiles, state: UpdateState): string {
  const { trial, current } = state;
  const version = trial && trial.starts <= 1 ? trial.from : current;
  if (version === null) return './serve';
  return pathToFileURL(join(releases.folderOf(version), 'electron/serve.js')).href;
}

async function become(address: string): Promise<void> {
  const note: StarterNote = trusted;
  process.env[starterVariable] = JSON.stringify(note);
  // The note is taken away by a program that stands. One that neither stands nor ends is ended.
  setTimeout(() => {
    if (process.env[starterVariable] !== undefined) process.exit(exitCodes.diedTooOften);
  }, trialReadyMs).unref();
  if (address === './serve') await import('./serve.ts');
  else await import(/* @vite-ignore */ address);
}

/** Runs on files that no machine has open. */
function withLock(data: string, work: () => { ok: true } | { ok: false; problem: Problem }) {
  const lock = lockFolder(data);
  if (!lock.ok) return lock.problem;
  try {
    const done = work();
    return done.ok ? null : done.problem;
  } finally {
    lock.value.release();
  }
}

function keys(data: string): string[] {
  const files = new IdentityFile({ folder: data, clock: systemClock(), log: () => undefined });
  return [...trustedKeys(trusted, files.read())];
}

function refuse(problem: Problem): null {
  say(problem);
  process.exitCode = exitCodes.refused;
  return null;
}

function say({ vi, en }: Problem): void {
  process.stderr.write(`${vi}\n${en}\n`);
}

function dataFolder(): string | null {
  const { values } = parseArgs({ options: { data: { type: 'string' } }, strict: false });
  return typeof values.data === 'string' ? values.data : null;
}

/** Whose releases are taken. A list that cannot be read is said, and nobody's are: the kiosk itself must run. */
function readTrusted(): ReleaseKeys {
  const path = process.env[releaseKeysVariable];
  Reflect.deleteProperty(process.env, releaseKeysVariable);
  if (path === undefined) return noReleaseKeys;
  const read = readReleaseKeys(path);
  if (!read.ok) say(read.problem);
  return read.ok ? read.value : noReleaseKeys;
}

/** The version of the installed program, as it says of itself. */
function readVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return String((JSON.parse(text) as Record<string, unknown>)['version']);
}
