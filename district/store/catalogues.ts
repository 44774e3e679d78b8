import { sql, type Kysely, type Transaction } from 'kysely';
import type { ColumnMapping } from '../../shared/contract/catalogue.ts';
import type { CatalogueManifest } from '../../shared/model/catalogue-package.ts';
import type { Catalogues, ChangedDraft, StoredVersion } from '../domain/catalogue/ports.ts';
import type { Tables } from './tables.ts';

/** The office's draft of the catalogue, its published versions with their files, and what an import leaves behind. */
export function cataloguesIn(db: Kysely<Tables>): Catalogues {
  return {
    ...versionsIn(db),
    ...importsIn(db),
    publishingKey: (make) =>
      alone(db, 'publishing key', async (tx) => {
        const row = await tx.selectFrom('publishing_key').selectAll().executeTakeFirst();
        if (row) return { id: row.id, publicKey: row.public_key, privateKey: row.private_key };
        const made = make();
        await tx
          .insertInto('publishing_key')
          .values({ id: made.id, public_key: made.publicKey, private_key: made.privateKey })
          .execute();
        return made;
      }),
    draft: async () => {
      const row = await db
        .selectFrom('catalogue_draft')
        .select(['body', 'revision'])
        .executeTakeFirst();
      return { content: row?.body ?? null, revision: row?.revision ?? 0 };
    },
    putDraft: (changed) => putDraftIn(db, changed),
  };
}

const firstRevision = 1;

async function putDraftIn(
  db: Kysely<Tables>,
  { content, from, by, at }: ChangedDraft,
): Promise<boolean> {
  const row = { body: content, revision: from + 1, changed_by: by, changed_at: at };
  const put =
    from < firstRevision
      ? await db
          .insertInto('catalogue_draft')
          .values({ one: 1, ...row })
          .onConflict((conflict) => conflict.doNothing())
          .returning('one')
          .execute()
      : await db
          .updateTable('catalogue_draft')
          .set(row)
          .where('revision', '=', from)
          .returning('one')
          .execute();
  return put.length > 0;
}

/** Runs `work` in a transaction while nobody else does something of the same name. */
function alone<T>(
  db: Kysely<Tables>,
  what: string,
  work: (tx: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`catalogue/${what}`}, 0))`.execute(
      tx,
    );
    return work(tx);
  });
}

function versionsIn(
  db: Kysely<Tables>,
): Pick<Catalogues, 'versions' | 'newest' | 'file' | 'addVersion'> {
  return {
    versions: () => versionsOf(db, null),
    newest: async () => (await versionsOf(db, 1))[0] ?? null,
    file: async (version) => {
      const row = await db
        .selectFrom('catalogue_version')
        .select('file')
        .where('version', '=', version)
        .executeTakeFirst();
      return row?.file ?? null;
    },
    addVersion: async ({ manifest, publishedBy, bytes }, file) => {
      const added = await db
        .insertInto('catalogue_version')
        .values({
          ...{ version: manifest.version, manifest: JSON.stringify(manifest) },
          ...{ published_by: publishedBy, bytes, file },
        })
        .onConflict((conflict) => conflict.column('version').doNothing())
        .returning('version')
        .execute();
      return added.length > 0;
    },
  };
}

async function versionsOf(db: Kysely<Tables>, newest: number | null): Promise<StoredVersion[]> {
  const rows = await db
    .selectFrom('catalogue_version')
    .select(['manifest', 'published_by', 'bytes'])
    .orderBy('version', 'desc')
    .$if(newest !== null, (query) => query.limit(newest ?? 0))
    .execute();
  return rows.map((row) => ({
    manifest: JSON.parse(row.manifest) as CatalogueManifest,
    publishedBy: row.published_by,
    bytes: row.bytes,
  }));
}

function importsIn(
  db: Kysely<Tables>,
): Pick<Catalogues, 'keepImport' | 'takeImport' | 'mappings' | 'rememberMapping'> {
  return {
    keepImport: async ({ id, at, body }, forgetBefore) => {
      await db.deleteFrom('catalogue_import').where('made_at', '<', forgetBefore).execute();
      await db.insertInto('catalogue_import').values({ id, made_at: at, body }).execute();
    },
    takeImport: async (id) => {
      const row = await db
        .deleteFrom('catalogue_import')
        .where('id', '=', id)
        .returning(['made_at', 'body'])
        .executeTakeFirst();
      return row ? { at: row.made_at, body: row.body } : null;
    },
    mappings: async () => {
      const rows = await db.selectFrom('column_mapping').selectAll().execute();
      return new Map(
        rows.map(({ headings, mapping }) => [headings, JSON.parse(mapping) as ColumnMapping]),
      );
    },
    rememberMapping: async (headings, mapping) => {
      const row = { mapping: JSON.stringify(mapping) };
      await db
        .insertInto('column_mapping')
        .values({ headings, ...row })
        .onConflict((conflict) => conflict.column('headings').doUpdateSet(row))
        .execute();
    },
  };
}
