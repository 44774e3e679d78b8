import { hash as digest } from 'node:crypto';
import canonicalize from 'canonicalize';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { CounterId, Hash, UnitId } from '../../shared/model/ids.ts';
import { ok, type Result } from '../../shared/model/result.ts';
import { counterSchema, unitSchema, type Counter, type Unit } from '../../shared/model/unit.ts';
import type { Places, SettingsEdit, UnitSettings } from '../domain/ports.ts';
import { publishIn } from './documents.ts';
import type { Tables } from './tables.ts';

/** Units with what belongs to them, and the district's sealing key. */
export function placesIn(db: Kysely<Tables>): Places {
  return {
    units: async () => {
      const rows = await db.selectFrom('unit').select(unitColumns).orderBy('name').execute();
      return rows.map(unitOf);
    },
    unit: async (id) => {
      const row = await db
        .selectFrom('unit')
        .select([...unitColumns, 'settings'])
        .where('unit', '=', id)
        .executeTakeFirst();
      return row ? { unit: unitOf(row), settings: JSON.parse(row.settings) as UnitSettings } : null;
    },
    counter: async (unit, counter) => (await countersOf(db, counter, unit))[0]?.counter ?? null,
    countersOf: async (unit) => {
      const rows = await db
        .selectFrom('counter')
        .select(['counter as id', 'name'])
        .where('unit', '=', unit)
        .orderBy('counter')
        .execute();
      return rows.map((row) => counterSchema.parse(row));
    },
    editSettings: (unit, change) =>
      db.transaction().execute((tx) => editSettings(tx, unit, change)),
    counters: (counter) => countersOf(db, counter, null),
    addUnit: (unit) => addUnit(db, unit),
    unitKey: async (unit) => {
      const row = await db
        .selectFrom('unit_key')
        .select('key')
        .where('unit', '=', unit)
        .executeTakeFirstOrThrow();
      return row.key;
    },
    sealingKey: async () => {
      const row = await db
        .selectFrom('sealing_key')
        .select(['id', 'public_key'])
        .executeTakeFirstOrThrow();
      return { id: row.id, publicKey: row.public_key };
    },
    ensureSealingKey: (make) =>
      db.transaction().execute(async (tx) => {
        await sql`lock table sealing_key in exclusive mode`.execute(tx);
        if (await tx.selectFrom('sealing_key').select('id').executeTakeFirst()) return;
        const { id, publicKey, privateKey } = make();
        await tx
          .insertInto('sealing_key')
          .values({ id, public_key: publicKey, private_key: privateKey })
          .execute();
      }),
  };
}

const unitColumns = ['unit', 'code', 'name'] as const;

function unitOf(row: { unit: string; code: string; name: string }): Unit {
  return unitSchema.parse({ id: row.unit, code: row.code, name: row.name });
}

async function editSettings<P>(
  tx: Transaction<Tables>,
  unit: UnitId,
  { by, at, edit }: SettingsEdit<P>,
): Promise<Result<void, P> | null> {
  const held = await tx
    .selectFrom('unit')
    .select('settings')
    .where('unit', '=', unit)
    .forUpdate()
    .executeTakeFirst();
  if (!held) return null;
  const edited = edit(JSON.parse(held.settings) as UnitSettings);
  if (!edited.ok) return edited;
  const text = canonicalize(edited.value) ?? '';
  const hash = digest('sha256', text, 'hex') as Hash;
  await tx.updateTable('unit').set({ settings: text }).where('unit', '=', unit).execute();
  await publishIn(tx, unit, 'settings', { hash, text, by }, at);
  return ok(undefined);
}

async function countersOf(
  db: Kysely<Tables>,
  id: CounterId,
  unit: UnitId | null,
): Promise<{ unit: UnitId; counter: Counter }[]> {
  const rows = await db
    .selectFrom('counter')
    .select(['unit', 'counter', 'name'])
    .where('counter', '=', id)
    .$if(unit !== null, (query) => query.where('unit', '=', unit))
    .orderBy('unit')
    .execute();
  return rows.map((row) => ({
    unit: row.unit as UnitId,
    counter: counterSchema.parse({ id: row.counter, name: row.name }),
  }));
}

async function addUnit(
  db: Kysely<Tables>,
  { unit, settings, counters, officers, key }: Parameters<Places['addUnit']>[0],
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { id, code, name } = unit;
    await tx
      .insertInto('unit')
      .values({ unit: id, code, name, settings: JSON.stringify(settings) })
      .execute();
    await tx.insertInto('unit_key').values({ unit: id, key }).execute();
    for (const counter of counters) {
      await tx
        .insertInto('counter')
        .values({ unit: id, counter: counter.id, name: counter.name })
        .execute();
    }
    for (const officer of officers) {
      await tx
        .insertInto('officer')
        .values({ unit: id, officer: officer.id, name: officer.name })
        .execute();
    }
  });
}
