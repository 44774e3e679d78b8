import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, type TestContext } from 'vitest';
import { noUpdates } from '../../electron/core/update/state.ts';
import { backUp } from '../../electron/store/update/backup.ts';
import { UpdateStateFile } from '../../electron/store/update/state-file.ts';
import { appended, openedStore, temporaryFolder } from './support.ts';

const diskBytes = 1024 * 1024;
let home: ReturnType<typeof temporaryFolder>;
let mounted: string | null = null;
beforeEach(() => {
  home = temporaryFolder();
});
afterEach(() => {
  if (mounted !== null) execFileSync('umount', [mounted]);
  mounted = null;
  home.remove();
});

/** A data folder on a real file system that is full. */
function fullDisk(context: TestContext): string {
  const disk = join(home.path, 'disk');
  mkdirSync(disk);
  try {
    const options = ['-t', 'tmpfs', '-o', `size=${diskBytes}`, 'tmpfs', disk];
    execFileSync('mount', options, { stdio: 'pipe' });
  } catch (error) {
    context.skip(`no small disk can be mounted here: ${String(error)}`);
  }
  mounted = disk;
  const folder = join(disk, 'kiosk');
  const store = openedStore(folder);
  appended(store, 10);
  store.close();
  try {
    writeFileSync(join(disk, 'ballast'), Buffer.alloc(2 * diskBytes));
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' });
  }
  return folder;
}

test('no way back is left half made on a full disk', (context) => {
  const folder = fullDisk(context);
  const made = backUp(folder);
  expect(made.ok ? 'made' : made.problem.code).toBe('storage.full');
  expect(readdirSync(folder).filter((name) => name.includes('update'))).toEqual([]);
});

test('a state that a full disk refuses leaves the one of before', (context) => {
  const folder = fullDisk(context);
  const file = new UpdateStateFile(folder);
  const written = file.write({ ...noUpdates, ready: '1.1.0' });
  expect(written.ok ? 'written' : written.problem.code).toBe('storage.full');
  expect(file.read()).toEqual(noUpdates);
});
