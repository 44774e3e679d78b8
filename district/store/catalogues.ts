import { sql, type Kysely, type Transaction } from 'kysely';
import type { ColumnMapping } from '../../shared/contract/catalogue.ts';
import type { CatalogueManifest } from '../../shared/model/catalogue-package.ts';
import type { CatalogueContent } from '../domain/catalogue/content.ts';
import type { Catalogues, PendingImport, StoredVersion } from '../domain/catalogue/ports.ts';
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
    draft: () => draftIn(db),
    changeDraft: (change, by, at) =>
      alone(db, 'draft', async (tx) => {
        const body = JSON.stringify(change(await draftIn(tx)));
        const row = { body, changed_by: by, changed_at: at };
        await tx
          .insertInto('catalogue_draft')
          .values({ one: 1, ...row })
          .onConflict((conflict) => conflict.column('one').doUpdateSet(row))
          .execute();
      }),
  };
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

async function draftIn(db: Kysely<Tables>): Promise<CatalogueContent | null> {
  const row = await db.selectFrom('catalogue_draft').select('body').executeTakeFirst();
  return row ? (JSON.parse(row.body) as CatalogueContent) : null;
}

function versionsIn(
  db: Kysely<Tables>,
): Pick<Catalogues, 'versions' | 'newest' | 'file' | 'publish'> {
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
    publish: (make) =>
      alone(db, 'version', async (tx) => {
        const [newest] = await versionsOf(tx, 1);
        const { stored, file } = await make((newest?.manifest.version ?? 0) + 1);
        const { manifest, publishedBy, bytes } = stored;
        await tx
          .insertInto('catalogue_version')
          .values({
            ...{ version: manifest.version, manifest: JSON.stringify(manifest) },
            ...{ published_by: publishedBy, bytes, file },
          })
          .execute();
        return stored;
      }),
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
): Pick<Catalogues, 'keepImport' | 'takeImport' | 'mapping' | 'rememberMapping'> {
  return {
    keepImport: async (pending, forgetBefore) => {
      await db.deleteFrom('catalogue_import').where('made_at', '<', forgetBefore).execute();
      const { id, at } = pending;
      await db
        .insertInto('catalogue_import')
        .values({ id, made_at: at, body: JSON.stringify(pending) })
        .execute();
    },
    takeImport: async (id) => {
      const row = await db
        .deleteFrom('catalogue_import')
        .where('id', '=', id)
        .returning('body')
        .executeTakeFirst();
      return row ? (JSON.parse(row.body) as PendingImport) : null;
    },
    mapping: async (headings) => {
      const row = await db
        .selectFrom('column_mapping')
        .select('mapping')
        .where('headings', '=', headings)
        .executeTakeFirst();
      return row ? (JSON.parse(row.mapping) as ColumnMapping) : null;
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
