import { copyFileSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { newId } from '../../electron/core/update/updates.ts';
import { noUpdates, switched, took } from '../../electron/core/update/state.ts';
import { journalFormatTable, journalMigrations } from '../../electron/store/journal-schema.ts';
import { ReleaseFiles } from '../../electron/store/update/release-files.ts';
import { UpdateStateFile } from '../../electron/store/update/state-file.ts';
import { releaseManifestSchema } from '../../shared/model/release.ts';
import { appended, openedStore } from './support.ts';

/**
 * What the starter becomes in update-kill.test.ts: `old` writes entries, takes the release and switches to it; `new` writes
 * an entry, raises the journal's format and fails. Each entry is named on the standard output once it is on the disk.
 */
export const stayVariable = 'HAILONG_TEST_STAY';
const data = process.argv[process.argv.indexOf('--data') + 1] ?? '';

export async function act(role: 'old' | 'new', release: string): Promise<never> {
  if (role === 'old') {
    write();
    if (process.env[stayVariable] === undefined) await takeAndSwitch(release);
  } else if (formatOf() === formatOfOld) {
    write();
    raise();
  }
  process.exit(role === 'old' ? 79 : 1);
}

const journal = join(data, 'journal.sqlite');
/** As written by this tree's program. */
const formatOfOld = journalMigrations.length;

function write(): void {
  const store = openedStore(data);
  writeSync(1, `${appended(store, 1).join('\n')}\n`);
  store.close();
}

async function takeAndSwitch(release: string): Promise<void> {
  const releases = new ReleaseFiles(data);
  const memory = new UpdateStateFile(data);
  if (memory.read().refused.length > 0) writeSync(1, 'back\n');
  const manifest = releaseManifestSchema.parse(JSON.parse(readFileSync(`${release}.json`, 'utf8')));
  const { version, size: bytes } = manifest;
  if (memory.read().ready === null) {
    copyFileSync(`${release}.tar.gz`, releases.incoming());
    const taken = await releases.take(manifest);
    if (!taken.ok) throw new Error(taken.problem.en);
    releases.sweep([version]);
    memory.write(took(noUpdates, { version, bytes }, newId));
  }
  memory.write(switched(memory.read(), { installed: '1.0.0', wasOnline: false, newId }));
  writeSync(1, 'switched\n');
}

function formatOf(): number {
  const database = new Database(journal, { readonly: true });
  const format = Number(database.pragma('user_version', { simple: true }));
  database.close();
  return format;
}

function raise(): void {
  const database = new Database(journal);
  database.exec(
    `BEGIN; ALTER TABLE entry ADD COLUMN later TEXT;
     UPDATE ${journalFormatTable} SET format = ${formatOfOld + 1};
     PRAGMA user_version = ${formatOfOld + 1}; COMMIT`,
  );
  database.close();
}
