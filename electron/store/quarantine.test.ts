import { cpSync, existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createHash, randomUUID } from 'node:crypto';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entrySchema } from '../../shared/model/journal.ts';
import { answered, append, chosen, dossier, launched, survey } from './testing/drafts.ts';
import { TestFolder } from './testing/test-store.ts';

const everything = { entriesMax: 1_000, bytesMax: 1_000_000 };
const pageBytes = 4096;

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

/** Runs SQL on the journal behind the store's back. */
function tamper(sql: string): void {
  const database = new Database(folder.file('journal.sqlite'));
  database.exec(sql);
  database.close();
}

function spoilHeader(): void {
  const path = folder.file('journal.sqlite');
  const bytes = readFileSync(path);
  bytes.fill(0, 0, pageBytes);
  writeFileSync(path, bytes);
}

function setAside(): string[] {
  return readdirSync(folder.path).filter((name) => name.endsWith('.set-aside.sqlite'));
}

describe('a damaged journal', () => {
  it('is set aside; the new one says so and carries over every entry, line and all', () => {
    const id = randomUUID();
    const before = folder.open();
    append(before, launched(1), answered(1, id));
    const old = before.journal.linesAfter(0, everything);
    const { journal } = before.journal.position();
    folder.closeAll();
    spoilHeader();

    const store = folder.open();
    const entries = store.journal
      .linesAfter(0, everything)
      .map(({ line }) => entrySchema.parse(JSON.parse(line)));
    expect(entries[0]).toMatchObject({
      kind: 'journal.opened',
      body: { cause: 'quarantine', setAside: setAside()[0], salvaged: 3 },
    });
    expect(entries.slice(1).map(({ body }) => body['line'])).toEqual(old.map(({ line }) => line));
    expect(store.journal.position().journal).not.toBe(journal);
    expect(store.notices).toHaveLength(1);
    expect(folder.events).toContain('journal.quarantined');
  });

  it('has not forgotten a rating: the dossier is rated, the tap is found, the survey has ended', () => {
    const id = randomUUID();
    append(folder.open(), launched(1), answered(1, id), launched(2));
    folder.closeAll();
    spoilHeader();
    const store = folder.open();
    expect(store.journal.isRated(dossier(1))).toBe(true);
    expect(store.journal.isRated(dossier(2))).toBe(false);
    expect(store.journal.entry(id)).toMatchObject({ id, kind: 'survey.answered' });
    expect(append(store, answered(1, id))).toMatchObject([{ id }]);
    expect(store.journal.openSurveys()).toMatchObject([[{ body: { survey: survey(2) } }]]);
    append(store, { kind: 'survey.expired', body: { survey: survey(2), cause: 'restart' } });
    expect(store.journal.openSurveys()).toEqual([]);
  });

  it('carries an entry over a second time as it was, not wrapped twice', () => {
    append(folder.open(), launched(1), answered(1));
    folder.closeAll();
    spoilHeader();
    folder.open();
    folder.closeAll();
    spoilHeader();
    const store = folder.open();
    const lines = store.journal.linesAfter(0, everything).map(({ line }) => line);
    const carried = lines.flatMap((line) => {
      const { kind, body } = entrySchema.parse(JSON.parse(line));
      return kind === 'journal.salvaged' ? [String(body['line'])] : [];
    });
    const kinds = carried.map((line) => entrySchema.parse(JSON.parse(line)).kind);
    expect(kinds.sort()).toEqual([
      'journal.opened',
      'journal.opened',
      'survey.answered',
      'survey.launched',
    ]);
    expect(store.journal.isRated(dossier(1))).toBe(true);
  });

  it('leaves behind what the district has acknowledged, but for a survey that is still open', () => {
    const store = folder.open();
    append(store, launched(1), answered(1), launched(2));
    store.progress.acknowledge(store.journal.position());
    append(store, chosen);
    folder.closeAll();
    spoilHeader();
    const again = folder.open();
    expect(again.notices).toMatchObject([{ body: { salvaged: 2 } }]);
    expect(again.journal.openSurveys()).toMatchObject([[{ body: { survey: survey(2) } }]]);
    expect(again.progress.acknowledged()).toBeNull();
  });

  it('carries over again what a district that went back has lost', () => {
    const store = folder.open();
    const first = store.journal.position();
    append(store, chosen, chosen);
    store.progress.acknowledge(store.journal.position());
    store.progress.acknowledge(first);
    cpSync(folder.file('journal.sqlite-wal'), folder.file('kept-wal'));
    folder.closeAll();
    cpSync(folder.file('kept-wal'), folder.file('journal.sqlite-wal'));
    const path = folder.file('journal.sqlite');
    writeFileSync(path, Buffer.alloc(readFileSync(path).length));
    expect(folder.open().notices).toMatchObject([{ body: { salvaged: 2 } }]);
  });

  it('is found in the middle of the day, and the work goes on', () => {
    const store = folder.open();
    append(store, launched(1), answered(1), chosen);
    tamper(`UPDATE entry SET body = replace(body, '"level":5', '"level":1')`);
    expect(store.journal.isRated(dossier(1))).toBe(false);
    expect(setAside()).toHaveLength(1);
    const kinds = store.journal
      .linesAfter(1, everything)
      .map(({ line }) => entrySchema.parse(JSON.parse(line)).body['line'])
      .map((line) => entrySchema.parse(JSON.parse(String(line))).kind);
    expect(kinds).toEqual(['journal.opened', 'survey.launched', 'officer.chosen']);
    expect(append(store, chosen)[0]?.seq).toBe(5);
  });

  it.each([
    ['an entry is missing in the middle', 'DELETE FROM entry WHERE seq = 3'],
    ['the beginning is missing', 'DELETE FROM entry WHERE seq = 1'],
    ['an entry was changed', `UPDATE entry SET wall = wall + 1 WHERE seq = 3`],
    ['the chain was cut', `UPDATE entry SET prev = zeroblob(32) WHERE seq = 3`],
    ['the journal lost its name', 'DELETE FROM journal'],
    ['a table is gone', 'DROP TABLE progress'],
    ['everything was deleted', 'DELETE FROM entry'],
    ['more is acknowledged than there is', `INSERT INTO progress VALUES (1, 99, zeroblob(32))`],
    ['the format was changed in the header only', 'PRAGMA user_version = 2'],
  ])('is set aside when %s', (_, sql) => {
    append(folder.open(), chosen, chosen, chosen);
    folder.closeAll();
    tamper(sql);
    const store = folder.open();
    expect(store.notices).toMatchObject([{ body: { cause: 'quarantine' } }]);
    expect(store.verify()).toMatchObject({ ok: true, value: { damage: null } });
  });
});

