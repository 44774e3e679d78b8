import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DatabasePages } from './database-pages.ts';
import { recordsOf } from './database-records.ts';
import { TestFolder } from './testing/test-store.ts';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

/** Every row found in the bytes of a database, by its number; later versions win. */
function found(path: string): Map<number, readonly unknown[]> {
  const pages = new DatabasePages(path);
  const rows = new Map<number, readonly unknown[]>();
  for (const { at, bytes } of pages.all()) {
    for (const { rowid, values } of recordsOf(pages, at, bytes)) {
      if (values.length === 4) rows.set(rowid, values);
    }
  }
  pages.close();
  return rows;
}

const rows = fc.array(
  fc.record({
    number: fc.oneof(fc.maxSafeInteger(), fc.integer(), fc.constantFrom(0, 1, -1, 127, 128)),
    text: fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.integer({ min: 4_000, max: 20_000 }).map((length) => 'ộ'.repeat(length)),
    ),
    bytes: fc.uint8Array({ maxLength: 64 }),
  }),
  { minLength: 1, maxLength: 30 },
);

it.each(['in the main file', 'in the WAL'])(
  'reads %s what SQLite wrote, long rows too',
  (where) => {
    let round = 0;
    fc.assert(
      fc.property(rows, (written) => {
        const path = join(folder.path, `${(round += 1)}.sqlite`);
        const database = new Database(path);
        if (where === 'in the WAL') database.pragma('journal_mode = WAL');
        database.exec('CREATE TABLE a (i INTEGER PRIMARY KEY, n INTEGER, t TEXT, b BLOB) STRICT');
        const insert = database.prepare('INSERT INTO a VALUES (?, ?, ?, ?)');
        const expected = written.map(({ number, text, bytes }) => [
          ...[null, number, text.replaceAll('\0', ''), Buffer.from(bytes)],
        ]);
        database.transaction(() => {
          expected.forEach(([, ...values], at) => insert.run(at + 1, ...values));
        })();
        const read = found(path);
        database.close();
        expect(expected.filter((row, at) => !isDeepStrictEqual(read.get(at + 1), row))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  },
);

it('finds nothing, and no fault, in garbage', () => {
  const path = join(folder.path, 'none.sqlite');
  const pages = new DatabasePages(path);
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 4096, maxLength: 4096 }), (garbage) => {
      const leaf = Buffer.from(garbage);
      leaf[0] = 0x0d;
      expect(() => [...recordsOf(pages, 4096, leaf)]).not.toThrow();
    }),
  );
  pages.close();
});
