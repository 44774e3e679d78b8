import type { SurveyId } from '../../shared/model/ids.ts';
import type { EntryDraft } from '../../shared/model/journal.ts';
import {
  advanceSurvey,
  endOf,
  isOver,
  isPhaseOver,
  phaseOf,
  type Survey,
  type SurveyEvent,
} from './survey-machine.ts';

/**
 * Who has the screen. One survey stands in front, others may wait behind it; pure, like the surveys themselves.
 * Times are monotonic ms.
 */
export type Stage = {
  readonly front: Survey | null;
  /** In the order of their launch. */
  readonly behind: readonly Survey[];
  /** The last touch; a kiosk touched within the pause is in use. */
  readonly touchedAt: number | null;
};

export const emptyStage: Stage = { front: null, behind: [], touchedAt: null };

/** A stage that may be adopted once `drafts` are on disk. `ended` are the surveys that left it. */
export type StageStep = {
  readonly stage: Stage;
  readonly drafts: readonly EntryDraft[];
  readonly ended: readonly Survey[];
};

/**
 * What time alone does: surveys end when their time is over, the waiting one comes forward, and an invitation in front
 * of an unused kiosk becomes the levels, after the apology if there is one. A walk-in or a detail phase that nobody touches gives way to who waits.
 */
export function settle(stage: Stage, at: number, pauseMs: number): StageStep {
  const drafts: EntryDraft[] = [];
  const ended: Survey[] = [];
  const take = (survey: Survey, event: SurveyEvent): Survey => {
    const step = advanceSurvey(survey, event);
    drafts.push(...(step?.drafts ?? []));
    return step?.next ?? survey;
  };
  const end = (survey: Survey): null => {
    ended.push(take(survey, { type: 'expire', at, cause: 'timeout' }));
    return null;
  };

  let { front, behind } = stage;
  const unused = !isInUse(stage, at, pauseMs);
  if (front && isOver(front, at)) front = end(front);
  for (const survey of behind.filter((one) => isOver(one, at))) {
    end(survey);
    behind = behind.filter((one) => one !== survey);
  }
  if (front && behind.length > 0 && unused && givesWay(front)) front = end(front);
  if (!front) [front = null, ...behind] = behind;
  if (front && phaseOf(front) === 'waiting' && (unused || isWalkIn(front))) {
    front = take(front, { type: 'show', at });
  }
  if (front && phaseOf(front) === 'apology' && isPhaseOver(front, at)) {
    front = take(front, { type: 'proceed', at });
  }
  return { stage: { ...stage, front, behind }, drafts, ended };
}

/** Not rated yet: one on the screen and one more. */
const openMax = 2;

/**
 * Puts a freshly launched survey on the stage; null when one already waits. A rated one takes no place: whether its
 * citizen still adds a comment must not show in what the desk may launch.
 */
export function enter(stage: Stage, survey: Survey): Stage | null {
  const open = surveysOn(stage).filter((one) => phaseOf(one) !== 'detail');
  if (open.length >= openMax) return null;
  if (!stage.front) return { ...stage, front: survey };
  return { ...stage, behind: [...stage.behind, survey] };
}

/** What an event does to one survey and then to the stage; null when it means nothing to that survey now. */
export function happen(
  stage: Stage,
  survey: Survey,
  event: SurveyEvent,
  pauseMs: number,
): StageStep | null {
  const step = advanceSurvey(survey, event);
  if (!step) return null;
  const over = phaseOf(step.next) === null;
  const inPlace = over ? [] : [step.next];
  const behind = stage.behind.flatMap((one) => (one === survey ? inPlace : [one]));
  const front = stage.front === survey ? (inPlace[0] ?? null) : stage.front;
  const settled = settle({ ...stage, front, behind }, event.at, pauseMs);
  return {
    stage: settled.stage,
    drafts: [...step.drafts, ...settled.drafts],
    ended: [...(over ? [step.next] : []), ...settled.ended],
  };
}

export function surveyOn(stage: Stage, survey: SurveyId): Survey | null {
  return surveysOn(stage).find((one) => one.context.facts.survey === survey) ?? null;
}

export function surveysOn(stage: Stage): readonly Survey[] {
  return [...(stage.front ? [stage.front] : []), ...stage.behind];
}

/** When time alone will next change something; null when it will not. */
export function nextChange(stage: Stage, pauseMs: number): number | null {
  const times = surveysOn(stage).map(endOf);
  if (stage.touchedAt !== null && waitsForPause(stage)) times.push(stage.touchedAt + pauseMs);
  return times.length === 0 ? null : Math.min(...times);
}

function waitsForPause({ front, behind }: Stage): boolean {
  if (!front) return false;
  return phaseOf(front) === 'waiting' || (behind.length > 0 && givesWay(front));
}

function isInUse(stage: Stage, at: number, pauseMs: number): boolean {
  return stage.touchedAt !== null && at < stage.touchedAt + pauseMs;
}

/** A walk-in belongs to no dossier, and in the detail phase the rating is safe: neither holds up the next citizen. */
function givesWay(survey: Survey): boolean {
  return isWalkIn(survey) || phaseOf(survey) === 'detail';
}

/** Whoever starts a walk-in has the screen under the finger: it never waits. */
function isWalkIn(survey: Survey): boolean {
  return survey.context.facts.launched.origin === 'walk-in';
}
