import { sql, type Kysely } from 'kysely';
import type { DocumentKind, SentDocument } from '../../shared/model/documents.ts';
import type { Hash } from '../../shared/model/ids.ts';
import type { DocumentScope, Documents } from '../domain/ports.ts';
import type { Tables } from './tables.ts';

/** The versions of every document that flows down. A version is never changed. */
export function documentsIn(db: Kysely<Tables>): Documents {
  return {
    current: async (scope, kind) => (await versionsOf(db, scope, kind, 1))[0] ?? null,
    versions: (scope, kind) => versionsOf(db, scope, kind, versionsMax),
    publish: (scope, kind, document, at, above = 0) =>
      db.transaction().execute(async (tx) => {
        const place = `${scope}/${kind}`; // two publishers of one document wait for each other
        await sql`select pg_advisory_xact_lock(hashtextextended(${place}, 0))`.execute(tx);
        const newest = (await versionsOf(tx, scope, kind, 1))[0];
        const newestVersion = newest?.version ?? 0;
        if (newest?.hash === document.hash && newestVersion > above) return newest;
        const version = Math.max(newestVersion, above) + 1;
        const { hash, text: body } = document;
        await tx
          .insertInto('document')
          .values({ scope, kind, version, hash, body, published_at: at })
          .execute();
        return { kind, version, hash, body: JSON.parse(body) as unknown };
      }),
  };
}

/** More versions of one document than an office publishes in its life. */
const versionsMax = 1_000;

async function versionsOf(
  db: Kysely<Tables>,
  scope: DocumentScope,
  kind: DocumentKind,
  newest: number,
): Promise<SentDocument[]> {
  const rows = await db
    .selectFrom('document')
    .select(['version', 'hash', 'body'])
    .where('scope', '=', scope)
    .where('kind', '=', kind)
    .orderBy('version', 'desc')
    .limit(newest)
    .execute();
  return rows.map(({ version, hash, body }) => ({
    ...{ kind, version },
    hash: hash as Hash,
    body: JSON.parse(body) as unknown,
  }));
}
