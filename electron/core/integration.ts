import { createHash, timingSafeEqual } from 'node:crypto';
import type { ApiSurvey, PreLoaded } from '../../shared/contract/desk-api.ts';
import type { ApologyAnswer, DeskSurvey } from '../../shared/contract/desk.ts';
import { refusalsNotedPerMinute } from '../../shared/limits.ts';
import type { ApiClient, ClientRight } from '../../shared/model/documents.ts';
import type { ClientId, OfficerId, ProcedureCode, SurveyId } from '../../shared/model/ids.ts';
import type { HandOver } from '../../shared/model/journal.ts';
import { problem, type Problem } from '../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import { openSurveys } from './desk.ts';
import type { DossierDesk } from './dossiers/dossier-desk.ts';
import type { InstalledDocuments } from './installed-documents.ts';
import type { Launching, LaunchOrder } from './launch/launching.ts';
import { groundOf } from './launch/survey-facts.ts';
import type { Clock } from './ports.ts';
import type { Recorder } from './recorder.ts';
import type { Surveys } from './surveys.ts';

export type HandOverReport = {
  readonly dossier: string;
  readonly procedure?: ProcedureCode | undefined;
  readonly officer?: OfficerId | undefined;
  readonly handOver: HandOver;
  readonly correction?: boolean | undefined;
  readonly apology?: ApologyAnswer | undefined;
};

/** What one-stop software can do. It learns "waiting / rated / not rated" and nothing more. */
export type Integration = {
  /** The client of an API key. `api.key`; turned away is noted in the journal, a bounded number of times. */
  clientOf(key: string | null): Result<ApiClient, Problem>;
  /** `api.right`. */
  allow(client: ApiClient, right: ClientRight): Result<void, Problem>;
  launch(
    client: ClientId,
    order: LaunchOrder & { readonly officer?: OfficerId | undefined },
  ): Result<ApiSurvey, Problem>;
  withdraw(client: ClientId, survey: SurveyId): Result<ApiSurvey, Problem>;
  status(survey: SurveyId): Result<ApiSurvey, Problem>;
  open(): ApiSurvey[];
  announce(client: ClientId, dossiers: readonly PreLoaded[]): Result<number, Problem>;
  announced(client: ClientId): number;
  handedOver(client: ClientId, report: HandOverReport): Result<void, Problem>;
  /** Somebody was turned away at the door. */
  noteRefusal(client: ClientId | null, refusal: Problem): void;
};

type Parts = {
  readonly surveys: Surveys;
  readonly launching: Launching;
  readonly dossiers: DossierDesk;
  readonly recorder: Recorder;
  readonly documents: InstalledDocuments;
  readonly clock: Clock;
};

export function createIntegration(parts: Parts): Integration {
  const { launching, dossiers, surveys, documents } = parts;
  const noteRefusal = createNotes(parts);
  const known = (survey: SurveyId): Result<ApiSurvey, Problem> => seen(launching.status(survey));
  return {
    clientOf(key) {
      const client = clientWith(documents, key);
      if (client) return ok(client);
      const refusal = problem('api.key');
      noteRefusal(null, refusal);
      return fail(refusal);
    },
    allow(client, right) {
      if (client.rights.includes(right)) return ok(undefined);
      const refusal = problem('api.right', { right });
      noteRefusal(client.id, refusal);
      return fail(refusal);
    },
    launch: (client, { officer = null, ...order }) =>
      seen(launching.launch({ by: 'software', client, officer }, order)),
    withdraw(client, survey) {
      const status = known(survey);
      if (!status.ok) return status;
      const withdrawn = surveys.happen(survey, { type: 'withdraw', officer: null, client });
      return withdrawn.ok ? known(survey) : withdrawn;
    },
    status: known,
    open: () => openSurveys(surveys).map(apiSurvey),
    announce: (client, list) => announce(parts, client, list),
    announced: (client) => dossiers.records.count(client),
    handedOver: (client, report) => handedOver(parts, client, report),
    noteRefusal,
  };
}

/** What the software sees of a survey. */
export function apiSurvey({ survey, status }: DeskSurvey): ApiSurvey {
  return { survey, status };
}

function seen(outcome: Result<DeskSurvey, Problem>): Result<ApiSurvey, Problem> {
  return outcome.ok ? ok(apiSurvey(outcome.value)) : outcome;
}

/** Every client is compared, in constant time each: how long it takes says nothing about a key. */
function clientWith(documents: InstalledDocuments, key: string | null): ApiClient | null {
  const given = createHash('sha256')
    .update(key ?? '')
    .digest();
  const clients = documents.current('clients')?.body.clients ?? [];
  const found = clients.filter(({ keyHash }) =>
    timingSafeEqual(Buffer.from(keyHash, 'hex'), given),
  );
  return key === null ? null : (found[0] ?? null);
}

function announce(
  { dossiers, documents }: Parts,
  client: ClientId,
  list: readonly PreLoaded[],
): Result<number, Problem> {
  const ground = groundOf(documents);
  if (!ground.ok) return ground;
  return dossiers.announce(client, list);
}

/** Written first: a hand-over that is counted by the district must be one that survives the power. */
function handedOver(
  { dossiers, recorder }: Parts,
  client: ClientId,
  report: HandOverReport,
): Result<void, Problem> {
  const found = dossiers.one(report.dossier);
  if (!found.ok) return found;
  const { token: dossier, record } = found.value;
  const { handOver, apology, correction = false } = report;
  const procedure = report.procedure ?? record?.procedure ?? null;
  const officer = report.officer ?? record?.officer ?? null;
  const body = { dossier, procedure, officer, handOver, client };
  const written = recorder.record([{ kind: 'dossier.handed-over', body }]);
  if (written.ok) dossiers.records.handedOver(dossier, { handOver, apology, correction });
  return written;
}

const minuteMs = 60_000;

/** The first refusals of each minute are entries; a flood of them must not fill the disk. */
function createNotes({ recorder, clock }: Parts): Integration['noteRefusal'] {
  let minute = 0;
  let noted = 0;
  return (client, { code }) => {
    const now = Math.floor(clock.mono() / minuteMs);
    if (now !== minute) [minute, noted] = [now, 0];
    noted += 1;
    if (noted > refusalsNotedPerMinute) return;
    recorder.record([{ kind: 'desk.refused', body: { client, problem: code } }]);
  };
}
