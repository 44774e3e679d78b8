import { v7 as uuidv7 } from 'uuid';
import type { ApologyView } from '../../../shared/contract/citizen.ts';
import type { Form } from '../../../shared/model/form.ts';
import type { KioskSettings } from '../../../shared/model/documents.ts';
import { surveyIdSchema, type ProcedureCode } from '../../../shared/model/ids.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import { formForHandOver } from '../../../shared/rules/form-for-hand-over.ts';
import type { InstalledDocuments } from '../installed-documents.ts';
import type { SurveyFacts } from '../survey-machine.ts';

/** What a survey needs from the documents that came down. */
export type Ground = { readonly settings: KioskSettings; readonly form: Form };

/** `enrolment.missing` before the kiosk has been told where it stands, `form.missing` before it has a form. */
export function groundOf(documents: InstalledDocuments): Result<Ground, Problem> {
  const settings = documents.current('settings')?.body;
  if (!settings) return fail(problem('enrolment.missing'));
  const form = documents.current('form')?.body;
  return form ? ok({ settings, form }) : fail(problem('form.missing'));
}

export type DossierBound = Omit<
  SurveyFacts['launched'],
  'survey' | 'origin' | 'unit' | 'counter' | 'form'
>;

type Shown = Pick<SurveyFacts, 'procedureName' | 'dossierTail' | 'apology'>;

const noDossier: DossierBound = {
  dossier: null,
  agency: null,
  procedure: null,
  catalogueVersion: null,
  officer: null,
  handOver: null,
};

/** A rating that belongs to no dossier. */
export function walkInFacts(ground: Ground): SurveyFacts {
  const nothing = { procedureName: null, dossierTail: null, apology: null };
  return facts(ground, 'walk-in', noDossier, nothing);
}

/** A rating that is launched for one dossier. */
export function dossierFacts(ground: Ground, bound: DossierBound, shown: Shown): SurveyFacts {
  return facts(ground, 'desk', bound, shown);
}

function facts(
  { settings, form }: Ground,
  origin: 'desk' | 'walk-in',
  bound: DossierBound,
  shown: Shown,
): SurveyFacts {
  const survey = surveyIdSchema.parse(uuidv7());
  return {
    ...shown,
    survey,
    form: formForHandOver(form, bound.handOver),
    timeouts: settings,
    launched: {
      survey,
      origin,
      unit: settings.unit.id,
      counter: settings.counter.id,
      form: { id: form.id, version: form.version },
      ...bound,
    },
  };
}

/** The name of a procedure in the catalogue of today; null when it is not in it, or there is none. */
export type ProcedureName = (procedure: ProcedureCode | null) => string | null;

/** What a launched survey was about, after a restart. Its dossier's last digits were never written: they stay unknown. */
export function recallFacts(
  documents: InstalledDocuments,
  nameOf: ProcedureName,
  launched: SurveyFacts['launched'],
): SurveyFacts | null {
  const settings = documents.current('settings')?.body;
  const form = documents.form(launched.form.id, launched.form.version);
  if (!settings || !form) return null;
  return {
    survey: launched.survey,
    form: formForHandOver(form, launched.handOver),
    procedureName: nameOf(launched.procedure),
    dossierTail: null,
    apology: launched.apology === 'recorded' ? rememberedApology(launched) : null,
    launched,
    timeouts: settings,
  };
}

/** The slip's words were memory only: that the unit apologises, a lateness, and the slip's number are what is left. */
function rememberedApology({ lateness, slip }: SurveyFacts['launched']): ApologyView {
  const cause = lateness?.state === 'late' ? 'late' : null;
  return { cause, reason: null, promise: null, slip: slip ?? null };
}
