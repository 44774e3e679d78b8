import { PGliteDialect, PGliteDriver, type DatabaseConnection, type Dialect } from 'kysely';
import type { PGlite } from '@electric-sql/pglite';

/**
 * PGlite is one connection. Kysely's driver lends it to everybody at once, so that a query meant for outside would run
 * inside somebody else's transaction; this driver lends it to one borrower at a time, in the order they asked.
 */
class ExclusivePGliteDriver extends PGliteDriver {
  #waiting: (() => void)[] = [];
  #lent = false;

  override async acquireConnection(): Promise<DatabaseConnection> {
    if (this.#lent) await new Promise<void>((resume) => this.#waiting.push(resume));
    this.#lent = true;
    return super.acquireConnection();
  }

  override async releaseConnection(): Promise<void> {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#lent = false;
    await super.releaseConnection();
  }
}

/** Kysely's PGlite dialect with the connection lent to one borrower at a time. */
export function exclusivePGlite(pglite: PGlite): Dialect {
  const plain = new PGliteDialect({ pglite });
  return {
    createAdapter: () => plain.createAdapter(),
    createDriver: () => new ExclusivePGliteDriver({ pglite }),
    createIntrospector: (db) => plain.createIntrospector(db),
    createQueryCompiler: () => plain.createQueryCompiler(),
  };
}
