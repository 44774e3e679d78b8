import { sql, type Kysely, type Transaction } from 'kysely';
import type { Hash, JournalId, KioskId } from '../../shared/model/ids.ts';
import type { Position } from '../../shared/model/journal.ts';
import { zeroHash } from '../../shared/rules/journal-line.ts';
import type { ForkLine, Journals, KeptEntry, LockedJournal } from '../domain/ports.ts';
import type { Tables } from './tables.ts';

/** The journals as they came. Raw SQL where rows come in by the hundred: one statement, one array per column. */
export function journalsIn(db: Kysely<Tables>): Journals {
  return {
    locked: (kiosk, journal, work) =>
      db.transaction().execute(async (tx) => work(await lock(tx, kiosk, journal))),
    position: async (kiosk, journal) => {
      const row = await db
        .selectFrom('journal')
        .select(['seq', 'hash'])
        .where('kiosk', '=', kiosk)
        .where('journal', '=', journal)
        .executeTakeFirst();
      return positionOf(journal, row);
    },
  };
}

/** Locks the journal's row, making it first if this is the first batch of the journal. */
async function lock(
  tx: Transaction<Tables>,
  kiosk: KioskId,
  journal: JournalId,
): Promise<LockedJournal> {
  const held = (await lockRow(tx, kiosk, journal)) ?? (await makeRow(tx, kiosk, journal));
  return {
    position: positionOf(journal, held),
    hashes: (fromSeq, toSeq) => hashesIn(tx, { kiosk, journal, fromSeq, toSeq }),
    keep: (entries, end) => keep(tx, kiosk, entries, end),
    keepFork: (lines, receivedAt) => insertFork(tx, kiosk, journal, lines, receivedAt),
  };
}

type Held = { readonly seq: number; readonly hash: string };

function lockRow(
  tx: Transaction<Tables>,
  kiosk: KioskId,
  journal: JournalId,
): Promise<Held | undefined> {
  return tx
    .selectFrom('journal')
    .select(['seq', 'hash'])
    .where('kiosk', '=', kiosk)
    .where('journal', '=', journal)
    .forUpdate()
    .executeTakeFirst();
}

/** Makes the row, or waits for the batch that is making it. */
async function makeRow(
  tx: Transaction<Tables>,
  kiosk: KioskId,
  journal: JournalId,
): Promise<Held | undefined> {
  await tx
    .insertInto('journal')
    .values({ kiosk, journal, seq: 0, hash: zeroHash })
    .onConflict((conflict) => conflict.columns(['kiosk', 'journal']).doNothing())
    .execute();
  return lockRow(tx, kiosk, journal);
}

async function hashesIn(
  tx: Transaction<Tables>,
  range: { kiosk: KioskId; journal: JournalId; fromSeq: number; toSeq: number },
): Promise<ReadonlyMap<number, Hash>> {
  const rows = await tx
    .selectFrom('entry')
    .select(['seq', 'hash'])
    .where('kiosk', '=', range.kiosk)
    .where('journal', '=', range.journal)
    .where('seq', '>=', range.fromSeq)
    .where('seq', '<=', range.toSeq)
    .execute();
  return new Map(rows.map((row) => [row.seq, row.hash as Hash]));
}

/**
 * Inserts the entries and moves the position in one round trip. The lines travel as one text: a line holds no line feed,
 * and an array of them would be quoted and unquoted character by character.
 */
async function keep(
  tx: Transaction<Tables>,
  kiosk: KioskId,
  entries: readonly KeptEntry[],
  end: Position,
): Promise<void> {
  const column = <K extends keyof KeptEntry>(name: K) => entries.map((entry) => entry[name]);
  await sql`
    with moved as (
      update journal set seq = ${end.seq}, hash = ${end.hash}
      where kiosk = ${kiosk} and journal = ${end.journal})
    insert into entry (kiosk, journal, seq, id, kind, wall, "offset", hash, line, quarantine)
    select ${kiosk}::uuid, ${end.journal}::uuid, * from unnest(
      ${column('seq')}::bigint[], ${column('id')}::uuid[], ${column('kind')}::text[],
      ${column('wall')}::bigint[], ${column('offset')}::bigint[], ${column('hash')}::text[],
      string_to_array(${column('line').join('\n')}, chr(10)), ${column('quarantine')}::text[])
    on conflict (kiosk, journal, seq) do nothing`.execute(tx);
}

async function insertFork(
  tx: Transaction<Tables>,
  kiosk: KioskId,
  journal: JournalId,
  lines: readonly ForkLine[],
  receivedAt: number,
): Promise<void> {
  await tx
    .insertInto('fork')
    .values(
      lines.map(({ seq, hash, heldHash, line }) => ({
        ...{ kiosk, journal, seq, hash, line },
        held_hash: heldHash,
        received_at: receivedAt,
      })),
    )
    .onConflict((conflict) => conflict.columns(['kiosk', 'journal', 'seq', 'hash']).doNothing())
    .execute();
}

function positionOf(journal: JournalId, row: { seq: number; hash: string } | undefined): Position {
  return { journal, seq: row?.seq ?? 0, hash: (row?.hash ?? zeroHash) as Hash };
}
