import { isDeepStrictEqual } from 'node:util';
import type { CitizenView } from '../../shared/contract/citizen.ts';
import type { Form } from '../../shared/model/form.ts';
import type { SurveyId } from '../../shared/model/ids.ts';
import { journalKinds, type Entry, type SealedText } from '../../shared/model/journal.ts';
import { problem, type Problem } from '../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import { cleanComment } from './comment.ts';
import type { InstalledDocuments } from './installed-documents.ts';
import type { DossierDesk } from './dossiers/dossier-desk.ts';
import type { Launching } from './launch/launching.ts';
import { launchBySlip } from './launch/slip.ts';
import { groundOf, walkInFacts } from './launch/survey-facts.ts';
import type { Clock, IdentityStore, Journal } from './ports.ts';
import type { Recorder } from './recorder.ts';
import { sealText } from './sealing.ts';
import { surveyOn, surveysOn } from './stage.ts';
import { launchSurvey, phaseOf, type Survey, type SurveyDetails } from './survey-machine.ts';
import type { Surveys } from './surveys.ts';
import { citizenView } from './view.ts';

export type DetailInput = {
  readonly survey: SurveyId;
  readonly reasons: readonly string[];
  readonly criteria: readonly { readonly id: string; readonly level: number }[];
  readonly comment: string | null;
};

export type RateInput = {
  readonly survey: SurveyId;
  readonly level: number;
  /** Made at the touch; names it for ever. */
  readonly tap: string;
};

type Done = Result<void, Problem>;

/** What a citizen can do at the kiosk. Every refusal is a problem with a sentence for the screen. */
export type Citizen = {
  view(): CitizenView;
  touched(): void;
  startWalkIn(): Result<SurveyId, Problem>;
  accept(survey: SurveyId): Done;
  /** The apology was read. Ok, too, when the levels came by themselves just before. */
  proceed(survey: SurveyId): Done;
  decline(survey: SurveyId): Done;
  /** What the kiosk's scanner read; a code on a slip starts its rating. */
  scanned(text: string): Result<SurveyId, Problem>;
  extend(survey: SurveyId): Done;
  /** Ok when the rating is on disk, now or by the same tap before. */
  rate(input: RateInput): Done;
  detail(input: DetailInput): Promise<Done>;
  finish(survey: SurveyId): Done;
};

type Parts = {
  readonly surveys: Surveys;
  readonly recorder: Recorder;
  readonly journal: Journal;
  readonly documents: InstalledDocuments;
  readonly identity: IdentityStore;
  readonly clock: Clock;
  readonly isOnline: () => boolean;
  readonly dossiers: DossierDesk;
  readonly launching: Launching;
};

export function createCitizen(parts: Parts): Citizen {
  const { surveys } = parts;
  return {
    view: () => viewNow(parts),
    touched: () => touch(surveys),
    startWalkIn: () => startWalkIn(parts),
    accept(survey) {
      surveys.touch();
      const open = surveyOn(surveys.stage, survey);
      const isForward = open && ['apology', 'rating'].includes(phaseOf(open) ?? '');
      if (isForward) return ok(undefined); // it came forward by itself just before
      if (open && open !== surveys.stage.front) return fail(problem('survey.closed'));
      return surveys.happen(survey, { type: 'show' });
    },
    proceed(survey) {
      surveys.touch();
      const open = surveyOn(surveys.stage, survey);
      if (open && phaseOf(open) === 'rating') return ok(undefined);
      return surveys.happen(survey, { type: 'proceed' });
    },
    scanned: (text) => launchBySlip(parts, text),
    decline(survey) {
      surveys.touch();
      return surveys.happen(survey, { type: 'decline' });
    },
    extend(survey) {
      surveys.touch();
      return surveys.happen(survey, { type: 'extend' });
    },
    rate(input) {
      surveys.touch();
      return rate(parts, input);
    },
    detail(input) {
      surveys.touch();
      return detail(parts, input);
    },
    finish(survey) {
      surveys.touch();
      const rated = surveys.recall(survey)?.desk.status === 'rated';
      if (rated && !surveyOn(surveys.stage, survey)) return ok(undefined); // finished already
      return surveys.happen(survey, { type: 'finish' });
    },
  };
}

function viewNow({ surveys, recorder, documents, clock, isOnline }: Parts): CitizenView {
  return citizenView({
    at: clock.mono(),
    settings: documents.current('settings')?.body ?? null,
    hasForm: documents.current('form') !== null,
    storageWorks: recorder.problem() === null,
    online: isOnline(),
    front: surveys.stage.front,
  });
}

/** A touch keeps the kiosk in use, and the levels or the reasons on the screen. */
function touch(surveys: Surveys): void {
  surveys.touch();
  const front = surveys.stage.front;
  if (front && phaseOf(front) !== 'waiting') {
    surveys.happen(front.context.facts.survey, { type: 'touch' });
  }
}

