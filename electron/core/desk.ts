import type { DeskProcedure, DeskSurvey, Station } from '../../shared/contract/desk.ts';
import { proceduresShownMax } from '../../shared/limits.ts';
import { parseDossierCode, type DossierCode } from '../../shared/model/dossier-code.ts';
import type { DossierToken, OfficerId, ProcedureCode, SurveyId } from '../../shared/model/ids.ts';
import type { HandOver } from '../../shared/model/journal.ts';
import { problem, type Problem } from '../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import { dossierToken } from './dossier-token.ts';
import type { InstalledDocuments } from './installed-documents.ts';
import { dossierFacts, groundOf, type Ground } from './launch.ts';
import type { LookUp } from './look-up/look-up.ts';
import type { Clock, Identity, IdentityStore, Journal } from './ports.ts';
import type { Recorder } from './recorder.ts';
import { surveysOn } from './stage.ts';
import { launchSurvey, type Survey, type SurveyFacts } from './survey-machine.ts';
import type { Surveys } from './surveys.ts';

export type LaunchInput = {
  readonly officer: OfficerId;
  /** As typed, pasted or scanned. */
  readonly dossier: string;
  readonly procedure: ProcedureCode;
  readonly handOver: HandOver;
};

/** What an officer can do. Nothing here tells one answer from another. */
export type Desk = {
  station(): Station;
  procedures(text: string): DeskProcedure[];
  launch(input: LaunchInput): Result<DeskSurvey, Problem>;
  withdraw(survey: SurveyId, officer: OfficerId): Result<DeskSurvey, Problem>;
  status(survey: SurveyId): Result<DeskSurvey, Problem>;
  /** The surveys of this desk that are not over yet. */
  open(): DeskSurvey[];
};

type Parts = {
  readonly surveys: Surveys;
  readonly recorder: Recorder;
  readonly journal: Journal;
  readonly documents: InstalledDocuments;
  readonly lookUp: LookUp;
  readonly identity: IdentityStore;
  readonly clock: Clock;
  /** District time minus device time in ms, null before the first contact. */
  readonly offset: () => number | null;
};

export function createDesk(parts: Parts): Desk {
  return {
    station: () => station(parts),
    procedures: (text) => findProcedures(parts.lookUp, text),
    launch: (input) => launch(parts, input),
    withdraw: (survey, officer) => withdraw(parts, survey, officer),
    status: (survey) => status(parts, survey),
    open: () => surveysOn(parts.surveys.stage).flatMap((survey) => deskSide(parts, survey)),
  };
}

/** What matches, best first; the first of the unit's own for an empty text. */
function findProcedures(lookUp: LookUp, text: string): DeskProcedure[] {
  const rows =
    text.trim() === ''
      ? lookUp.first(proceduresShownMax)
      : lookUp.search({ text, domain: null }).found.slice(0, proceduresShownMax);
  return rows.map(({ code, name, domain, level }) => ({ code, name, domain, level }));
}

function station({ documents, lookUp, identity, recorder, clock, offset }: Parts): Station {
  const settings = documents.current('settings')?.body;
  const complete = groundOf(documents).ok && identity.read() !== null;
  return {
    place: settings ? { unit: settings.unit, counter: settings.counter } : null,
    officers: documents.current('officers')?.body.officers ?? [],
    dossierPrefix: settings
      ? `${settings.unit.code}-${receptionDate(clock.wall() + (offset() ?? 0))}-`
      : null,
    ready: complete && recorder.problem() === null,
    catalogueLabel: lookUp.catalogue()?.label ?? '',
  };
}

/** Today at the counter, as dossier codes write it: yymmdd. */
function receptionDate(wallMs: number): string {
  const isoDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(wallMs);
  return isoDay.slice(2).replaceAll('-', '');
}

type Checked = {
  readonly ground: Ground;
  readonly code: DossierCode;
  readonly token: DossierToken;
  readonly procedure: DeskProcedure;
};

