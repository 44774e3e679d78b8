import type Database from 'better-sqlite3';
import { DamageError } from './failures.ts';

/** One step forward of a database's format. Steps are data; there is no way back. */
export type Migration = { readonly to: number; readonly sql: string };

/** The format this program writes: where the last step leads. */
export function knownFormat(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.to ?? 0;
}

/**
 * The format of a database: `user_version`, which must agree with the copy in its table `journal` or `store`
 * (`formatTable`). One of them alone may be a flipped bit; a newer program writes both.
 */
export function formatOf(database: Database.Database, formatTable: string): number {
  const version = database.pragma('user_version', { simple: true });
  const row = database.prepare(`SELECT format FROM ${formatTable}`).get() as
    { format: unknown } | undefined;
  if (typeof version !== 'number' || row?.format !== version) {
    throw new DamageError(`format ${String(version)} in the header, ${String(row?.format)} inside`);
  }
  return version;
}

/** Runs every step that leads beyond `from`, all in one transaction. */
export function migrate(
  database: Database.Database,
  from: number,
  migrations: readonly Migration[],
  formatTable: string,
): void {
  const steps = migrations.filter((step) => step.to > from);
  if (steps.length === 0) return;
  database.transaction(() => {
    for (const step of steps) database.exec(step.sql);
    database.exec(`UPDATE ${formatTable} SET format = ${knownFormat(migrations)}`);
    database.pragma(`user_version = ${knownFormat(migrations)}`);
  })();
}
