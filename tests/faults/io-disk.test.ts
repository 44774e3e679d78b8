import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, type TestContext } from 'vitest';
import { openStore, systemClock } from '../../electron/store/store.ts';
import { appended, draft, openedStore, say, temporaryFolder } from './support.ts';

const diskBytes = 1024 * 1024;
const isRoot = process.getuid?.() === 0;

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

/** A real file system of its own, so small that it fills up; skips where none can be mounted. */
function smallDisk(context: TestContext): string {
  const point = join(home.path, 'disk');
  mkdirSync(point);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${diskBytes}`, 'tmpfs', point], {
      stdio: 'pipe',
    });
  } catch (error) {
    context.skip(`no small disk can be mounted here: ${String(error)}`);
  }
  mounted = point;
  return point;
}

function open(folder: string) {
  return openStore({ folder, clock: systemClock(), log: () => undefined, offset: () => 0 });
}

/** Writes a file until nothing more fits. */
function fill(disk: string): string {
  const ballast = join(disk, 'ballast');
  try {
    writeFileSync(ballast, Buffer.alloc(2 * diskBytes));
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' });
  }
  return ballast;
}

describe('a full disk', () => {
  test('refuses the entry in words, keeps what there is, and goes on when there is room', (context) => {
    const disk = smallDisk(context);
    const folder = join(disk, 'kiosk');
    const store = openedStore(folder);
    const ids = appended(store, 10);
    const ballast = fill(disk);
    let refused = store.journal.append([draft()]);
    for (let tries = 0; refused.ok && tries < 1_000; tries += 1) {
      ids.push(...refused.value.map(({ id }) => id));
      refused = store.journal.append([draft()]);
    }
    expect(refused).toMatchObject({ ok: false, problem: { code: 'storage.full' } });
    const position = store.journal.position();
    expect(store.journal.append([draft(), draft()])).toMatchObject({ ok: false });
    expect(store.journal.position()).toEqual(position);

    rmSync(ballast);
    ids.push(...appended(store, 1));
    expect(store.journal.position().seq).toBe(position.seq + 1);
    store.close();
    const again = openedStore(folder);
    expect(ids.filter((id) => again.journal.entry(id) === null)).toEqual([]);
    expect(again.verify()).toMatchObject({ ok: true, value: { damage: null } });
    again.close();
    say(`full disk: ${ids.length} entries reported as written, 0 lost`);
  });

  test('refuses to begin a journal in words', (context) => {
    const disk = smallDisk(context);
    fill(disk);
    expect(open(join(disk, 'kiosk'))).toMatchObject({
      ok: false,
      problem: { code: 'storage.full' },
    });
  });

  test('sets nothing aside that it cannot replace', (context) => {
    const disk = smallDisk(context);
    const folder = join(disk, 'kiosk');
    openedStore(folder).close();
    const journal = join(folder, 'journal.sqlite');
    writeFileSync(journal, Buffer.from('no database').toString().repeat(1_000));
    const before = readFileSync(journal);
    const ballast = fill(disk);
    expect(open(folder)).toMatchObject({ ok: false, problem: { code: 'storage.full' } });
    expect(readFileSync(journal)).toEqual(before);

    rmSync(ballast);
    const store = openedStore(folder);
    expect(store.notices).toMatchObject([{ body: { cause: 'quarantine' } }]);
    store.close();
  });
});

describe('a read-only folder', () => {
  /** For root, who may write everywhere, the whole file system is made read-only; for others the folder is. */
  function readOnlyFolder(context: TestContext, prepare: (folder: string) => void): string {
    const folder = isRoot ? join(smallDisk(context), 'kiosk') : join(home.path, 'kiosk');
    mkdirSync(folder);
    prepare(folder);
    if (isRoot) execFileSync('mount', ['-o', 'remount,ro', mounted ?? '']);
    else chmodSync(folder, 0o555);
    return folder;
  }

  const readOnly = { ok: false, problem: { code: 'storage.read-only' } };

  test('is named, whether it is empty or holds a journal', (context) => {
    const folder = readOnlyFolder(context, (path) => {
      const store = openedStore(path);
      appended(store, 3);
      store.close();
    });
    const before = readFileSync(join(folder, 'journal.sqlite'));
    expect(open(folder)).toMatchObject(readOnly);
    expect(open(join(folder, 'missing'))).toMatchObject(readOnly);
    expect(readFileSync(join(folder, 'journal.sqlite'))).toEqual(before);
    if (!isRoot) chmodSync(folder, 0o755);
  });
});
