import { v7 as uuidv7 } from 'uuid';
import { surveyHistoryMax } from '../../shared/limits.ts';
import type { DeskStatus, DeskSurvey } from '../../shared/contract/desk.ts';
import type { ProcedureCode, SurveyId } from '../../shared/model/ids.ts';
import { journalKinds, type EntryDraft } from '../../shared/model/journal.ts';
import { problem, type Problem } from '../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import { createListeners } from './listeners.ts';
import type { Clock, Journal } from './ports.ts';
import type { Recorder } from './recorder.ts';
import { enter, happen, nextChange, settle, surveyOn, surveysOn } from './stage.ts';
import type { Stage, StageStep } from './stage.ts';
import type { Survey, SurveyEvent } from './survey-machine.ts';

/** An event without its time: time is the machine's to tell. */
export type SurveyEventInput = SurveyEvent extends infer E
  ? E extends SurveyEvent
    ? Omit<E, 'at'>
    : never
  : never;

/** What is remembered of a survey, on the stage or ended. */
export type SurveyRecord = {
  readonly desk: DeskSurvey;
  readonly origin: 'desk' | 'walk-in';
  /** Set by the first touch that came after the end: one is evidence enough. */
  lateTouched: boolean;
};

type Parts = {
  readonly recorder: Recorder;
  readonly journal: Journal;
  readonly clock: Clock;
  /** The stage as the journal tells it after a restart. */
  readonly restored: Stage;
  readonly pauseMs: () => number;
  /** The name of a procedure in the catalogue of today. */
  readonly nameOf: (procedure: ProcedureCode | null) => string | null;
};

/** A step the disk refused. A refused write may have reached the disk all the same; its first entry's id tells. */
type Doubt = { readonly step: StageStep; readonly firstId: string };

/**
 * The surveys of this kiosk while it runs. States follow entries: a step is adopted only when its entries are on disk;
 * if the disk refuses, the old state stands.
 */
export class Surveys {
  readonly #parts: Parts;
  readonly #records = new Map<SurveyId, SurveyRecord>();
  readonly #stageListeners = createListeners<void>();
  readonly #statusListeners = createListeners<DeskSurvey>();
  #stage: Stage;
  #doubt: Doubt | null = null;
  #cancelTimer = (): void => {};

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#stage = parts.restored;
    this.#remember(surveysOn(this.#stage));
    parts.recorder.onRecovered(() => this.#wake());
    this.#wake();
  }

  get stage(): Stage {
    return this.#stage;
  }

