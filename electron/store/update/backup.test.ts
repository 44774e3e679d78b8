import { copyFileSync, existsSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { journalFormatTable } from '../journal-schema.ts';
import { append, chosen } from '../testing/drafts.ts';
import { TestFolder } from '../testing/test-store.ts';
import { backUp, dropBackups, putBack } from './backup.ts';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

const file = (name: string) => folder.file(name);

/** What the next version's migration would do, and the entries that it then wrote. */
function migrateAndWrite(entries: number): void {
  const database = new Database(file('journal.sqlite'));
  const format = Number(database.pragma('user_version', { simple: true }));
  database.close();
  const store = folder.open();
  for (let count = 0; count < entries; count += 1) append(store, chosen);
  store.close();
  const newer = new Database(file('journal.sqlite'));
  newer.exec(
    `ALTER TABLE entry ADD COLUMN later TEXT; UPDATE ${journalFormatTable} SET format = ${format + 1}`,
  );
  newer.pragma(`user_version = ${format + 1}`);
  newer.close();
}

function raiseDocuments(): void {
  const database = new Database(file('documents.sqlite'));
  database.exec('ALTER TABLE document ADD COLUMN later TEXT; UPDATE store SET format = 99');
  database.pragma('user_version = 99');
  database.close();
}

function filledFolder(): number {
  const store = folder.open();
  append(store, chosen, chosen);
  const { seq } = store.journal.position();
  store.close();
  return seq;
}

/** What the version of before finds when it opens the folder. */
function found() {
  const store = folder.open();
  const { seq } = store.journal.position();
  const verified = store.verify();
  store.close();
  return { seq, verified };
}

test('a version that raised the format leaves every entry it wrote to the one of before', () => {
  const before = filledFolder();
  expect(backUp(folder.path).ok).toBe(true);
  migrateAndWrite(3);
  raiseDocuments();
  expect(putBack(folder.path, 0).ok).toBe(true);
  dropBackups(folder.path);
  const { seq, verified } = found();
  expect(seq).toBe(before + 3);
  expect(verified).toEqual({ ok: true, value: { entries: seq, damage: null } });
  expect(readdirSync(folder.path).filter((name) => name.includes('before-update'))).toEqual([]);
});

test('a version that raised nothing is left its databases', () => {
  const before = filledFolder();
  backUp(folder.path);
  const store = folder.open();
  append(store, chosen);
  store.close();
  expect(putBack(folder.path, 0).ok).toBe(true);
  expect(found().seq).toBe(before + 1);
  expect(readdirSync(folder.path).filter((name) => name.includes('set-aside'))).toEqual([]);
});

test('a power cut in the middle of the way back is gone on from', () => {
  const before = filledFolder();
  backUp(folder.path);
  migrateAndWrite(3);
  putBack(folder.path, 0);
  // As it is after the new file moved aside and before the old one got its name.
  renameSync(file('journal.sqlite'), file('journal.carried.sqlite'));
  expect(putBack(folder.path, 0).ok).toBe(true);
  expect(found().seq).toBe(before + 3);
  expect(putBack(folder.path, 0).ok).toBe(true);
  expect(found().seq).toBe(before + 3);
});

test('half a carried file of a power cut is begun anew', () => {
  const before = filledFolder();
  backUp(folder.path);
  migrateAndWrite(1);
  writeFileSync(file('journal.carried.sqlite.part'), 'half');
  putBack(folder.path, 0);
  expect(found().seq).toBe(before + 1);
});

test('a migration that left a ruin is kept aside, and the journal of before goes on', () => {
  const before = filledFolder();
  backUp(folder.path);
  migrateAndWrite(2);
  const ruined = new Database(file('journal.sqlite'));
  ruined.exec('DELETE FROM entry WHERE seq = 2');
  ruined.close();
  expect(putBack(folder.path, 0).ok).toBe(true);
  expect(found().seq).toBe(before);
  expect(readdirSync(folder.path).some((name) => name.includes('set-aside'))).toBe(true);
});

test('an old copy does not survive a new one', () => {
  filledFolder();
  copyFileSync(file('journal.sqlite'), file('journal.before-update.sqlite'));
  const store = folder.open();
  append(store, chosen);
  store.close();
  backUp(folder.path);
  const copy = new Database(file('journal.before-update.sqlite'), { readonly: true });
  const last = copy.prepare('SELECT max(seq) AS seq FROM entry').get() as { seq: number };
  copy.close();
  expect(last.seq).toBe(found().seq);
  expect(existsSync(file('journal.before-update.sqlite-wal'))).toBe(false);
});
