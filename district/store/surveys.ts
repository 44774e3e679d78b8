import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { SurveyCount, Surveys } from '../domain/ports.ts';
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
  };
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
