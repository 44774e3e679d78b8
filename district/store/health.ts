import { sql, type Transaction } from 'kysely';
import { healthHistoryMax } from '../../shared/limits.ts';
import type { KioskId } from '../../shared/model/ids.ts';
import type { HealthNote } from '../domain/fleet/ports.ts';
import type { KioskHealthRow, Tables } from './tables.ts';

/**
 * Keeps a note: the newest as how the kiosk is, and every change in the history. What a journal says of a moment that
 * is past by now goes into the history only; a clock that is ahead does not overtake what was heard.
 */
export async function noteHealth(
  tx: Transaction<Tables>,
  kiosk: KioskId,
  note: HealthNote,
): Promise<void> {
  // The next heartbeat says it again: not worth waiting for the disk.
  await sql`select set_config('synchronous_commit', 'off', true)`.execute(tx);
  const held = await lockHealth(tx, kiosk);
  const at = note.live ? note.at : Math.min(note.at, await lastContact(tx, kiosk));
  const isNewest = note.live || held === undefined || at > held.at;
  const isOther = held === undefined || isChange(held, note);
  if (isNewest) await putHealth(tx, kiosk, held, { ...note, at });
  if (isOther || !note.live) await keepHistory(tx, kiosk, { ...note, at });
}

async function lockHealth(
  tx: Transaction<Tables>,
  kiosk: KioskId,
): Promise<KioskHealthRow | undefined> {
  await sql`select 1 from kiosk_contact where kiosk = ${kiosk} for update`.execute(tx);
  return tx
    .selectFrom('kiosk_health')
    .selectAll()
    .where('kiosk', '=', kiosk)
    .forUpdate()
    .executeTakeFirst();
}

async function lastContact(tx: Transaction<Tables>, kiosk: KioskId): Promise<number> {
  const row = await tx
    .selectFrom('kiosk_contact')
    .select('last_contact')
    .where('kiosk', '=', kiosk)
    .executeTakeFirst();
  return row?.last_contact ?? 0;
}

type Since = readonly { readonly code: string; readonly since: number }[];

const sinceOf = (row: KioskHealthRow | undefined): Since =>
  row ? (JSON.parse(row.faults) as Since) : [];

function isChange(held: KioskHealthRow, note: HealthNote): boolean {
  const codes = sinceOf(held).map(({ code }) => code);
  return (held.reading === null) !== (note.reading === null) || codes.join() !== note.faults.join();
}

async function putHealth(
  tx: Transaction<Tables>,
  kiosk: KioskId,
  held: KioskHealthRow | undefined,
  { at, reading, faults }: HealthNote,
): Promise<void> {
  const before = new Map(sinceOf(held).map(({ code, since }) => [code, since]));
  const since = faults.map((code) => ({ code, since: before.get(code) ?? at }));
  const row = { at, reading, faults: JSON.stringify(since) };
  await tx
    .insertInto('kiosk_health')
    .values({ kiosk, ...row })
    .onConflict((conflict) => conflict.column('kiosk').doUpdateSet(row))
    .execute();
}

async function keepHistory(
  tx: Transaction<Tables>,
  kiosk: KioskId,
  { at, reading, faults }: HealthNote,
): Promise<void> {
  await tx
    .insertInto('kiosk_health_history')
    .values({ kiosk, at, faults: JSON.stringify(faults), readable: reading !== null })
    .onConflict((conflict) => conflict.columns(['kiosk', 'at']).doNothing())
    .execute();
  await sql`
    delete from kiosk_health_history where kiosk = ${kiosk} and at < (
      select at from kiosk_health_history where kiosk = ${kiosk}
      order by at desc offset ${healthHistoryMax - 1} limit 1)`.execute(tx);
}
