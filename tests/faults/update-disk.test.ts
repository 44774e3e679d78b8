import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { create } from 'tar';
import { afterEach, beforeEach, expect, test, type TestContext } from 'vitest';
import { noUpdates } from '../../electron/core/update/state.ts';
import { backUp } from '../../electron/store/update/backup.ts';
import { ReleaseFiles } from '../../electron/store/update/release-files.ts';
import { UpdateStateFile } from '../../electron/store/update/state-file.ts';
import { releaseManifestSchema, type ReleaseManifest } from '../../shared/model/release.ts';
import { smallDisk, type SmallDisk } from '../support/small-disk.ts';
import { appended, openedStore, temporaryFolder } from './support.ts';

const diskBytes = 1024 * 1024;
let home: ReturnType<typeof temporaryFolder>;
let mounted: SmallDisk | null = null;
beforeEach(() => {
  home = temporaryFolder();
});
afterEach(() => {
  mounted?.unmount();
  mounted = null;
  home.remove();
});

/** A data folder on a real file system that is full; `before` is done while there is room. */
function fullDisk(context: TestContext, before = (_folder: string): void => undefined): string {
  mounted = smallDisk(context, home.path, diskBytes);
  const folder = join(mounted.path, 'kiosk');
  const store = openedStore(folder);
  appended(store, 10);
  store.close();
  before(folder);
  mounted.fill();
  return folder;
}

test('no way back is left half made on a full disk', (context) => {
  const folder = fullDisk(context);
  const made = backUp(folder);
  expect(made.ok ? 'made' : made.problem.code).toBe('storage.full');
  expect(readdirSync(folder).filter((name) => name.includes('update'))).toEqual([]);
});

test('a release that does not fit unpacked leaves nothing but its place for the next download', async (context) => {
  const unsigned = {
    format: 1,
    version: '1.1.0',
    minimumFrom: '1.0.0',
    migrations: 2,
    notes: 'Thử',
  };
  let manifest: ReleaseManifest | null = null;
  const folder = fullDisk(context, (data) => {
    const archive = join(home.path, 'release.tar.gz');
    writeFileSync(join(home.path, 'program.js'), Buffer.alloc(2 * diskBytes));
    create({ cwd: home.path, file: archive, gzip: true, portable: true, sync: true }, [
      'program.js',
    ]);
    const content = readFileSync(archive);
    writeFileSync(new ReleaseFiles(data).incoming(), content);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const rest = { sha256, size: content.length, signature: 'A'.repeat(86) };
    manifest = releaseManifestSchema.parse({ ...unsigned, ...rest });
  });
  if (!manifest) throw new Error('nothing was packed');
  const taken = await new ReleaseFiles(folder).take(manifest);
  expect(taken.ok ? 'taken' : taken.problem.code).toBe('storage.full');
  expect(readdirSync(join(folder, 'versions'))).toEqual(['incoming.tar.gz']);
  const store = openedStore(folder);
  expect(store.verify()).toMatchObject({ ok: true, value: { damage: null } });
  store.close();
});

test('a state that a full disk refuses leaves the one of before', (context) => {
  const folder = fullDisk(context);
  const file = new UpdateStateFile(folder);
  const written = file.write({ ...noUpdates, ready: '1.1.0' });
  expect(written.ok ? 'written' : written.problem.code).toBe('storage.full');
  expect(file.read()).toEqual(noUpdates);
});
