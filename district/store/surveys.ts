import { sql, type Kysely, type RawBuilder } from 'kysely';
import type {
  DossierWay,
  ObservedSurvey,
  Period,
  ReportedHandOver,
  SurveyCount,
  Surveys,
} from '../domain/ports.ts';
import type { Tables } from './tables.ts';

/** Counts over the surveys; what the counts mean is decided in the domain. */
export function surveysIn(db: Kysely<Tables>): Surveys {
  return {
    count: async (period, form, unit) => {
      const { rows } = await sql<SurveyCount>`
        select unit, procedure, origin, outcome, level, repeat,
          count(*) as surveys, count(shown_at) as shown, count(detailed_at) as detailed
        from (
          select unit, procedure, origin, shown_at, detailed_at, level,
            case when answered_at is not null then 'answered' else coalesce(ended, 'open') end
              as outcome,
            ${isRepeat()} as repeat
          from survey
          where launched_at is not null
            and coalesce(answered_at, launched_at) >= ${period.fromMs}
            and coalesce(answered_at, launched_at) < ${period.toMs}
            and coalesce(answer_form, form) = ${form}
            and (${unit}::text is null or unit = ${unit})
        ) as counted
        group by unit, procedure, origin, outcome, level, repeat`.execute(db);
      return rows;
    },
    quarantined: async (period, unit) => {
      const { rows } = await sql<{ quarantined: number }>`
        select (
          select count(*) from entry join kiosk using (kiosk)
          where quarantine is not null and (${unit}::text is null or kiosk.unit = ${unit})
            and wall + coalesce("offset", 0) >= ${period.fromMs}
            and wall + coalesce("offset", 0) < ${period.toMs}
        ) + (
          select count(*) from survey join kiosk using (kiosk)
          where launched_at is null and answered_at >= ${period.fromMs}
            and answered_at < ${period.toMs} and (${unit}::text is null or kiosk.unit = ${unit})
        ) as quarantined`.execute(db);
      return rows[0]?.quarantined ?? 0;
    },
    ways: (period, unit) => ways(db, period, unit),
    observed: (period) => observed(db, period),
    handedOver: (period, unit) => handedOver(db, period, unit),
  };
}

/** Surveys of dossiers, by who handed them over. */
async function ways(
  db: Kysely<Tables>,
  period: Period,
  unit: string | null,
): Promise<readonly DossierWay[]> {
  const { rows } = await sql<DossierWay>`
        select unit, counter, officer, count(*) as launched, count(shown_at) as shown,
          ${ending('answered')}, ${ending('declined')}, ${ending('expired')},
          ${ending('withdrawn')}, ${ending('open')},
          count(*) filter (where lateness = 'on-time') as "onTime",
          count(*) filter (where lateness = 'late') as late,
          count(*) filter (where lateness = 'unknown') as "latenessUnknown",
          count(*) filter (where apology = 'recorded') as "apologiesRecorded",
          count(*) filter (where apology = 'not-recorded') as "apologiesMissing",
          count(apology_shown_at) as "apologiesShown"
        from survey
        where origin = 'desk' and coalesce(answered_at, launched_at) >= ${period.fromMs}
          and coalesce(answered_at, launched_at) < ${period.toMs}
          and (${unit}::text is null or unit = ${unit}) and not (${isRepeat()})
        group by unit, counter, officer
        order by unit, counter, officer nulls last`.execute(db);
  return rows;
}

async function observed(db: Kysely<Tables>, period: Period): Promise<readonly ObservedSurvey[]> {
  const { rows } = await sql<ObservedSurvey>`
        select unit, counter, officer, origin, launched_at as "launchedAt", shown_at as "shownAt",
          answered_at as "answeredAt", coalesce(answer_form, form) as form, level,
          after_ms as "afterMs", ${isRepeat()} as repeat,
          case when answered_at is null and ended = 'withdrawn' then ended_at end as "withdrawnAt"
        from survey
        where launched_at >= ${period.fromMs} and launched_at < ${period.toMs}
        order by launched_at, kiosk, survey`.execute(db);
  return rows;
}

/** How many ended like this, as they stand today. */
function ending(outcome: string): RawBuilder<unknown> {
  return sql`count(*) filter (
    where case when answered_at is not null then 'answered' else coalesce(ended, 'open') end
      = ${outcome}) as ${sql.id(outcome)}`;
}

/** A dossier may be reported again, or on two kiosks: its first report speaks for it, a launch anywhere in the unit counts. */
async function handedOver(
  db: Kysely<Tables>,
  period: Period,
  unit: string | null,
): Promise<readonly ReportedHandOver[]> {
  const { rows } = await sql<ReportedHandOver>`
    select unit, counter, officer, exists (
      select 1 from survey
      where survey.unit = first.unit and survey.dossier = first.dossier
        and launched_at is not null
    ) as launched
    from (
      select distinct on (kiosk.unit, dossier)
        kiosk.unit, kiosk.counter, officer, dossier, at
      from hand_over join kiosk using (kiosk)
      where (${unit}::text is null or kiosk.unit = ${unit})
      order by kiosk.unit, dossier, at, entry
    ) as first
    where at >= ${period.fromMs} and at < ${period.toMs}
    order by unit, counter, officer nulls last`.execute(db);
  return rows;
}

/**
 * Of the answers to one dossier of a unit the first counts: by corrected time, then by kiosk and survey, so that every
 * district that holds the same entries names the same first. Decided when it is read: an answer that arrives late may
 * still turn out to be the first.
 */
function isRepeat(): RawBuilder<boolean> {
  return sql<boolean>`answered_at is not null and dossier is not null and exists (
    select 1 from survey as before
    where before.unit = survey.unit and before.dossier = survey.dossier
      and before.answered_at is not null
      and (before.answered_at, before.kiosk, before.survey)
        < (survey.answered_at, survey.kiosk, survey.survey))`;
}
