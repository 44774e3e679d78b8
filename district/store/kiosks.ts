import { sql, type Kysely, type Transaction } from 'kysely';
import type { CounterId, KioskId, UnitId } from '../../shared/model/ids.ts';
import type { EnrolmentCode, Kiosk, Kiosks, KioskStanding, KioskState } from '../domain/ports.ts';
import { keepDeed } from './fleet.ts';
import type { Tables } from './tables.ts';

/** The kiosks, their enrolment codes, and when each was last heard. */
export function kiosksIn(db: Kysely<Tables>): Kiosks {
  return {
    find: async (kiosk) => {
      const row = await db
        .selectFrom('kiosk')
        .select(kioskColumns)
        .where('kiosk', '=', kiosk)
        .executeTakeFirst();
      return row ? kioskOf(row) : null;
    },
    standings: () => standings(db),
    setState: async (kiosk, state) => {
      await db.updateTable('kiosk').set({ state }).where('kiosk', '=', kiosk).execute();
    },
    heard: async (kiosk, at, said = {}) => {
      const { version = null, queueDepth = null } = said;
      // Not worth waiting for the disk at every contact: the next one says it again.
      await sql`
        with unsynced as (select set_config('synchronous_commit', 'off', true))
        insert into kiosk_contact (kiosk, last_contact, queue_depth, version)
        select ${kiosk}::uuid, ${at}::bigint, ${queueDepth}::bigint, ${version}::text from unsynced
        on conflict (kiosk) do update set
          last_contact = greatest(kiosk_contact.last_contact, excluded.last_contact),
          queue_depth = coalesce(excluded.queue_depth, kiosk_contact.queue_depth),
          version = coalesce(excluded.version, kiosk_contact.version)`.execute(db);
    },
    addCode: (code) => db.transaction().execute((tx) => addCode(tx, code)),
    useCode: (codeHash, newcomer) =>
      db.transaction().execute((tx) => useCode(tx, codeHash, newcomer)),
  };
}

const kioskColumns = ['kiosk', 'unit', 'counter', 'name', 'public_key', 'state'] as const;

type KioskRow = Pick<Tables['kiosk'], (typeof kioskColumns)[number]>;

function kioskOf(row: KioskRow): Kiosk {
  return {
    kiosk: row.kiosk as KioskId,
    unit: row.unit as UnitId,
    counter: row.counter as CounterId,
    name: row.name,
    publicKey: row.public_key,
    state: row.state as KioskState,
  };
}

async function addCode(
  tx: Transaction<Tables>,
  { codeHash, expiresAt, made, ...place }: EnrolmentCode,
): Promise<void> {
  const { id = null, tail = null, by = null, at = null, again = null } = made ?? {};
  await tx
    .insertInto('enrolment_code')
    .values({
      ...{ ...place, code_hash: codeHash, expires_at: expiresAt, kiosk: null, revoked_at: null },
      ...{ id, tail, made_by: by, made_at: at, again },
    })
    .execute();
  if (!made) return;
  const of = { code: made.id, ...(made.again === null ? {} : { kiosk: made.again }) };
  await keepDeed(tx, { at: made.at, by: made.by, deed: 'code-made', detail: made.tail }, of);
}

async function useCode(
  tx: Transaction<Tables>,
  codeHash: string,
  newcomer: Parameters<Kiosks['useCode']>[1],
): Promise<Kiosk | null> {
  const code = await tx
    .selectFrom('enrolment_code')
    .selectAll()
    .where('code_hash', '=', codeHash)
    .forUpdate()
    .executeTakeFirst();
  if (!code || code.expires_at <= newcomer.at || code.revoked_at !== null) return null;
  if (code.kiosk !== null) return sameAgain(tx, code.kiosk, newcomer.publicKey);

  const made = code.again === null ? newKiosk(code, newcomer) : await foundKiosk(tx, code.again);
  if (made === null) return null;
  const row = { ...made, public_key: newcomer.publicKey, state: 'active' satisfies KioskState };
  await tx
    .insertInto('kiosk')
    .values({ ...row, enrolled_at: newcomer.at })
    .onConflict((conflict) =>
      conflict.column('kiosk').doUpdateSet({ public_key: row.public_key, state: row.state }),
    )
    .execute();
  await tx
    .updateTable('enrolment_code')
    .set({ kiosk: row.kiosk })
    .where('unit', '=', code.unit)
    .where('code_hash', '=', codeHash)
    .execute();
  const deed = code.again === null ? 'enrolled' : 'enrolled-again';
  const note = { at: newcomer.at, by: null, deed, detail: code.tail ?? '' } as const;
  await keepDeed(tx, note, { kiosk: row.kiosk, ...(code.id === null ? {} : { code: code.id }) });
  return kioskOf(row);
}

type Newcomer = Omit<KioskRow, 'public_key' | 'state'>;

function newKiosk(
  { unit, counter, name }: Pick<Tables['enrolment_code'], 'unit' | 'counter' | 'name'>,
  { kiosk }: { readonly kiosk: KioskId },
): Newcomer {
  return { kiosk, unit, counter, name };
}

/** The kiosk that is enrolled again, where it stands by now. */
async function foundKiosk(tx: Transaction<Tables>, kiosk: string): Promise<Newcomer | null> {
  const row = await tx
    .selectFrom('kiosk')
    .select(['kiosk', 'unit', 'counter', 'name'])
    .where('kiosk', '=', kiosk)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

async function sameAgain(
  tx: Transaction<Tables>,
  kiosk: string,
  publicKey: string,
): Promise<Kiosk | null> {
  const row = await tx
    .selectFrom('kiosk')
    .select(kioskColumns)
    .where('kiosk', '=', kiosk)
    .where('public_key', '=', publicKey)
    .executeTakeFirst();
  return row ? kioskOf(row) : null;
}

async function standings(db: Kysely<Tables>): Promise<readonly KioskStanding[]> {
  const { rows } = await sql<KioskRow & Omit<KioskStanding, keyof Kiosk>>`
    select kiosk.kiosk, kiosk.unit, kiosk.counter, kiosk.name, kiosk.public_key, kiosk.state,
      unit.name as "unitName", counter.name as "counterName", contact.version,
      contact.last_contact as "lastContact", contact.queue_depth as "queueDepth",
      (select coalesce(sum(seq), 0)::bigint from journal where journal.kiosk = kiosk.kiosk)
        as "entriesHeld",
      (select count(*) from fork where fork.kiosk = kiosk.kiosk) as forks
    from kiosk
    join unit on unit.unit = kiosk.unit
    join counter on counter.unit = kiosk.unit and counter.counter = kiosk.counter
    left join kiosk_contact contact on contact.kiosk = kiosk.kiosk
    order by unit.name, counter.name, kiosk.name, kiosk.kiosk`.execute(db);
  return rows.map((row) => ({
    ...kioskOf(row),
    unitName: row.unitName,
    counterName: row.counterName,
    version: row.version,
    lastContact: row.lastContact,
    queueDepth: row.queueDepth,
    entriesHeld: row.entriesHeld,
    forks: row.forks,
  }));
}
