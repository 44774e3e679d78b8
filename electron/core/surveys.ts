import { surveyHistoryMax } from '../../shared/limits.ts';
import type { DeskStatus, DeskSurvey } from '../../shared/contract/desk.ts';
import type { SurveyId } from '../../shared/model/ids.ts';
import type { EntryDraft } from '../../shared/model/journal.ts';
import { problem, type Problem } from '../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import { createListeners } from './listeners.ts';
import type { Clock } from './ports.ts';
import type { Recorder } from './recorder.ts';
import { enter, happen, nextChange, settle, surveyOn, surveysOn } from './stage.ts';
import type { Stage, StageStep } from './stage.ts';
import { type Survey, type SurveyEvent } from './survey-machine.ts';

/**
 * The surveys of this kiosk while it runs. States follow entries: a step is adopted only when its entries are on disk;
 * if the disk refuses, the old state stands.
 */
export type Surveys = {
  stage(): Stage;
  /** Lets time have its say up to now. */
  settle(): Result<void, Problem>;
  /** Somebody touched the kiosk. */
  touch(): void;
  /** Puts a launched survey on the stage; `survey.busy` when one already waits. */
  launch(survey: Survey): Result<void, Problem>;
  /** `survey.unknown`, `survey.closed` when the event means nothing to it any more, `storage.*`. */
  happen(survey: SurveyId, event: SurveyEventInput): Result<void, Problem>;
  /** What is remembered of a survey, on the stage or ended; null when unknown or long ago. */
  recall(survey: SurveyId): SurveyRecord | null;
  /** Told after every change of the stage. */
  onStage(listener: () => void): () => void;
  /** Told each new status of a survey that the desk launched. */
  onStatus(listener: (survey: DeskSurvey) => void): () => void;
  stop(): void;
};

/** An event without its time: time is the machine's to tell. */
export type SurveyEventInput = SurveyEvent extends infer E
  ? E extends SurveyEvent
    ? Omit<E, 'at'>
    : never
  : never;

export type SurveyRecord = {
  readonly desk: DeskSurvey;
  readonly origin: 'desk' | 'walk-in';
  /** Set by the first touch that came after the end: one is evidence enough. */
  lateTouched: boolean;
};

type Parts = {
  readonly recorder: Recorder;
  readonly clock: Clock;
  /** The stage as the journal tells it after a restart. */
  readonly restored: Stage;
  readonly pauseMs: () => number;
};

export function createSurveys(parts: Parts): Surveys {
  const { recorder, clock, pauseMs } = parts;
  const stageListeners = createListeners<void>();
  const statusListeners = createListeners<DeskSurvey>();
  const records = new Map<SurveyId, SurveyRecord>();
  let stage = parts.restored;
  let cancelTimer = (): void => {};

  function adopt(step: StageStep): Result<void, Problem> {
    const written = recorder.record(step.drafts);
    if (!written.ok) return written;
    stage = step.stage;
    remember([...step.ended, ...surveysOn(stage)]);
    armTimer();
    stageListeners.tell();
    return ok(undefined);
  }

  function remember(surveys: readonly Survey[]): void {
    for (const survey of surveys) {
      const { survey: id, launched } = survey.context.facts;
      const known = records.get(id);
      const desk = deskSurvey(survey);
      if (known?.desk.status === desk.status) continue;
      records.set(id, { desk, origin: launched.origin, lateTouched: false });
      if (launched.origin === 'desk') statusListeners.tell(desk);
    }
    for (const id of [...records.keys()].slice(0, Math.max(0, records.size - surveyHistoryMax))) {
      if (!surveyOn(stage, id)) records.delete(id);
    }
  }

  function settleNow(): Result<void, Problem> {
    const step = settle(stage, clock.mono(), pauseMs());
    const same = step.stage.front === stage.front && step.stage.behind === stage.behind;
    return same ? ok(undefined) : adopt(step);
  }

  function armTimer(): void {
    cancelTimer();
    const due = nextChange(stage, pauseMs());
    if (due === null) return;
    cancelTimer = clock.after(Math.max(1, Math.ceil(due - clock.mono())), () => {
      // With a refusing disk nobody is left to wake it but the recorder's trial.
      if (settleNow().ok) armTimer();
    });
  }

  function happenNow(id: SurveyId, input: SurveyEventInput): Result<void, Problem> {
    const settled = settleNow();
    const survey = surveyOn(stage, id);
    if (!survey) return fail(problem(records.has(id) ? 'survey.closed' : 'survey.unknown'));
    const step = happen(stage, survey, { ...input, at: clock.mono() }, pauseMs());
    if (step) return adopt(step);
    return settled.ok ? fail(problem('survey.closed')) : settled;
  }

  remember(surveysOn(stage));
  recorder.onRecovered(() => {
    if (settleNow().ok) armTimer();
  });
  settleNow();
  armTimer();

  return {
    stage: () => stage,
    settle: settleNow,
    touch() {
      settleNow();
      stage = { ...stage, touchedAt: clock.mono() };
      armTimer();
    },
    launch(survey) {
      const settled = settleNow();
      if (!settled.ok) return settled;
      const entered = enter(stage, survey);
      if (!entered) return fail(problem('survey.busy'));
      const step = settle(entered, clock.mono(), pauseMs());
      return adopt({ ...step, drafts: [launchedDraft(survey), ...step.drafts] });
    },
    happen: happenNow,
    recall: (id) => records.get(id) ?? null,
    onStage: stageListeners.join,
    onStatus: statusListeners.join,
    stop: () => cancelTimer(),
  };
}

function launchedDraft(survey: Survey): EntryDraft {
  return { kind: 'survey.launched', body: survey.context.facts.launched };
}

/** What the desk may know of a survey: the same for every answer, byte for byte. */
function deskSurvey(survey: Survey): DeskSurvey {
  const { survey: id, dossierTail, procedureName } = survey.context.facts;
  return { survey: id, status: deskStatus(survey), dossierTail, procedureName };
}

function deskStatus({ value, context }: Survey): DeskStatus {
  if (context.answer !== null) return 'rated';
  return value === 'ended' ? 'not-rated' : 'waiting';
}
