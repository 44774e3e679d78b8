import type { ApologyView } from '../../../shared/contract/citizen.ts';
import type { ApologyAnswer, DeskSurvey } from '../../../shared/contract/desk.ts';
import type {
  ClientId,
  DossierToken,
  OfficerId,
  ProcedureCode,
  SurveyId,
} from '../../../shared/model/ids.ts';
import type { HandOver } from '../../../shared/model/journal.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import type { DossierDesk, FoundDossier } from '../dossiers/dossier-desk.ts';
import type { InstalledDocuments } from '../installed-documents.ts';
import type { LookUp } from '../look-up/look-up.ts';
import type { Clock, Journal } from '../ports.ts';
import type { Recorder } from '../recorder.ts';
import { surveysOn } from '../stage.ts';
import { launchSurvey, type Survey, type SurveyFacts } from '../survey-machine.ts';
import type { Surveys } from '../surveys.ts';
import { dossierFacts, groundOf, type DossierBound, type Ground } from './survey-facts.ts';

/** Who asks for a rating: the officer at the desk, the one-stop software, or the citizen with the slip. */
export type LaunchedBy =
  | { readonly by: 'officer'; readonly officer: OfficerId }
  | { readonly by: 'software'; readonly client: ClientId; readonly officer: OfficerId | null }
  | { readonly by: 'citizen' };

/** What is not given is taken from the record of the dossier, then from its hand-over. */
export type LaunchOrder = {
  readonly dossier: string;
  readonly procedure?: ProcedureCode | undefined;
  readonly handOver?: HandOver | undefined;
  readonly correction?: boolean | undefined;
  readonly apology?: ApologyAnswer | undefined;
};

/** The one way a dossier's rating begins, whoever begins it. */
export type Launching = {
  launch(by: LaunchedBy, order: LaunchOrder): Result<DeskSurvey, Problem>;
  /** As the desk may know it. `survey.unknown`; a walk-in is none of the desk's business. */
  status(survey: SurveyId): Result<DeskSurvey, Problem>;
};

type Parts = {
  readonly surveys: Surveys;
  readonly recorder: Recorder;
  readonly journal: Journal;
  readonly documents: InstalledDocuments;
  readonly lookUp: LookUp;
  readonly dossiers: DossierDesk;
  readonly clock: Clock;
};

export function createLaunching(parts: Parts): Launching {
  return {
    launch: (by, order) => launch(parts, by, order),
    status: (survey) => status(parts, survey),
  };
}

function launch(parts: Parts, by: LaunchedBy, order: LaunchOrder): Result<DeskSurvey, Problem> {
  const { surveys, dossiers, documents } = parts;
  const ground = groundOf(documents);
  if (!ground.ok) return ground;
  const officer = officerOf(documents, by);
  if (!officer.ok) return officer;
  const settled = surveys.settle();
  if (!settled.ok) return settled;
  const found = dossiers.one(order.dossier);
  if (!found.ok) return found;
  const { token } = found.value;
  if (parts.journal.isRated(token)) return refuseRepeat(parts, found.value, by);
  const open = openOf(parts, token);
  if (open) return joinOpen(parts, open, by, order);
  const facts = factsOf(parts, ground.value, found.value, by, order);
  if (!facts.ok) return facts;
  const survey = launchSurvey(facts.value, parts.clock.mono());
  const launched = surveys.launch(survey, { consented: by.by === 'citizen' });
  if (!launched.ok) return launched;
  dossiers.launched(facts.value.launched);
  return status(parts, facts.value.survey);
}

/** Who hands it over; null where nobody said. `officer.unknown`. */
function officerOf(
  documents: InstalledDocuments,
  by: LaunchedBy,
): Result<OfficerId | null, Problem> {
  const officer = by.by === 'citizen' ? null : by.officer;
  const officers = documents.current('officers')?.body.officers ?? [];
  const known = officer === null || officers.some(({ id }) => id === officer);
  return known ? ok(officer) : fail(problem('officer.unknown'));
}

