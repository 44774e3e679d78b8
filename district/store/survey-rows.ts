import type { KioskId } from '../../shared/model/ids.ts';
import type { LatenessFact } from '../../shared/model/journal.ts';
import type {
  AnswerFact,
  EndFact,
  HandOverFact,
  LaunchFact,
  SurveyFacts,
} from '../domain/ports.ts';
import type { HandOverRow, SurveyRow } from './tables.ts';

/** One survey as a row and back. The ids in a row were parsed before they were written, so they are branded as read. */
export function rowOfFacts(kiosk: KioskId, facts: SurveyFacts): SurveyRow {
  const { launched, answered, ended } = facts;
  return {
    kiosk,
    survey: facts.survey,
    launched_at: launched?.at ?? null,
    launch_entry: launched?.entry ?? null,
    origin: launched?.origin ?? null,
    unit: launched?.unit ?? null,
    counter: launched?.counter ?? null,
    form: launched?.form ?? null,
    dossier: launched?.dossier ?? null,
    procedure: launched?.procedure ?? null,
    officer: launched?.officer ?? null,
    shown_at: facts.shownAt,
    answered_at: answered?.at ?? null,
    answer_entry: answered?.entry ?? null,
    answer_form: answered?.form ?? null,
    level: answered?.level ?? null,
    detailed_at: facts.detailedAt,
    ended_at: ended?.at ?? null,
    end_entry: ended?.entry ?? null,
    ended: ended?.outcome ?? null,
    after_ms: answered?.afterMs ?? null,
    launched_by: launched?.by ?? null,
    client: launched?.client ?? null,
    lateness: launched?.lateness?.state ?? null,
    late_days: launched?.lateness?.workingDays ?? null,
    apology: launched?.apology ?? null,
    apology_shown_at: facts.apologyShownAt,
  };
}

export function rowOfHandOver(kiosk: KioskId, fact: HandOverFact): HandOverRow {
  const { entry, at, dossier, procedure, officer, client } = fact;
  return { kiosk, entry, at, dossier, procedure, officer, hand_over: fact.handOver, client };
}

export function factsOfRow(row: SurveyRow): SurveyFacts {
  return {
    survey: row.survey as SurveyFacts['survey'],
    launched: launchOf(row),
    shownAt: row.shown_at,
    answered: answerOf(row),
    detailedAt: row.detailed_at,
    ended: endOf(row),
    apologyShownAt: row.apology_shown_at,
  };
}

function launchOf(row: SurveyRow): LaunchFact | null {
  if (row.launched_at === null || row.launch_entry === null) return null;
  return {
    at: row.launched_at,
    entry: row.launch_entry,
    origin: row.origin as LaunchFact['origin'],
    unit: row.unit as LaunchFact['unit'],
    counter: row.counter as LaunchFact['counter'],
    form: row.form as LaunchFact['form'],
    dossier: row.dossier as LaunchFact['dossier'],
    procedure: row.procedure as LaunchFact['procedure'],
    officer: row.officer as LaunchFact['officer'],
    by: row.launched_by as LaunchFact['by'],
    client: row.client as LaunchFact['client'],
    lateness:
      row.lateness === null
        ? null
        : {
            state: row.lateness as LatenessFact['state'],
            workingDays: row.late_days,
          },
    apology: row.apology as LaunchFact['apology'],
  };
}

function answerOf(row: SurveyRow): AnswerFact | null {
  if (row.answered_at === null || row.answer_entry === null || row.level === null) return null;
  return {
    at: row.answered_at,
    entry: row.answer_entry,
    form: row.answer_form as AnswerFact['form'],
    level: row.level,
    afterMs: row.after_ms,
  };
}

function endOf(row: SurveyRow): EndFact | null {
  if (row.ended_at === null || row.end_entry === null) return null;
  return { at: row.ended_at, entry: row.end_entry, outcome: row.ended as EndFact['outcome'] };
}
