import { sql, type Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { problem, type Problem } from '../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import { migrations, type MigrationStep } from './migrations.ts';
import type { Tables } from './tables.ts';

const migrationTable = 'schema_step';

/**
 * Brings the schema up to date, step by step, one server at a time (Kysely's migrator holds an advisory lock).
 * A database written by a newer version is refused and not touched; `place` names it in the sentence.
 */
export async function migrate(
  db: Kysely<Tables>,
  place: string,
  steps: readonly MigrationStep[] = migrations,
): Promise<Result<void, Problem>> {
  const known = new Set(steps.map((step) => step.name));
  const unknown = (await stepsDone(db)).find((name) => !known.has(name));
  if (unknown !== undefined) {
    const newest = steps.at(-1)?.name ?? '';
    return fail(problem('storage.newer', { path: place, found: unknown, known: newest }));
  }
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(asMigrations(steps)) },
    migrationTableName: migrationTable,
    migrationLockTableName: `${migrationTable}_lock`,
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw new Error('The schema could not be brought up to date', { cause: error });
  return ok(undefined);
}

async function stepsDone(db: Kysely<Tables>): Promise<string[]> {
  const there = await sql<{ there: boolean }>`
    select to_regclass(${migrationTable}) is not null as there`.execute(db);
  if (!there.rows[0]?.there) return [];
  const done = await sql<{ name: string }>`
    select name from ${sql.table(migrationTable)} order by name`.execute(db);
  return done.rows.map((row) => row.name);
}

function asMigrations(steps: readonly MigrationStep[]): Record<string, Migration> {
  return Object.fromEntries(
    steps.map((step) => [
      step.name,
      {
        up: async (db: Kysely<unknown>) => {
          for (const statement of step.statements) await sql.raw(statement).execute(db);
        },
      },
    ]),
  );
}