function factsOf(
  parts: Parts,
  ground: Ground,
  found: FoundDossier,
  by: LaunchedBy,
  order: LaunchOrder,
): Result<SurveyFacts, Problem> {
  const { lookUp, dossiers } = parts;
  const { record } = found;
  const told = dossiers.records.handOverOf(found.token);
  if (order.procedure !== undefined && lookUp.row(order.procedure) === null) {
    return fail(problem('procedure.unknown', { code: order.procedure }));
  }
  const procedure = order.procedure ?? record?.procedure ?? null;
  // A citizen with a slip cannot be asked which procedure it was.
  if (procedure === null && by.by !== 'citizen') return fail(problem('procedure.needed'));
  const { lateness } = dossiers.due(record);
  const isLate = lateness.state === 'late';
  const isCorrection = order.correction ?? told?.correction ?? false;
  const isDue = isLate || isCorrection;
  const answer =
    order.apology ?? told?.apology ?? (by.by === 'citizen' ? 'not-recorded' : undefined);
  if (isDue && answer === undefined) return fail(problem('apology.needed'));
  const cause: ApologyView['cause'] = isCorrection ? 'correction' : isLate ? 'late' : null;
  const apology = answer === 'not-recorded' || answer === undefined ? null : { ...answer, cause };
  const catalogue = lookUp.catalogue();
  const bound: DossierBound = {
    ...{
      dossier: found.token,
      agency: found.agency,
      procedure,
      lateness: { ...lateness },
      by: by.by,
    },
    // 0: the catalogue the kiosk was shipped with; null: none.
    catalogueVersion: catalogue && (catalogue.version ?? 0),
    officer:
      by.by === 'citizen' ? (record?.officer ?? null) : (by.officer ?? record?.officer ?? null),
    handOver: order.handOver ?? told?.handOver ?? record?.handOver ?? 'completed',
    ...(by.by === 'software' ? { client: by.client } : {}),
    ...(apology || isDue ? { apology: apology ? 'recorded' : 'not-recorded' } : {}),
    ...(apology?.slip ? { slip: apology.slip } : {}),
  };
  const procedureName = procedure && (lookUp.row(procedure)?.name ?? null);
  return ok(dossierFacts(ground, bound, { procedureName, dossierTail: found.tail, apology }));
}

/** The open survey of the same dossier: a double click, an answer that got lost, a second desk, a slip scanned too. */
function openOf({ surveys }: Parts, dossier: DossierToken): Survey | null {
  const open = surveysOn(surveys.stage);
  return open.find((survey) => survey.context.facts.launched.dossier === dossier) ?? null;
}

/** One dossier, one invitation: the same launch again is the one that stands; another one has to wait for its end. */
function joinOpen(
  parts: Parts,
  open: Survey,
  by: LaunchedBy,
  order: LaunchOrder,
): Result<DeskSurvey, Problem> {
  const { survey, launched } = open.context.facts;
  if (by.by === 'citizen') {
    parts.surveys.bringForward(survey);
    return status(parts, survey);
  }
  const { procedure = launched.procedure, handOver = launched.handOver, apology } = order;
  const isSame =
    procedure === launched.procedure &&
    handOver === launched.handOver &&
    (apology === undefined || apology === 'not-recorded' || launched.apology === 'recorded');
  return isSame ? status(parts, survey) : fail(problem('survey.open-otherwise'));
}

/** One rating per dossier: a second launch is refused and told of. */
function refuseRepeat(
  { recorder }: Parts,
  { token: dossier }: FoundDossier,
  by: LaunchedBy,
): Result<never, Problem> {
  const officer = by.by === 'citizen' ? null : by.officer;
  const client = by.by === 'software' ? { client: by.client } : {};
  recorder.record([
    { kind: 'survey.repeat-refused', body: { dossier, officer, by: by.by, ...client } },
  ]);
  return fail(problem('survey.already-rated'));
}

function status({ surveys }: Parts, survey: SurveyId): Result<DeskSurvey, Problem> {
  surveys.settle();
  const record = surveys.recall(survey);
  return record?.origin === 'desk' ? ok(record.desk) : fail(problem('survey.unknown'));
}