function launch(parts: Parts, input: LaunchInput): Result<DeskSurvey, Problem> {
  const checked = check(parts, input);
  if (!checked.ok) return checked;
  const { token } = checked.value;
  if (parts.journal.isRated(token)) return refuseRepeat(parts, token, input.officer);

  const survey = launchSurvey(factsOf(parts, checked.value, input), parts.clock.mono());
  const twin = twinOf(parts, survey.context.facts.launched);
  if (twin) return status(parts, twin.context.facts.survey);
  const launched = parts.surveys.launch(survey);
  return launched.ok ? status(parts, survey.context.facts.survey) : launched;
}

function check(
  { documents, lookUp, identity }: Parts,
  input: LaunchInput,
): Result<Checked, Problem> {
  const ground = groundOf(documents);
  if (!ground.ok) return ground;
  const enrolled: Identity | null = identity.read();
  if (!enrolled) return fail(problem('enrolment.missing'));
  if (!isOfficer(documents, input.officer)) return fail(problem('officer.unknown'));
  const code = parseDossierCode(input.dossier);
  if (!code.ok) return code;
  const procedure = lookUp.row(input.procedure);
  if (!procedure) return fail(problem('procedure.unknown', { code: input.procedure }));
  const token = dossierToken(code.value, enrolled.unitKey);
  return ok({ ground: ground.value, code: code.value, token, procedure });
}

function isOfficer(documents: InstalledDocuments, id: OfficerId): boolean {
  const officers = documents.current('officers')?.body.officers ?? [];
  return officers.some((officer) => officer.id === id);
}

function factsOf({ lookUp }: Parts, checked: Checked, input: LaunchInput): SurveyFacts {
  const { ground, code, token, procedure } = checked;
  return dossierFacts(
    ground,
    {
      dossier: token,
      agency: code.agency,
      procedure: procedure.code,
      catalogueVersion: catalogueVersion(lookUp),
      officer: input.officer,
      handOver: input.handOver,
    },
    { procedureName: procedure.name, dossierTail: code.tail },
  );
}

/** 0: the catalogue the kiosk was shipped with; null: none. */
function catalogueVersion(lookUp: LookUp): number | null {
  const catalogue = lookUp.catalogue();
  return catalogue && (catalogue.version ?? 0);
}

/** One rating per dossier: a second launch is refused and told of. */
function refuseRepeat(
  { recorder }: Parts,
  dossier: DossierToken,
  officer: OfficerId,
): Result<never, Problem> {
  recorder.record([{ kind: 'survey.repeat-refused', body: { dossier, officer } }]);
  return fail(problem('survey.already-rated'));
}

/** The open survey of the very same launch, asked for twice: a double click, or an answer that got lost. */
function twinOf({ surveys }: Parts, launched: SurveyFacts['launched']): Survey | undefined {
  const same = ['dossier', 'procedure', 'officer', 'handOver'] as const;
  return surveysOn(surveys.stage).find((survey) =>
    same.every((name) => survey.context.facts.launched[name] === launched[name]),
  );
}

function withdraw(parts: Parts, survey: SurveyId, officer: OfficerId): Result<DeskSurvey, Problem> {
  if (!isOfficer(parts.documents, officer)) return fail(problem('officer.unknown'));
  const known = status(parts, survey);
  if (!known.ok) return known;
  const withdrawn = parts.surveys.happen(survey, { type: 'withdraw', officer });
  return withdrawn.ok ? status(parts, survey) : withdrawn;
}

/** A walk-in is none of the desk's business: to the desk it does not exist. */
function status({ surveys }: Parts, survey: SurveyId): Result<DeskSurvey, Problem> {
  surveys.settle();
  const record = surveys.recall(survey);
  return record?.origin === 'desk' ? ok(record.desk) : fail(problem('survey.unknown'));
}

function deskSide({ surveys }: Parts, survey: Survey): DeskSurvey[] {
  const record = surveys.recall(survey.context.facts.survey);
  return record?.origin === 'desk' && record.desk.status === 'waiting' ? [record.desk] : [];
}