describe('a journal that contradicts itself without a torn page', () => {
  it('is set aside when an entry hangs on another chain, though its own hash is right', () => {
    const before = folder.open();
    append(before, chosen);
    const last = before.journal.linesAfter(1, everything)[0]!;
    folder.closeAll();
    const forged = last.line.replace(/"prev":"[0-9a-f]{64}"/, `"prev":"${'0'.repeat(64)}"`);
    const hash = createHash('sha256').update(forged).digest('hex');
    tamper(`UPDATE entry SET prev = zeroblob(32), hash = x'${hash}' WHERE seq = 2`);
    expect(folder.open().notices).toMatchObject([{ body: { reason: 'entry 2: chain' } }]);
  });

  it('is set aside when an index has lost its entries, also where the whole is too large to check', () => {
    append(folder.open(), chosen);
    folder.closeAll();
    const database = new Database(folder.file('journal.sqlite')).unsafeMode();
    database.exec(`CREATE TABLE ballast (bytes BLOB) STRICT;
      INSERT INTO ballast VALUES (zeroblob(17 * 1024 * 1024));
      PRAGMA writable_schema = ON;
      UPDATE sqlite_schema SET rootpage = (
        SELECT sum(rootpage) FROM sqlite_schema
        WHERE name IN ('entry_carried', 'sqlite_autoindex_entry_1')
      ) - rootpage WHERE name IN ('entry_carried', 'sqlite_autoindex_entry_1')`);
    database.close();
    expect(folder.open().notices).toMatchObject([
      { body: { reason: expect.stringContaining('index') as string, salvaged: 2 } },
    ]);
  });
});

describe('a full verification', () => {
  it('names the first entry that is not what was written', () => {
    const store = folder.open();
    append(store, chosen, chosen, chosen);
    tamper(`UPDATE entry SET wall = wall + 1 WHERE seq = 3`);
    expect(store.verify()).toMatchObject({
      ok: true,
      value: { damage: { reason: 'entry 3: hash' } },
    });
  });
});

describe('the birth of a journal', () => {
  it('is taken up again where it was stopped: after the decision, before the renames', () => {
    const before = folder.open();
    append(before, launched(1), answered(1));
    before.startOver('a fork');
    const { journal } = before.journal.position();
    folder.closeAll();
    renameSync(folder.file('journal.sqlite'), folder.file('journal.next.sqlite'));
    const [aside = ''] = setAside();
    renameSync(folder.file(aside), folder.file('journal.sqlite'));

    const store = folder.open();
    expect(store.journal.position().journal).toBe(journal);
    expect(setAside()).toEqual([aside]);
    expect(existsSync(folder.file('journal.next.sqlite'))).toBe(false);
    expect(store.journal.isRated(dossier(1))).toBe(true);
  });

  it('throws away what was half made', () => {
    append(folder.open(), chosen);
    folder.closeAll();
    writeFileSync(folder.file('journal.building.sqlite'), 'half');
    writeFileSync(folder.file('journal.next.sqlite'), 'not a database');
    expect(folder.open().journal.position().seq).toBe(2);
    expect(existsSync(folder.file('journal.next.sqlite'))).toBe(false);
  });
});
