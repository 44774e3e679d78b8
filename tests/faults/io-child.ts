import { closeSync, existsSync, openSync, rmSync, writeSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { openStore, systemClock, type Store } from '../../electron/store/store.ts';
import { hashSchema } from '../../shared/model/ids.ts';
import { DiskControl } from './io-shim.ts';
import { draft } from './support.ts';

/**
 * Runs one day of a kiosk again and again, each time with another disk call failing (io-shim.c), and checks after each
 * that nothing that was reported as written is lost. Usage: io-child.ts FOLDER EIO|ENOSPC
 * Prints one line of JSON: how many points there were and what went wrong.
 */
const [home = '', errorName] = process.argv.slice(2);
const error = errorName === 'ENOSPC' ? 'ENOSPC' : 'EIO';
const disk = new DiskControl();
const appendsBetween = 4;

/** A kiosk that is started again whenever it cannot go on, as its shell does. */
class Kiosk {
  readonly written: string[] = [];
  /** The newest version of a document that was reported as installed. */
  installed = 0;
  /** Why the last start did not succeed. */
  refused = '';
  readonly #folder: string;
  #store: Store | null = null;

  constructor(folder: string) {
    this.#folder = folder;
  }

  start(): void {
    this.stop();
    const log = () => undefined;
    const opened = openStore({ folder: this.#folder, clock: systemClock(), log, offset: () => 0 });
    this.#store = opened.ok ? opened.value : null;
    this.refused = opened.ok ? '' : opened.problem.en;
  }

  stop(): void {
    this.#store?.close();
    this.#store = null;
  }

  /** Does something with the store; null if there is none or it could not. */
  try<T>(work: (store: Store) => T): T | null {
    if (!this.#store) return null;
    try {
      return work(this.#store);
    } catch (error) {
      if (!(error instanceof Error) || !error.message.includes('cannot be read')) throw error;
      this.start();
      return null;
    }
  }

  /** From here on the entries belong to the district: a quarantine may leave them behind. */
  acknowledge(): void {
    this.try((store) => store.progress.acknowledge(store.journal.position()));
    this.try((store) => store.progress.forgetBefore(Infinity));
    this.written.length = 0;
  }

  install(version: number): void {
    const body = { officers: [] };
    const hash = hashSchema.parse(createHash('sha256').update(JSON.stringify(body)).digest('hex'));
    const document = { kind: 'officers', version, hash, body } as const;
    if (this.try((store) => store.documents.install(document))?.ok) this.installed = version;
  }

  append(count: number): void {
    for (; count > 0; count -= 1) {
      const appended = this.try((store) => store.journal.append([draft()]));
      if (appended?.ok) this.written.push(...appended.value.map(({ id }) => id));
    }
  }
}

/** Record, acknowledge, forget, checkpoint (by closing), migrate (by beginning) and quarantine. */
function day(kiosk: Kiosk, folder: string): void {
  kiosk.start();
  kiosk.append(appendsBetween);
  kiosk.try((store) => store.identity.pendingPrivateKey());
  kiosk.install(1);
  kiosk.acknowledge();
  kiosk.append(appendsBetween);
  kiosk.start();
  kiosk.install(2);
  kiosk.append(appendsBetween);
  kiosk.try((store) => store.startOver('a fork'));
  kiosk.append(appendsBetween);
  kiosk.stop();
  damage(join(folder, 'journal.sqlite'));
  kiosk.start();
  kiosk.append(appendsBetween);
}

/** Spoils the file's first bytes, which hold no entry. The path is spelt so that the shim does not count this. */
function damage(path: string): void {
  if (!existsSync(path)) return;
  const descriptor = openSync(`/.${path}`, 'r+');
  writeSync(descriptor, 'no database any more', 0);
  closeSync(descriptor);
}

/** What is wrong after the disk works again. */
function complaints(kiosk: Kiosk): string[] {
  const appended = kiosk.try((store) => store.journal.append([draft()]).ok);
  if (appended === false) return ['the next append on the same connection was refused'];
  kiosk.start();
  return (
    kiosk.try((store) => {
      const lost = kiosk.written.filter((id) => store.journal.entry(id) === null);
      const verified = store.verify();
      const version = store.documents.current('officers')?.version ?? 0;
      return [
        ...(version < kiosk.installed ? [`document ${kiosk.installed} is lost`] : []),
        ...lost.map((id) => `lost ${id}`),
        ...(verified.ok && verified.value.damage === null ? [] : [JSON.stringify(verified)]),
        ...(store.journal.append([draft()]).ok ? [] : ['the next append was refused']),
      ];
    }) ?? [`the store does not open any more: ${kiosk.refused}`]
  );
}

function run(failingCall: number, forEver: boolean): { calls: number; problems: string[] } {
  const folder = join(home, 'kiosk');
  rmSync(folder, { recursive: true, force: true });
  const kiosk = new Kiosk(folder);
  disk.failAt(failingCall, error, forEver);
  day(kiosk, folder);
  const calls = disk.callsSoFar;
  disk.failAt(0);
  const problems = complaints(kiosk);
  kiosk.stop();
  return { calls, problems };
}

const { calls, problems: without } = run(0, false);
const problems = without.map((problem) => `without a failure: ${problem}`);
let points = 0;
for (let call = 1; call <= calls; call += 1) {
  for (const forEver of [false, true]) {
    const where = `${error} at call ${call}${forEver ? ' and ever after' : ''}`;
    try {
      problems.push(...run(call, forEver).problems.map((problem) => `${where}: ${problem}`));
    } catch (error) {
      problems.push(`${where}: ${error instanceof Error ? error.stack : String(error)}`);
    }
    points += 1;
  }
}
disk.close();
console.log(JSON.stringify({ calls, points, problems }));
