import { sql, type Kysely, type Transaction } from 'kysely';
import type { DocumentKind, SentDocument } from '../../shared/model/documents.ts';
import type { Hash } from '../../shared/model/ids.ts';
import { ok } from '../../shared/model/result.ts';
import type { DocumentScope, Documents } from '../domain/ports.ts';
import type { Tables } from './tables.ts';

/** The versions of every document that flows down. A version is never changed. */
export function documentsIn(db: Kysely<Tables>): Documents {
  return {
    current: async (scope, kind) => (await versionsOf(db, scope, kind, 1))[0] ?? null,
    edit: (scope, kind, { by, at, edit }) =>
      db.transaction().execute(async (tx) => {
        await lock(tx, scope, kind);
        const [newest] = await versionsOf(tx, scope, kind, 1);
        const edited = edit(newest?.body ?? null);
        if (!edited.ok) return edited;
        return ok(await publishIn(tx, scope, kind, { ...edited.value, by }, at));
      }),
    published: async (scope, kind) => {
      const row = await db
        .selectFrom('document')
        .select(['version', 'published_at as at', 'published_by as by'])
        .where('scope', '=', scope)
        .where('kind', '=', kind)
        .orderBy('version', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row ?? null;
    },
    versions: (scope, kind) => versionsOf(db, scope, kind, versionsMax),
    publish: (scope, kind, document, at, above = 0) =>
      db.transaction().execute((tx) => publishIn(tx, scope, kind, document, at, above)),
  };
}

/** Publishes within a transaction; see {@link Documents.publish}. */
export async function publishIn(
  tx: Transaction<Tables>,
  scope: DocumentScope,
  kind: DocumentKind,
  { hash, text: body, by }: { hash: Hash; text: string; by: string | null },
  at: number,
  above = 0,
): Promise<SentDocument> {
  await lock(tx, scope, kind);
  const newest = (await versionsOf(tx, scope, kind, 1))[0];
  const newestVersion = newest?.version ?? 0;
  if (newest?.hash === hash && newestVersion > above) return newest;
  const version = Math.max(newestVersion, above) + 1;
  await tx
    .insertInto('document')
    .values({ scope, kind, version, hash, body, published_at: at, published_by: by })
    .execute();
  return { kind, version, hash, body: JSON.parse(body) as unknown };
}

/** Two publishers of one document wait for each other; the same one may lock it again. */
async function lock(
  tx: Transaction<Tables>,
  scope: DocumentScope,
  kind: DocumentKind,
): Promise<void> {
  const place = `${scope}/${kind}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${place}, 0))`.execute(tx);
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
