import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { postgresMissing, startPostgres, type TestPostgres } from './postgres.ts';
import { skipWithout } from './skip.ts';

let server: TestPostgres;
let backups: string;

beforeAll(async () => {
  if (postgresMissing() !== undefined) return;
  server = await startPostgres();
  backups = mkdtempSync(join(tmpdir(), 'hai-long-backups-'));
});

beforeEach((context) => skipWithout(context, postgresMissing()));

afterAll(async () => {
  if (postgresMissing() !== undefined) return;
  await server.stop();
  rmSync(backups, { recursive: true });
});

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  // A server that is killed cuts its connections; the query reports it.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

test('writes to the disk before it answers, unless told otherwise', async () => {
  expect(await query(server.url, 'show fsync')).toEqual([{ fsync: 'on' }]);
  expect(await query(server.url, 'show synchronous_commit')).toEqual([
    { synchronous_commit: 'on' },
  ]);
});

test('gives each caller an empty database of its own', async () => {
  const [one, other] = [await server.createDatabase(), await server.createDatabase()];
  await query(one, 'create table rating (level int)');
  await query(other, 'create table rating (level int)');
  expect(one).not.toBe(other);
});

test('answers on its Unix socket too', async () => {
  const client = new pg.Client({
    host: server.socketFolder,
    port: server.port,
    user: new URL(server.url).username,
    database: 'postgres',
  });
  await client.connect();
  expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await client.end();
});

test('keeps what it acknowledged through a kill, at the same address', async () => {
  const database = await server.createDatabase();
  await query(database, 'create table rating (level int); insert into rating values (5)');
  await server.kill();
  await expect(query(database, 'select 1')).rejects.toThrow();
  await server.restart();
  expect(await query(database, 'select level from rating')).toEqual([{ level: 5 }]);
});

test('goes back in time', async () => {
  const database = await server.createDatabase();
  await query(database, 'create table rating (level int); insert into rating values (1)');
  const backup = join(backups, 'monday');
  await server.copyDataTo(backup);
  await query(database, 'insert into rating values (2)');
  await server.restoreFrom(backup);
  expect(await query(database, 'select level from rating')).toEqual([{ level: 1 }]);
  await query(database, 'insert into rating values (3)');
  await server.restoreFrom(backup);
  expect(await query(database, 'select level from rating')).toEqual([{ level: 1 }]);
});
