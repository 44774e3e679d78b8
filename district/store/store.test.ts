import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { postgresMissing, startPostgres, type TestPostgres } from '../../tests/support/postgres.ts';
import { skipWithout } from '../../tests/support/skip.ts';
import { connectPostgres, openEmbedded, type Connected } from './connect.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations.ts';
import { openStore } from './store.ts';

const newerStep = { name: '9999-newer', statements: ['create table newer (id integer)'] };

async function opened(place: Parameters<typeof openStore>[0]) {
  const store = await openStore(place);
  if (!store.ok) throw new Error(store.problem.en);
  return store.value;
}

describe('the embedded store', () => {
  const parent = mkdtempSync(join(tmpdir(), 'district-'));
  const folder = join(parent, 'made when opened');
  afterAll(() => rmSync(parent, { recursive: true, force: true }));

  test('is one process’s at a time, and keeps what it was given', async () => {
    const place = { embedded: folder };
    const first = await opened(place);
    await first.office.putUser('office', null);
    expect(await openStore(place)).toMatchObject({
      ok: false,
      problem: { code: 'district.data-in-use', parameters: { path: place.embedded } },
    });
    await first.close();
    const second = await opened(place);
    expect(await second.office.users()).toEqual(['office']);
    expect(second.durability()).toBe('demo');
    await second.close();
  });

  test('refuses data of a newer version and leaves them as they are', async () => {
    const place = { embedded: folder };
    const newer = await openEmbedded(folder);
    if (!newer.ok) throw new Error(newer.problem.en);
    await migrate(newer.value.db, '', [...migrations, newerStep]);
    await newer.value.close();
    for (let again = 0; again < 2; again += 1) {
      expect(await openStore(place)).toMatchObject({
        ok: false,
        problem: { code: 'storage.newer', parameters: { found: newerStep.name } },
      });
    }
  });
});

describe('the one connection of the embedded store', () => {
  let connected: Connected;
  beforeAll(async () => {
    const embedded = await openEmbedded(null);
    if (!embedded.ok) throw new Error(embedded.problem.en);
    connected = embedded.value;
    await sql`create table tally (n integer)`.execute(connected.db);
  });
  afterAll(() => connected.close());

  test('lets no query slip into somebody else’s transaction', async () => {
    const { db } = connected;
    const begun = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    const failing = db.transaction().execute(async (tx) => {
      await sql`insert into tally values (1)`.execute(tx);
      begun.resolve();
      await asked.promise;
      throw new Error('rolled back');
    });
    await begun.promise;
    const outside = sql`insert into tally values (2)`.execute(db);
    const another = db.transaction().execute((tx) => sql`insert into tally values (3)`.execute(tx));
    asked.resolve();
    await expect(failing).rejects.toThrow('rolled back');
    await Promise.all([outside, another]);
    const { rows } = await sql<{ n: number }>`select n from tally order by n`.execute(db);
    expect(rows.map((row) => row.n)).toEqual([2, 3]);
  });
});

describe('the store on PostgreSQL', () => {
  let postgres: TestPostgres;
  const missing = postgresMissing();
  beforeAll(async () => {
    if (missing === undefined) postgres = await startPostgres();
  });
  afterAll(async () => {
    if (missing === undefined) await postgres.stop();
  });
  beforeEach((context) => skipWithout(context, missing));

  const lost = () => undefined;

  test('says full only while the server syncs and waits for it', async () => {
    const durabilityAt = async (url: string) => {
      const store = await opened({ postgres: url, lost });
      const said = store.durability();
      await store.close();
      return said;
    };
    expect(await durabilityAt(postgres.url)).toBe('full');
    const careless = new URL(postgres.url);
    careless.searchParams.set('options', '-c synchronous_commit=off');
    expect(await durabilityAt(careless.href)).toBe('demo');
    const unsynced = await startPostgres({ fsync: false });
    expect(await durabilityAt(unsynced.url)).toBe('demo');
    await unsynced.stop();
  });

  test('says that there is no server, without the password of its address', async () => {
    const postgres = 'postgres://district:secret@127.0.0.1:1/district';
    const refused = await openStore({ postgres, lost });
    expect(refused).toMatchObject({
      ok: false,
      problem: { code: 'district.database', parameters: { reason: 'ECONNREFUSED' } },
    });
    expect(JSON.stringify(refused)).not.toContain('secret');
  });

  test('is made once when two servers start on an empty database', async () => {
    const url = await postgres.createDatabase();
    const stores = await Promise.all([1, 2].map(() => opened({ postgres: url, lost })));
    const made: number[] = [];
    const make = (id: number) => () => {
      made.push(id);
      return { id: String(id), publicKey: 'p', privateKey: 's' };
    };
    await Promise.all(stores.map((store, at) => store.places.ensureSealingKey(make(at))));
    expect(made).toHaveLength(1);
    await Promise.all(stores.map((store) => store.close()));
  });

  test('goes on after the server was killed and came back', async () => {
    const store = await opened({ postgres: postgres.url, lost });
    await store.office.putUser('office', null);
    await postgres.kill();
    await expect(store.office.users()).rejects.toThrow();
    await postgres.restart();
    expect(await store.office.users()).toEqual(['office']);
    await store.close();
  });

  test('reads numbers as numbers', async () => {
    const { db, close } = connectPostgres(postgres.url, lost);
    const { rows } = await sql<{ big: unknown }>`
      select ${Number.MAX_SAFE_INTEGER}::bigint as big`.execute(db);
    expect(rows[0]?.big).toBe(Number.MAX_SAFE_INTEGER);
    await close();
  });
});
