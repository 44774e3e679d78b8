import { sql, type Kysely, type Transaction } from 'kysely';
import { fleetChangesShown } from '../../shared/limits.ts';
import type { FleetDeed } from '../../shared/contract/fleet.ts';
import type { CounterId, KioskId, UnitId } from '../../shared/model/ids.ts';
import { counterSchema } from '../../shared/model/unit.ts';
import type {
  CodeStanding,
  Fleet,
  FleetDeedNote,
  ForkStanding,
  HealthStanding,
} from '../domain/fleet/ports.ts';
import { noteHealth } from './health.ts';
import type { KioskHealthRow, Tables } from './tables.ts';

/** How the kiosks are, and what the office did to them. */
export function fleetIn(db: Kysely<Tables>): Fleet {
  return {
    note: (kiosk, note) => db.transaction().execute((tx) => noteHealth(tx, kiosk, note)),
    healths: async () =>
      (await db.selectFrom('kiosk_health').selectAll().execute()).map(standingOf),
    health: async (kiosk) => {
      const row = await db
        .selectFrom('kiosk_health')
        .selectAll()
        .where('kiosk', '=', kiosk)
        .executeTakeFirst();
      return row ? standingOf(row) : null;
    },
    history: (kiosk) => history(db, kiosk),
    enrolledAt: async (kiosk) => {
      const row = await db
        .selectFrom('kiosk')
        .select('enrolled_at')
        .where('kiosk', '=', kiosk)
        .executeTakeFirstOrThrow();
      return row.enrolled_at;
    },
    forked: async (kiosk) => {
      const [fork] = await forks(db, kiosk);
      if (!fork) return null;
      const { kiosk: _kiosk, ...standing } = fork;
      return standing;
    },
    forkedNow: async () => {
      const standing = (await forks(db, null)).filter(({ startedOver }) => !startedOver);
      return new Set(standing.map((fork) => fork.kiosk));
    },
    change: (kiosk, to, deed) =>
      db.transaction().execute(async (tx) => {
        await tx.updateTable('kiosk').set(to).where('kiosk', '=', kiosk).execute();
        await keepDeed(tx, deed, { kiosk });
      }),
    deeds: (kiosk) => deeds(db, kiosk),
    addCounter: (unit, name, idFor) =>
      db.transaction().execute((tx) => addCounter(tx, unit, name, idFor)),
    codes: () => codes(db),
    revokeCode: (id, by, at) => db.transaction().execute((tx) => revokeCode(tx, { id, by, at })),
  };
}

function standingOf(row: KioskHealthRow): HealthStanding {
  return {
    kiosk: row.kiosk as KioskId,
    at: row.at,
    reading: row.reading,
    faults: JSON.parse(row.faults) as HealthStanding['faults'],
  };
}

async function history(db: Kysely<Tables>, kiosk: KioskId): ReturnType<Fleet['history']> {
  const rows = await db
    .selectFrom('kiosk_health_history')
    .select(['at', 'faults', 'readable'])
    .where('kiosk', '=', kiosk)
    .orderBy('at', 'desc')
    .execute();
  return rows.map(({ at, faults, readable }) => ({
    ...{ at, readable },
    faults: JSON.parse(faults) as string[],
  }));
}

async function deeds(db: Kysely<Tables>, kiosk: KioskId): ReturnType<Fleet['deeds']> {
  const rows = await db
    .selectFrom('fleet_deed')
    .select(['at', 'by', 'deed', 'detail'])
    .where('kiosk', '=', kiosk)
    .orderBy('at', 'desc')
    .orderBy('number', 'desc')
    .limit(fleetChangesShown)
    .execute();
  return rows.map((row) => ({ ...row, deed: row.deed as FleetDeed }));
}

