import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, type TestContext } from 'vitest';
import { openStore, systemClock } from '../../electron/store/store.ts';
import { smallDisk, type SmallDisk } from '../support/small-disk.ts';
import { appended, draft, openedStore, say, temporaryFolder } from './support.ts';

const diskBytes = 1024 * 1024;
const isRoot = process.getuid?.() === 0;

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

function disk(context: TestContext): SmallDisk {
  mounted = smallDisk(context, home.path, diskBytes);
  return mounted;
}

function open(folder: string) {
  return openStore({ folder, clock: systemClock(), log: () => undefined, offset: () => 0 });
}

describe('a full disk', () => {
  test('refuses the entry in words, keeps what there is, and goes on when there is room', (context) => {
    const { path, fill } = disk(context);
    const folder = join(path, 'kiosk');
    const store = openedStore(folder);
    const ids = appended(store, 10);
    const makeRoom = fill();
    let refused = store.journal.append([draft()]);
    for (let tries = 0; refused.ok && tries < 1_000; tries += 1) {
      ids.push(...refused.value.map(({ id }) => id));
      refused = store.journal.append([draft()]);
    }
    expect(refused).toMatchObject({ ok: false, problem: { code: 'storage.full' } });
    const position = store.journal.position();
    expect(store.journal.append([draft(), draft()])).toMatchObject({ ok: false });
    expect(store.journal.position()).toEqual(position);

    makeRoom();
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
    const { path, fill } = disk(context);
    fill();
    expect(open(join(path, 'kiosk'))).toMatchObject({
      ok: false,
      problem: { code: 'storage.full' },
    });
  });

  test('sets nothing aside that it cannot replace', (context) => {
    const { path, fill } = disk(context);
    const folder = join(path, 'kiosk');
    openedStore(folder).close();
    const journal = join(folder, 'journal.sqlite');
    writeFileSync(journal, Buffer.from('no database').toString().repeat(1_000));
    const before = readFileSync(journal);
    const makeRoom = fill();
    expect(open(folder)).toMatchObject({ ok: false, problem: { code: 'storage.full' } });
    expect(readFileSync(journal)).toEqual(before);

    makeRoom();
    const store = openedStore(folder);
    expect(store.notices).toMatchObject([{ body: { cause: 'quarantine' } }]);
    store.close();
  });
});

describe('a read-only folder', () => {
  /** For root, who may write everywhere, the whole file system is made read-only; for others the folder is. */
  function readOnlyFolder(context: TestContext, prepare: (folder: string) => void): string {
    const folder = isRoot ? join(disk(context).path, 'kiosk') : join(home.path, 'kiosk');
    mkdirSync(folder);
    prepare(folder);
    if (isRoot) mounted?.remount('ro');
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
