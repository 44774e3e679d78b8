import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { documentMigrations } from './documents-schema.ts';
import { journalMigrations } from './journal-schema.ts';
import { entryColumns } from './journal-row.ts';
import { formatOf, knownFormat, migrate, type Migration } from './migrations.ts';

const steps: readonly Migration[] = [
  {
    to: 1,
    sql: 'CREATE TABLE store (format INTEGER) STRICT; INSERT INTO store VALUES (0); CREATE TABLE a (x TEXT) STRICT',
  },
  { to: 2, sql: `ALTER TABLE a ADD COLUMN y TEXT; UPDATE a SET y = x || '!'` },
];

let database: Database.Database;
beforeEach(() => {
  database = new Database(':memory:');
});
afterEach(() => database.close());

it('runs the steps that are missing, once, and notes the format in both places', () => {
  migrate(database, 0, steps.slice(0, 1), 'store');
  database.exec(`INSERT INTO a VALUES ('một')`);
  expect(formatOf(database, 'store')).toBe(1);
  migrate(database, 1, steps, 'store');
  expect(formatOf(database, 'store')).toBe(2);
  migrate(database, 2, steps, 'store');
  expect(database.prepare('SELECT x, y FROM a').all()).toEqual([{ x: 'một', y: 'một!' }]);
});

it('leaves the old format whole when a step fails', () => {
  migrate(database, 0, steps.slice(0, 1), 'store');
  const broken = [...steps, { to: 3, sql: 'DROP TABLE a; DROP TABLE never_was' }];
  expect(() => migrate(database, 1, broken, 'store')).toThrow('never_was');
  expect(formatOf(database, 'store')).toBe(1);
  expect(database.prepare('SELECT * FROM a').columns()).toHaveLength(1);
});

it('takes a format that the header and the table do not agree on for damage', () => {
  migrate(database, 0, steps, 'store');
  database.pragma('user_version = 3');
  expect(() => formatOf(database, 'store')).toThrow('format 3 in the header, 2 inside');
});

it.each([
  ['journal', journalMigrations],
  ['documents', documentMigrations],
])('of %s only go forward, one by one', (_, migrations) => {
  expect(migrations.map(({ to }) => to)).toEqual(migrations.map((_step, index) => index + 1));
  expect(knownFormat(migrations)).toBe(migrations.length);
});

// A version that is rolled back leaves its entries to the one before by these columns (update/backup.ts).
it('of the journal leave the columns of an entry as they are', () => {
  database.exec(journalMigrations[0]?.sql ?? '');
  const columns = () =>
    database.prepare(`SELECT name, type, "notnull", pk FROM pragma_table_info('entry')`).all();
  const first = columns();
  for (const { sql } of journalMigrations.slice(1)) database.exec(sql);
  expect(columns().slice(0, first.length)).toEqual(first);
  expect(first).toHaveLength(entryColumns.split(', ').length);
});
