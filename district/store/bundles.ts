import { sql, type Kysely } from 'kysely';
import { bundlesKept } from '../../shared/limits.ts';
import type { Bundles } from '../domain/fleet/bundles.ts';
import { keepDeed } from './fleet.ts';
import type { Tables } from './tables.ts';

/** Support bundles of the kiosks. */
export function bundlesIn(db: Kysely<Tables>): Bundles {
  return {
    keep: (kiosk, { id, at, bytes }, file) =>
      db.transaction().execute(async (tx) => {
        // Of two that come at once the second waits, so that neither keeps one too many.
        await sql`select 1 from kiosk where kiosk = ${kiosk} for update`.execute(tx);
        await tx.insertInto('support_bundle').values({ kiosk, id, at, bytes, file }).execute();
        await sql`
          delete from support_bundle where kiosk = ${kiosk} and id not in (
            select id from support_bundle where kiosk = ${kiosk}
            order by at desc, id desc limit ${bundlesKept})`.execute(tx);
        const detail = String(bytes);
        await keepDeed(tx, { at, by: null, deed: 'bundle-received', detail }, { kiosk });
      }),
    of: (kiosk) =>
      db
        .selectFrom('support_bundle')
        .select(['id', 'at', 'bytes'])
        .where('kiosk', '=', kiosk)
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .execute(),
    file: async (kiosk, id) => {
      const row = await db
        .selectFrom('support_bundle')
        .select(['at', 'file'])
        .where('kiosk', '=', kiosk)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ?? null;
    },
  };
}