/** One row a forked kiosk. It has started over when a journal that contradicts nothing has come from it since. */
async function forks(
  db: Kysely<Tables>,
  kiosk: KioskId | null,
): Promise<readonly (ForkStanding & { kiosk: KioskId })[]> {
  const { rows } = await sql<ForkStanding & { kiosk: KioskId }>`
    select fork.kiosk, count(*)::int as entries, min(received_at) as "firstAt",
      max(received_at) as "lastAt",
      exists (
        select 1 from journal
        join entry on entry.kiosk = journal.kiosk and entry.journal = journal.journal
          and entry.seq = 1
        where journal.kiosk = fork.kiosk
          and journal.journal not in (
            select other.journal from fork other where other.kiosk = fork.kiosk)
          and entry.wall + coalesce(entry."offset", 0) > min(fork.received_at)
      ) as "startedOver"
    from fork
    where ${kiosk}::uuid is null or fork.kiosk = ${kiosk}::uuid
    group by fork.kiosk`.execute(db);
  return rows;
}

/** Keeps what was done, to a kiosk or to a code before there is one. */
export async function keepDeed(
  tx: Transaction<Tables>,
  { at, by, deed, detail }: FleetDeedNote,
  of: { readonly kiosk?: string; readonly code?: string },
): Promise<void> {
  await tx
    .insertInto('fleet_deed')
    .values({ at, by, deed, detail, kiosk: of.kiosk ?? null, code: of.code ?? null })
    .execute();
}

async function addCounter(
  tx: Transaction<Tables>,
  unit: UnitId,
  name: string,
  idFor: (taken: readonly string[]) => CounterId,
): Promise<{ id: CounterId; name: string }> {
  await sql`select 1 from unit where unit = ${unit} for update`.execute(tx); // two who add at once make one
  const there = await tx
    .selectFrom('counter')
    .select(['counter', 'name'])
    .where('unit', '=', unit)
    .execute();
  const same = there.find((counter) => counter.name === name);
  if (same) return counterSchema.parse({ id: same.counter, name });
  const id = idFor(there.map(({ counter }) => counter));
  await tx.insertInto('counter').values({ unit, counter: id, name }).execute();
  return { id, name };
}

const codesShown = 400;

async function codes(db: Kysely<Tables>): Promise<readonly CodeStanding[]> {
  const rows = await db
    .selectFrom('enrolment_code as code')
    .innerJoin('unit', 'unit.unit', 'code.unit')
    .innerJoin('counter', (join) =>
      join.onRef('counter.unit', '=', 'code.unit').onRef('counter.counter', '=', 'code.counter'),
    )
    .select(['code.id', 'code.tail', 'code.made_at', 'code.made_by', 'code.expires_at'])
    .select(['code.name', 'code.kiosk', 'code.again', 'code.revoked_at'])
    .select(['unit.unit', 'unit.name as unitName', 'counter.counter'])
    .select('counter.name as counterName')
    .where('code.id', 'is not', null)
    .orderBy('code.made_at', 'desc')
    .orderBy('code.id', 'desc')
    .limit(codesShown)
    .execute();
  return rows.map((row) => ({
    id: row.id ?? '',
    tail: row.tail ?? '',
    unit: { id: row.unit as UnitId, name: row.unitName },
    counter: counterSchema.parse({ id: row.counter, name: row.counterName }),
    name: row.name,
    madeAt: row.made_at ?? 0,
    madeBy: row.made_by ?? '',
    until: row.expires_at,
    again: row.again as KioskId | null,
    usedBy: row.kiosk as KioskId | null,
    revokedAt: row.revoked_at,
  }));
}

async function revokeCode(
  tx: Transaction<Tables>,
  { id, by, at }: { readonly id: string; readonly by: string; readonly at: number },
): Promise<boolean> {
  const revoked = await tx
    .updateTable('enrolment_code')
    .set({ revoked_at: at })
    .where('id', '=', id)
    .where('kiosk', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', at)
    .returning(['tail', 'again'])
    .executeTakeFirst();
  if (!revoked) return false;
  const of = { code: id, ...(revoked.again === null ? {} : { kiosk: revoked.again }) };
  await keepDeed(tx, { at, by, deed: 'code-revoked', detail: revoked.tail ?? '' }, of);
  return true;
}
