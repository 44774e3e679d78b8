import type {
  DeskDossier,
  DeskProcedure,
  DeskSurvey,
  Station,
} from '../../shared/contract/desk.ts';
import { lockAfterMs, proceduresShownMax } from '../../shared/limits.ts';
import { scannerDefault } from '../../shared/model/documents.ts';
import type { OfficerId, SurveyId } from '../../shared/model/ids.ts';
import type { Problem } from '../../shared/model/problems.ts';
import type { Result } from '../../shared/model/result.ts';
import type { Officer } from '../../shared/model/unit.ts';
import { dayAt } from '../../shared/rules/working-days.ts';
import { districtNow } from './district-time.ts';
import type { DossierDesk } from './dossiers/dossier-desk.ts';
import { dossierPrefix } from './dossiers/today.ts';
import type { InstalledDocuments } from './installed-documents.ts';
import type { Launching, LaunchOrder } from './launch/launching.ts';
import { groundOf } from './launch/survey-facts.ts';
import type { LookUp } from './look-up/look-up.ts';
import type { Clock, IdentityStore } from './ports.ts';
import type { Recorder } from './recorder.ts';
import type { Seat, Sessions } from './sign-in/sessions.ts';
import { surveysOn } from './stage.ts';
import type { Surveys } from './surveys.ts';

/** What an officer can do, at the seat of one desk page. Nothing here tells one answer from another. */
export type Desk = {
  station(seat: Seat): Station;
  signIn(seat: Seat, officer: OfficerId, pin: string): Promise<Result<Station, Problem>>;
  signOut(seat: Seat): Result<Station, Problem>;
  /** Whether somebody is signed in at this seat; using the desk keeps it from locking. `sign-in.needed`. */
  use(seat: Seat): Result<OfficerId, Problem>;
  isSignedIn(seat: Seat): boolean;
  find(text: string): Result<{ dossiers: DeskDossier[] }, Problem>;
  procedures(text: string): DeskProcedure[];
  launch(officer: OfficerId, order: LaunchOrder): Result<DeskSurvey, Problem>;
  withdraw(officer: OfficerId, survey: SurveyId): Result<DeskSurvey, Problem>;
  status(survey: SurveyId): Result<DeskSurvey, Problem>;
  /** The surveys of this counter that are not over yet. */
  open(): DeskSurvey[];
};

type Parts = {
  readonly surveys: Surveys;
  readonly sessions: Sessions;
  readonly launching: Launching;
  readonly dossiers: DossierDesk;
  readonly recorder: Recorder;
  readonly documents: InstalledDocuments;
  readonly lookUp: LookUp;
  readonly identity: IdentityStore;
  readonly clock: Clock;
  /** District time minus device time in ms, null before the first contact. */
  readonly offset: () => number | null;
  /** Of the door to the LAN, once it stands open. */
  readonly fingerprint: () => string | null;
};

export function createDesk(parts: Parts): Desk {
  const { sessions, launching, dossiers } = parts;
  return {
    station: (seat) => station(parts, seat),
    async signIn(seat, officer, pin) {
      const signedIn = await sessions.signIn(seat, officer, pin);
      return signedIn.ok ? { ok: true, value: station(parts, seat) } : signedIn;
    },
    signOut(seat) {
      const signedOut = sessions.signOut(seat);
      return signedOut.ok ? { ok: true, value: station(parts, seat) } : signedOut;
    },
    use: (seat) => sessions.use(seat),
    isSignedIn: (seat) => sessions.at(seat) !== null,
    find(text) {
      const found = dossiers.find(text);
      return found.ok ? { ok: true, value: { dossiers: found.value } } : found;
    },
    procedures: (text) => findProcedures(parts.lookUp, text),
    launch: (officer, order) => launching.launch({ by: 'officer', officer }, order),
    withdraw: (officer, survey) => withdraw(parts, officer, survey),
    status: (survey) => launching.status(survey),
    open: () => openSurveys(parts.surveys),
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

function station(parts: Parts, seat: Seat): Station {
  const { documents, lookUp, identity, recorder, sessions } = parts;
  const settings = documents.current('settings')?.body;
  const complete = groundOf(documents).ok && identity.read() !== null;
  const now = districtNow(parts);
  const here = sessions.at(seat);
  const officer = here && officerOf(documents, here.officer);
  const { gapMsMax, lengthMin } = settings?.scanner ?? scannerDefault;
  return {
    place: settings ? { unit: settings.unit, counter: settings.counter } : null,
    officers: (documents.current('officers')?.body.officers ?? []).map(({ id, name, pin }) => ({
      ...{ id, name, canSignIn: pin !== undefined },
    })),
    signedIn: here && officer && { officer, since: here.since },
    takenBy: officerOf(documents, sessions.takenBy()),
    lockAfterMs: settings?.desk?.lockAfterMs ?? lockAfterMs,
    dossierPrefix: settings ? dossierPrefix(settings.unit.code, now) : null,
    today: dayAt(now),
    ready: complete && recorder.problem() === null,
    catalogueLabel: lookUp.catalogue()?.label ?? '',
    scanner: { gapMsMax, lengthMin },
    fingerprint: parts.fingerprint(),
  };
}

/** Without the hash of the PIN, which is nobody's business. */
function officerOf(documents: InstalledDocuments, id: OfficerId | null): Officer | null {
  const officers = documents.current('officers')?.body.officers ?? [];
  const known = officers.find((officer) => officer.id === id);
  return known ? { id: known.id, name: known.name } : null;
}

function withdraw(
  { launching, surveys }: Parts,
  officer: OfficerId,
  survey: SurveyId,
): Result<DeskSurvey, Problem> {
  const known = launching.status(survey);
  if (!known.ok) return known;
  const withdrawn = surveys.happen(survey, { type: 'withdraw', officer });
  return withdrawn.ok ? launching.status(survey) : withdrawn;
}

export function openSurveys(surveys: Surveys): DeskSurvey[] {
  return surveysOn(surveys.stage).flatMap((survey) => {
    const record = surveys.recall(survey.context.facts.survey);
    return record?.origin === 'desk' && record.desk.status === 'waiting' ? [record.desk] : [];
  });
}
