import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { assertDurable, openDurable } from './database.ts';
import { TestFolder } from './testing/test-store.ts';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

it('is WAL with synchronous=FULL, after a write and after a reopen', () => {
  for (let round = 0; round < 2; round += 1) {
    const database = openDurable(join(folder.path, 'any.sqlite'));
    database.exec('CREATE TABLE IF NOT EXISTS t (a TEXT) STRICT');
    database.prepare('INSERT INTO t VALUES (?)').run('x');
    expect(database.pragma('synchronous', { simple: true })).toBe(2);
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
    assertDurable(database);
    database.close();
  }
});

it('does not take a connection that loses the last commits at a power cut for durable', () => {
  const database = new Database(join(folder.path, 'any.sqlite'));
  expect(() => assertDurable(database)).toThrow('Not durable');
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  expect(() => assertDurable(database)).toThrow('Not durable');
  database.close();
});
