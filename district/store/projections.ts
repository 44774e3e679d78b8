import { sql, type Kysely, type Transaction } from 'kysely';
import type { JournalId, KioskId, SurveyId } from '../../shared/model/ids.ts';
import type { HandOverFact, Projections, SurveyFacts } from '../domain/ports.ts';
import { surveyKinds } from '../domain/survey-facts.ts';
import { noteHealth } from './health.ts';
import { factsOfRow, rowOfFacts, rowOfHandOver } from './survey-rows.ts';
import type { SurveyRow, Tables } from './tables.ts';

type Cursor = { readonly kiosk: KioskId; readonly journal: JournalId; readonly seq: number };

/** The surveys as read from the entries so far, with one cursor per journal. */
export function projectionsIn(db: Kysely<Tables>): Projections {
  return {
    behind: async () => {
      const { rows } = await sql<{ kiosk: KioskId; journal: JournalId }>`
        select journal.kiosk, journal.journal from journal
        left join projection_cursor cursor using (kiosk, journal)
        where journal.seq > coalesce(cursor.seq, 0)
        order by journal.kiosk, journal.journal`.execute(db);
      return rows;
    },
    step: (kiosk, journal, entriesMax, work) =>
      db.transaction().execute(async (tx) => {
        const cursor = { kiosk, journal, seq: await lockKiosk(tx, kiosk, journal) };
        const next = await endOfStep(tx, cursor, entriesMax);
        if (next <= cursor.seq) return false;
        await work({
          lines: await linesOf(tx, cursor, next),
          surveys: (ids) => surveysOf(tx, kiosk, ids),
          save: (surveys) => save(tx, kiosk, surveys),
          saveHandOvers: (handOvers) => saveHandOvers(tx, kiosk, handOvers),
          saveHealth: async (notes) => {
            for (const note of notes) await noteHealth(tx, kiosk, note);
          },
        });
        await moveCursor(tx, { ...cursor, seq: next });
        return true;
      }),
    forget: () =>
      db.transaction().execute(async (tx) => {
        await sql`lock table kiosk in exclusive mode`.execute(tx); // waits for every step under way
        await tx.deleteFrom('survey').execute();
        await tx.deleteFrom('hand_over').execute();
        await tx.deleteFrom('projection_cursor').execute();
      }),
  };
}

/** Two journals of one kiosk may speak about one survey, so a kiosk is projected by one transaction at a time. */
async function lockKiosk(
  tx: Transaction<Tables>,
  kiosk: KioskId,
  journal: JournalId,
): Promise<number> {
  await sql`select 1 from kiosk where kiosk = ${kiosk} for no key update`.execute(tx);
  const cursor = await tx
    .selectFrom('projection_cursor')
    .select('seq')
    .where('kiosk', '=', kiosk)
    .where('journal', '=', journal)
    .executeTakeFirst();
  return cursor?.seq ?? 0;
}

async function endOfStep(
  tx: Transaction<Tables>,
  cursor: Cursor,
  entriesMax: number,
): Promise<number> {
  const journal = await tx
    .selectFrom('journal')
    .select('seq')
    .where('kiosk', '=', cursor.kiosk)
    .where('journal', '=', cursor.journal)
    .executeTakeFirst();
  return Math.min(journal?.seq ?? 0, cursor.seq + entriesMax);
}

async function linesOf(
  tx: Transaction<Tables>,
  after: Cursor,
  toSeq: number,
): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('entry')
    .select('line')
    .where('kiosk', '=', after.kiosk)
    .where('journal', '=', after.journal)
    .where('seq', '>', after.seq)
    .where('seq', '<=', toSeq)
    .where('kind', 'in', [...surveyKinds])
    .where('quarantine', 'is', null)
    .orderBy('seq')
    .execute();
  return rows.map((row) => row.line);
}

async function surveysOf(
  tx: Transaction<Tables>,
  kiosk: KioskId,
  ids: readonly SurveyId[],
): Promise<ReadonlyMap<SurveyId, SurveyFacts>> {
  const { rows } = await sql<SurveyRow>`
    select * from survey where kiosk = ${kiosk} and survey = any(${[...ids]}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.survey as SurveyId, factsOfRow(row)]));
}

async function save(
  tx: Transaction<Tables>,
  kiosk: KioskId,
  surveys: readonly SurveyFacts[],
): Promise<void> {
  const rows = JSON.stringify(surveys.map((facts) => rowOfFacts(kiosk, facts)));
  await sql`
    insert into survey
    select * from jsonb_populate_recordset(null::survey, ${rows}::jsonb)
    on conflict (kiosk, survey) do update set
      launched_at = excluded.launched_at, launch_entry = excluded.launch_entry,
      origin = excluded.origin, unit = excluded.unit, counter = excluded.counter,
      form = excluded.form, dossier = excluded.dossier, procedure = excluded.procedure,
      officer = excluded.officer, shown_at = excluded.shown_at,
      answered_at = excluded.answered_at, answer_entry = excluded.answer_entry,
      answer_form = excluded.answer_form, level = excluded.level,
      detailed_at = excluded.detailed_at,
      ended_at = excluded.ended_at, end_entry = excluded.end_entry,
      ended = excluded.ended, after_ms = excluded.after_ms,
      launched_by = excluded.launched_by, client = excluded.client,
      lateness = excluded.lateness, late_days = excluded.late_days,
      apology = excluded.apology,
      apology_shown_at = excluded.apology_shown_at`.execute(tx);
}

/** An entry says the same however often it arrives. */
async function saveHandOvers(
  tx: Transaction<Tables>,
  kiosk: KioskId,
  handOvers: readonly HandOverFact[],
): Promise<void> {
  const rows = handOvers.map((fact) => rowOfHandOver(kiosk, fact));
  if (rows.length === 0) return;
  await tx
    .insertInto('hand_over')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['kiosk', 'entry']).doNothing())
    .execute();
}

async function moveCursor(tx: Transaction<Tables>, to: Cursor): Promise<void> {
  await tx
    .insertInto('projection_cursor')
    .values(to)
    .onConflict((conflict) => conflict.columns(['kiosk', 'journal']).doUpdateSet({ seq: to.seq }))
    .execute();
}
