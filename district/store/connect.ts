import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import {
  CompiledQuery,
  Kysely,
  PGliteDialect,
  PostgresDialect,
  sql,
  type DatabaseConnection,
} from 'kysely';
import pg from 'pg';
import { problem, type Problem } from '../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import type { Durability } from '../domain/ports.ts';
import { lockFolder } from './folder-lock.ts';
import type { Tables } from './tables.ts';

export type Connected = {
  readonly db: Kysely<Tables>;
  durability(): Durability;
  close(): Promise<void>;
};

/** Connections to PostgreSQL: as many batches are taken in at the same time. */
const connectionsMax = 8;

/** bigint columns hold times, numbers of entries and counts: all of them safe integers. */
const bigintType = 20;

/**
 * Connects to a PostgreSQL server. `full` durability only while the server says that it syncs and waits for it; asked
 * at every new connection, because a server may come back with another configuration.
 */
export function connectPostgres(url: string, lost: (error: Error) => void): Connected {
  let durability: Durability = 'demo';
  const pool = new pg.Pool({
    connectionString: url,
    max: connectionsMax,
    types: { getTypeParser: parserOf },
  });
  pool.on('error', lost); // an idle connection died; the next query opens a new one
  // One that died at work fails its query, which says why; without a listener it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({
      pool,
      onCreateConnection: async (connection) => {
        // Kysely never gives back a connection for which this throws: what is asked next fails by itself instead.
        durability = await durabilityOf(connection).catch(() => 'demo');
      },
    }),
  });
  return { db, durability: () => durability, close: () => db.destroy() };
}

async function durabilityOf(connection: DatabaseConnection): Promise<Durability> {
  const { rows } = await connection.executeQuery<{ fsync: string; commit: string }>(
    CompiledQuery.raw(
      `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`,
    ),
  );
  const said = rows[0];
  return said?.fsync === 'on' && said.commit !== 'off' ? 'full' : 'demo';
}

function parserOf(type: number, format?: 'text' | 'binary'): (text: string) => unknown {
  if (type === bigintType) return Number;
  return pg.types.getTypeParser(type, format) as (text: string) => unknown;
}

/**
 * Opens the embedded database in `folder`, or in memory for null. It never syncs to disk (docs: PGlite passes no fsync
 * to its host), so its durability is `demo`. A folder that another process has open is refused with a sentence.
 */
export async function openEmbedded(folder: string | null): Promise<Result<Connected, Problem>> {
  if (folder === null) return ok(await embedded(new PGlite(), () => undefined));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const unlock = lockFolder(folder);
  if (!unlock) return fail(problem('district.data-in-use', { path: folder }));
  return ok(await embedded(new PGlite(join(folder, 'postgres')), unlock));
}

async function embedded(pglite: PGlite, unlock: () => void): Promise<Connected> {
  await pglite.waitReady;
  const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) });
  await sql`select 1`.execute(db); // starts the driver, so that closing closes the database
  return {
    db,
    durability: () => 'demo',
    close: async () => {
      await db.destroy();
      unlock();
    },
  };
}
