import { sql, type Kysely } from 'kysely';
import type { ReleaseStage } from '../../shared/contract/releases.ts';
import type { ReleaseManifest } from '../../shared/model/release.ts';
import type { Releases, ToldOfRelease } from '../domain/fleet/releases.ts';
import type { Tables } from './tables.ts';

/** Versions of the kiosk's program, and how far each has got. */
export function releasesIn(db: Kysely<Tables>): Releases {
  return {
    all: async () => {
      const rows = await db
        .selectFrom('release')
        .select(['manifest', 'stage', 'changed_by', 'changed_at'])
        .orderBy('changed_at', 'desc')
        .execute();
      return rows.map((row) => ({
        manifest: JSON.parse(row.manifest) as ReleaseManifest,
        stage: JSON.parse(row.stage) as ReleaseStage,
        changedBy: row.changed_by,
        changedAt: row.changed_at,
      }));
    },
    file: async (version) => {
      const row = await db
        .selectFrom('release')
        .select('file')
        .where('version', '=', version)
        .executeTakeFirst();
      return row?.file ?? null;
    },
    add: async (manifest, file, { by, at }) => {
      const stage: ReleaseStage = { percent: 0, kiosks: [], paused: false };
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('release')
        .values({
          ...{ version: manifest.version, manifest: JSON.stringify(manifest), file },
          ...{ stage: JSON.stringify(stage), changed_by: by, changed_at: at },
        })
        .onConflict((conflict) => conflict.column('version').doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
    stage: async (version, stage, { by, at }) => {
      const { numUpdatedRows } = await db
        .updateTable('release')
        .set({ stage: JSON.stringify(stage), changed_by: by, changed_at: at })
        .where('version', '=', version)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    told: () => told(db),
  };
}

/** By corrected time: a kiosk that was enrolled again has told of a version in more than one journal. */
async function told(db: Kysely<Tables>): Promise<readonly ToldOfRelease[]> {
  const { rows } = await sql<ToldOfRelease>`
    select distinct on (kiosk, version) kiosk, version, kind, problem from (
      select kiosk, kind, wall + coalesce("offset", 0) as at, seq,
        line::jsonb -> 'body' ->> 'version' as version, line::jsonb -> 'body' ->> 'problem' as problem
      from entry where kind like 'update.%' and quarantine is null
    ) as entries
    order by kiosk, version, at desc, seq desc`.execute(db);
  return rows;
}