  /** Lets time have its say up to now. */
  settle(): Result<void, Problem> {
    const certain = this.#resolveDoubt();
    if (!certain.ok) return certain;
    const step = settle(this.#stage, this.#parts.clock.mono(), this.#parts.pauseMs());
    return isSame(step.stage, this.#stage) ? ok(undefined) : this.#adopt(step);
  }

  /** Somebody touched the kiosk: it is in use for the pause to come. */
  touch(): void {
    this.settle();
    this.#stage = { ...this.#stage, touchedAt: this.#parts.clock.mono() };
    this.#armTimer();
  }

  /**
   * Puts a freshly launched survey on the stage. `consented`: the citizen asked for it at the kiosk, so it need not wait
   * for a pause; it still waits for whoever has the screen. `survey.busy` when one already waits, `storage.*`.
   */
  launch(survey: Survey, { consented }: { readonly consented: boolean }): Result<void, Problem> {
    const settled = this.settle();
    if (!settled.ok) return settled;
    const entered = enter(this.#stage, survey);
    if (!entered) return fail(problem('survey.busy'));
    const { clock, pauseMs } = this.#parts;
    const at = clock.mono();
    const asked = consented && entered.front === survey;
    const step =
      (asked && happen(entered, survey, { type: 'show', at }, pauseMs())) ||
      settle(entered, at, pauseMs());
    return this.#adopt({ ...step, drafts: [launchedDraft(survey), ...step.drafts] });
  }

  /** The citizen of a survey that announces itself asks for it at the kiosk. Whoever has the screen keeps it. */
  bringForward(id: SurveyId): void {
    this.settle();
    if (surveyOn(this.#stage, id) === this.#stage.front) this.happen(id, { type: 'show' });
  }

  /** `survey.unknown`, `survey.closed` when the event means nothing to the survey any more, `storage.*`. */
  happen(id: SurveyId, input: SurveyEventInput): Result<void, Problem> {
    const settled = this.settle();
    if (!settled.ok) return settled;
    const survey = surveyOn(this.#stage, id);
    if (!survey) return fail(problem(this.recall(id) ? 'survey.closed' : 'survey.unknown'));
    const event = { ...input, at: this.#parts.clock.mono() };
    const step = happen(this.#stage, survey, event, this.#parts.pauseMs());
    return step ? this.#adopt(step) : fail(problem('survey.closed'));
  }

  /** What is known of a survey, of this run or by the journal; null when this kiosk has none of this name. */
  recall(survey: SurveyId): SurveyRecord | null {
    return this.#records.get(survey) ?? this.#readBack(survey);
  }

  /** Told after every change of the stage. */
  onStage(listener: () => void): () => void {
    return this.#stageListeners.join(listener);
  }

  /** Told each new status of a survey that the desk launched. */
  onStatus(listener: (survey: DeskSurvey) => void): () => void {
    return this.#statusListeners.join(listener);
  }

  stop(): void {
    this.#cancelTimer();
  }

  #adopt(step: StageStep): Result<void, Problem> {
    const drafts = step.drafts.map((draft) => ({ ...draft, id: draft.id ?? uuidv7() }));
    const written = this.#parts.recorder.record(drafts);
    const firstId = drafts[0]?.id;
    if (!written.ok && firstId !== undefined) this.#doubt = { step, firstId };
    if (written.ok) this.#take(step);
    return written;
  }

  #take(step: StageStep): void {
    this.#stage = step.stage;
    this.#remember([...step.ended, ...surveysOn(this.#stage)]);
    this.#armTimer();
    this.#stageListeners.tell();
  }

  /** While the disk refuses, nothing is decided. Once it takes entries again, a refused step that reached it counts. */
  #resolveDoubt(): Result<void, Problem> {
    const { recorder, journal } = this.#parts;
    if (recorder.problem() !== null) {
      const trial = recorder.record([]);
      if (!trial.ok) return trial;
    }
    const doubt = this.#doubt;
    this.#doubt = null;
    if (doubt && journal.entry(doubt.firstId)) this.#take(doubt.step);
    return ok(undefined);
  }

  #remember(surveys: readonly Survey[]): void {
    for (const survey of surveys) {
      const { survey: id, launched } = survey.context.facts;
      const desk = deskSurvey(survey);
      if (this.#records.get(id)?.desk.status === desk.status) continue;
      this.#records.set(id, { desk, origin: launched.origin, lateTouched: false });
      if (launched.origin === 'desk') this.#statusListeners.tell(desk);
    }
    this.#forgetOld();
  }

  /** A survey that ended before the machine was started, or so long ago that it was forgotten. */
  #readBack(survey: SurveyId): SurveyRecord | null {
    const entries = this.#parts.journal.entriesOf(survey);
    const launch = entries.find(({ kind }) => kind === 'survey.launched');
    const launched = journalKinds['survey.launched'].safeParse(launch?.body).data;
    if (!launched) return null;
    const has = (sought: EntryDraft['kind']): boolean =>
      entries.some(({ kind }) => kind === sought);
    const status = has('survey.answered') ? 'rated' : 'not-rated';
    const procedureName = this.#parts.nameOf(launched.procedure);
    const record: SurveyRecord = {
      desk: { survey, status, dossierTail: null, procedureName },
      origin: launched.origin,
      lateTouched: has('survey.late-touch'),
    };
    this.#records.set(survey, record);
    this.#forgetOld();
    return record;
  }

  #forgetOld(): void {
    const tooMany = Math.max(0, this.#records.size - surveyHistoryMax);
    for (const id of [...this.#records.keys()].slice(0, tooMany)) {
      if (!surveyOn(this.#stage, id)) this.#records.delete(id);
    }
  }

  /** Time passed, or the disk works again. With a refusing disk only the recorder's trial wakes it next. */
  #wake(): void {
    if (this.settle().ok) this.#armTimer();
  }

  #armTimer(): void {
    const { clock, pauseMs } = this.#parts;
    this.#cancelTimer();
    const due = nextChange(this.#stage, pauseMs());
    if (due === null) return;
    this.#cancelTimer = clock.after(Math.max(1, Math.ceil(due - clock.mono())), () => this.#wake());
  }
}

function isSame(one: Stage, other: Stage): boolean {
  return (
    one.front === other.front &&
    one.behind.length === other.behind.length &&
    one.behind.every((survey, place) => survey === other.behind[place])
  );
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