function startWalkIn({ surveys, documents, clock }: Parts): Result<SurveyId, Problem> {
  const ground = groundOf(documents);
  if (!ground.ok) return ground;
  if (!ground.value.settings.walkInAllowed) return fail(problem('survey.walk-in-closed'));
  surveys.touch();
  if (surveysOn(surveys.stage).length > 0) return fail(problem('survey.busy'));
  const survey = launchSurvey(walkInFacts(ground.value), clock.mono());
  const launched = surveys.launch(survey, { consented: true });
  return launched.ok ? ok(survey.context.facts.survey) : launched;
}

function rate({ surveys, journal, recorder }: Parts, { survey, level, tap }: RateInput): Done {
  const settled = surveys.settle();
  if (!settled.ok) return settled;
  const same = journal.entry(tap);
  if (same) return isAnswer(same, survey, level) ? ok(undefined) : fail(problem('survey.closed'));
  const open = surveyOn(surveys.stage, survey);
  if (!open) return refuseLateTouch(surveys, recorder, survey);
  if (!hasLevel(open.context.facts.form, level)) return fail(problem('survey.level'));
  return surveys.happen(survey, { type: 'rate', level, tap });
}

function isAnswer(entry: Entry, survey: SurveyId, level: number): boolean {
  const answer = journalKinds['survey.answered'].safeParse(entry.body).data;
  return entry.kind === 'survey.answered' && answer?.survey === survey && answer.level === level;
}

/** A touch that came after the end counts nowhere; the first one of a survey is kept as evidence. */
function refuseLateTouch(surveys: Surveys, recorder: Recorder, survey: SurveyId): Done {
  const record = surveys.recall(survey);
  if (!record) return fail(problem('survey.unknown'));
  if (!record.lateTouched) {
    const written = recorder.record([{ kind: 'survey.late-touch', body: { survey } }]);
    record.lateTouched = written.ok;
  }
  return fail(problem('survey.closed'));
}

async function detail(parts: Parts, input: DetailInput): Promise<Done> {
  const { surveys, journal } = parts;
  const open = surveyOn(surveys.stage, input.survey);
  if (open && !areOnForm(open, input)) return fail(problem('survey.option'));
  const comment = await sealedComment(parts, input);
  if (!comment.ok) return comment;
  const told = journal.entriesOf(input.survey).find(({ kind }) => kind === 'survey.detailed');
  if (told) return isSameDetail(told, input) ? ok(undefined) : fail(problem('survey.closed'));

  const details = {
    reasons: [...new Set(input.reasons)],
    criteria: input.criteria.map(({ id, level }) => ({ id, level })),
    comment: comment.value,
  };
  if (isEmpty(details)) return surveys.happen(input.survey, { type: 'finish' });
  return surveys.happen(input.survey, { type: 'detail', details });
}

/** The comment as it may touch the disk. `comment.length`, `comment.unsealable`. */
async function sealedComment(
  { identity }: Parts,
  { survey, comment }: DetailInput,
): Promise<Result<SealedText | null, Problem>> {
  const clean = cleanComment(comment);
  if (!clean.ok || clean.value === null) return clean.ok ? ok(null) : clean;
  const sealingKey = identity.read()?.sealingKey;
  if (!sealingKey) return fail(problem('comment.unsealable'));
  return ok(await sealText(clean.value, survey, sealingKey));
}

/** Whether a call made again after a lost answer says what was recorded; a sealed comment cannot be compared. */
function isSameDetail(entry: Entry, { reasons, criteria, comment }: DetailInput): boolean {
  const told = journalKinds['survey.detailed'].safeParse(entry.body).data;
  const clean = cleanComment(comment);
  return (
    told !== undefined &&
    isDeepStrictEqual(told.reasons, [...new Set(reasons)]) &&
    isDeepStrictEqual(told.criteria, criteria) &&
    clean.ok &&
    (told.comment === null) === (clean.value === null)
  );
}

/** Nothing to add is no entry: the phase just ends. */
function isEmpty({ reasons, criteria, comment }: SurveyDetails): boolean {
  return reasons.length === 0 && criteria.length === 0 && comment === null;
}

function hasLevel(form: Form, level: number): boolean {
  return form.levels.some((one) => one.value === level);
}

/** Whether every reason is one offered after the given level, and every criterion one of the form's, once each. */
function areOnForm(survey: Survey, { reasons, criteria }: DetailInput): boolean {
  const { form } = survey.context.facts;
  const level = survey.context.answer?.level;
  const offered = form.reasons.filter((one) => level !== undefined && one.levels.includes(level));
  const ids = new Set(criteria.map(({ id }) => id));
  return (
    reasons.every((id) => offered.some((one) => one.id === id)) &&
    ids.size === criteria.length &&
    criteria.every((one) => form.criteria.some(({ id }) => id === one.id)) &&
    criteria.every((one) => hasLevel(form, one.level))
  );
}
