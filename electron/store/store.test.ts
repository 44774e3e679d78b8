import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { append, chosen, dossier } from './testing/drafts.ts';
import { TestFolder } from './testing/test-store.ts';
import { openStore } from './store.ts';

const fixtures = join(import.meta.dirname, '../../tests/fixtures/databases');

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

describe('the data folder', () => {
  it('is made if it is missing', () => {
    const path = folder.file('a/b/c');
    const opened = openStore({ ...folder.options(), folder: path });
    expect(opened.ok).toBe(true);
    if (opened.ok) opened.value.close();
    expect(existsSync(join(path, 'journal.sqlite'))).toBe(true);
  });

  it.each(['file', 'file/below'])('that is a file is named: %s', (name) => {
    writeFileSync(folder.file('file'), '');
    const opened = openStore({ ...folder.options(), folder: folder.file(name) });
    expect(opened).toMatchObject({ ok: false, problem: { code: 'storage.not-a-folder' } });
  });

  it('serves one machine at a time', () => {
    const store = folder.open();
    expect(folder.tryOpen()).toMatchObject({ ok: false, problem: { code: 'storage.in-use' } });
    append(store, chosen);
    expect(append(folder.reopen(), chosen)[0]?.seq).toBe(3);
  });

  it.each([
    ['garbage', () => writeFileSync(folder.file('lock.sqlite'), 'x'.repeat(5_000))],
    ['a folder', () => mkdirSync(folder.file('lock.sqlite'))],
  ])('is not locked for ever by a lock that is %s', (_, spoil) => {
    spoil();
    folder.open();
    expect(folder.tryOpen()).toMatchObject({ ok: false, problem: { code: 'storage.in-use' } });
  });
});

describe('a journal of a newer program', () => {
  it('is refused in words and left as it is, with its WAL', () => {
    append(folder.open(), chosen);
    folder.closeAll();
    const journal = folder.file('journal.sqlite');
    const newer = new Database(journal);
    newer.pragma('journal_mode = WAL');
    newer.exec('CREATE TABLE later (a TEXT) STRICT');
    newer.exec('UPDATE journal SET format = 2; PRAGMA user_version = 2');
    cpSync(`${journal}-wal`, folder.file('kept-wal'));
    cpSync(journal, folder.file('kept'));
    newer.close();
    cpSync(folder.file('kept'), journal);
    cpSync(folder.file('kept-wal'), `${journal}-wal`);

    expect(folder.tryOpen()).toMatchObject({
      ok: false,
      problem: { code: 'storage.newer', parameters: { found: 2, known: 1 } },
    });
    expect(readFileSync(journal)).toEqual(readFileSync(folder.file('kept')));
    expect(readFileSync(`${journal}-wal`)).toEqual(readFileSync(folder.file('kept-wal')));
  });
});

describe('a folder written by an earlier program', () => {
  it.each(['format-1'])('is opened, upgraded and gone on with: %s', (name) => {
    const expected = JSON.parse(readFileSync(join(fixtures, name, 'expected.json'), 'utf8')) as {
      seq: number;
      hash: string;
    };
    for (const file of ['journal.sqlite', 'documents.sqlite']) {
      cpSync(join(fixtures, name, file), folder.file(file));
    }
    const store = folder.open();
    expect(store.notices).toEqual([]);
    expect(store.journal.position()).toMatchObject(expected);
    expect(store.journal.isRated(dossier(1))).toBe(true);
    expect(store.journal.isRated(dossier(2))).toBe(false);
    expect(store.journal.openSurveys()).toHaveLength(1);
    expect(store.progress.acknowledged()?.seq).toBe(2);
    expect(store.documents.current('officers')?.version).toBe(3);
    expect(append(store, chosen)[0]?.seq).toBe(expected.seq + 1);
    expect(store.verify()).toMatchObject({ ok: true, value: { damage: null } });
  });
});

describe('a file that was removed', () => {
  it.each(['documents.sqlite', 'lock.sqlite', 'journal.ids'])('%s: the journal goes on', (name) => {
    append(folder.open(), chosen);
    folder.closeAll();
    rmSync(folder.file(name));
    expect(append(folder.open(), chosen)[0]?.seq).toBe(3);
  });

  it('journal.sqlite: the new journal says that there had been another', () => {
    folder.open();
    folder.closeAll();
    rmSync(folder.file('journal.sqlite'));
    expect(folder.open().notices).toMatchObject([
      { body: { cause: 'quarantine', setAside: null, reason: 'the journal is missing' } },
    ]);
  });
});
