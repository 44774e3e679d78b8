import { sql, type Kysely } from 'kysely';
import { keyFilesOpenMax } from '../../shared/limits.ts';
import type { Hash, KioskId, UnitId } from '../../shared/model/ids.ts';
import type { KeyStanding, TechnicianKeys } from '../domain/fleet/keys.ts';
import type { Tables } from './tables.ts';

const keysShown = 400;

/** Key files of technicians, without the files. */
export function technicianKeysIn(db: Kysely<Tables>): TechnicianKeys {
  return {
    all: async () => {
      const rows = await db
        .selectFrom('technician_key')
        .selectAll()
        .orderBy('made_at', 'desc')
        .orderBy('id', 'desc')
        .limit(keysShown)
        .execute();
      return rows.map(standingOf);
    },
    add: (key) =>
      db.transaction().execute(async (tx) => {
        await sql`lock table technician_key in exclusive mode`.execute(tx); // two at once are counted both
        const { open } = await tx
          .selectFrom('technician_key')
          .select(({ fn }) => fn.countAll<number>().as('open'))
          .where('until', '>', key.madeAt)
          .executeTakeFirstOrThrow();
        if (Number(open) >= keyFilesOpenMax) return false;
        await tx.insertInto('technician_key').values(rowOf(key)).execute();
        return true;
      }),
    revoke: async (id, by, at) => {
      const { numUpdatedRows } = await db
        .updateTable('technician_key')
        .set({ revoked_at: at, revoked_by: by })
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .where('until', '>', at)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    revoked: async (at) => {
      const rows = await db
        .selectFrom('technician_key')
        .selectAll()
        .where('revoked_at', 'is not', null)
        .where('until', '>', at)
        .execute();
      return rows.map(standingOf);
    },
  };
}

function standingOf(row: Tables['technician_key']): KeyStanding {
  return {
    id: row.id,
    technician: row.technician,
    units: row.units === null ? null : (JSON.parse(row.units) as UnitId[]),
    kiosks: row.kiosks === null ? null : (JSON.parse(row.kiosks) as KioskId[]),
    madeAt: row.made_at,
    madeBy: row.made_by,
    until: row.until,
    signatureHash: row.signature_hash as Hash,
    revokedAt: row.revoked_at,
    revokedBy: row.revoked_by,
  };
}

function rowOf(key: KeyStanding): Tables['technician_key'] {
  return {
    id: key.id,
    technician: key.technician,
    units: key.units && JSON.stringify(key.units),
    kiosks: key.kiosks && JSON.stringify(key.kiosks),
    made_at: key.madeAt,
    made_by: key.madeBy,
    until: key.until,
    signature_hash: key.signatureHash,
    revoked_at: key.revokedAt,
    revoked_by: key.revokedBy,
  };
}
