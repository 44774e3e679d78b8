import { v7 } from 'uuid';
import type { CitizenClient, CitizenView, SurveyView } from '../../shared/contract/citizen.ts';
import { goneAfterMs, refusalShownMs, touchedEveryMs } from '../../shared/limits.ts';
import type { EntryId, SurveyId } from '../../shared/model/ids.ts';
import { refusalOf, type Bridge, type Connection } from '../bridge.ts';
import { screenOf, type Screen } from './screen.ts';

/** What a countdown needs to know of the end of something; times in ms. */
export type Ending = Pick<SurveyView, 'endsInMs' | 'countdownMs' | 'extensionsLeft'>;

/** One touch on a level: made once, sent until it is answered. */
interface Answer {
  readonly survey: SurveyId;
  readonly level: number;
  readonly tap: EntryId;
  readonly state: 'saving' | 'refused' | 'closed';
}

/**
 * The citizen's window: draws the machine's view and turns touches into calls. The only things it holds itself are a
 * touch on its way to the disk and the seconds of thanks; all else would be lost with it and therefore is not here.
 */
export class Kiosk {
  view: CitizenView | null = $state.raw(null);
  #isGone = $state(false);
  #answer: Answer | null = $state.raw(null);
  #isThanking = $state(false);
  /** Somebody is looking procedures up; goes on behind an invitation, ends with the levels. */
  isLookingUp = $state(false);
  /** When that ends by itself, made anew at every touch. */
  lookUpEnding: Ending | null = $state.raw(null);
  /** Something that was added could not be recorded; the rating itself is safe. */
  detailFailed = $state(false);
  readonly bridge: Bridge<CitizenClient>;
  #goneTimer: ReturnType<typeof setTimeout> | undefined;
  #thanksTimer: ReturnType<typeof setTimeout> | undefined;
  #refusalTimer: ReturnType<typeof setTimeout> | undefined;
  #touchedAt = -Infinity;

  constructor(bridge: Bridge<CitizenClient>) {
    this.bridge = bridge;
  }

  get screen(): Screen {
    const state = this.#answer?.state;
    return screenOf({
      view: this.view,
      isGone: this.#isGone,
      refusal: state === 'refused' || state === 'closed' ? state : null,
      isThanking: this.#isThanking,
      isLookingUp: this.isLookingUp,
    });
  }

  /** The level touched in the present survey, while it is on its way to the disk. */
  get savingLevel(): number | null {
    const answer = this.#answer;
    if (answer?.state !== 'saving' || answer.survey !== this.view?.survey?.survey) return null;
    return answer.level;
  }

  /** Begins to draw; returns how to stop. */
  start(): () => void {
    return this.bridge.follow(
      (client, signal) => client.view(undefined, { signal }),
      (view) => this.#draw(view),
      (connection) => this.#connection(connection),
    );
  }

  /** Somebody is there. Said at most once a second; nothing depends on the answer. */
  touched(): void {
    const now = performance.now();
    if (now - this.#touchedAt < touchedEveryMs) return;
    this.#touchedAt = now;
    this.#tell((client) => client.touched());
  }

  /** Begins a look-up. */
  lookUp(): void {
    this.isLookingUp = true;
  }

  startWalkIn(): void {
    this.#tell((client) => client.startWalkIn());
  }

  accept(survey: SurveyId): void {
    this.#tell((client) => client.accept({ survey }));
  }

  decline(survey: SurveyId): void {
    if (this.savingLevel === null) this.#tell((client) => client.decline({ survey }));
  }

  moreTime(): void {
    const survey = this.view?.survey?.survey;
    if (survey !== undefined) this.#tell((client) => client.extend({ survey }));
  }

  /** The one tap. A second one on the same survey is no answer. */
  async rate(survey: SurveyId, level: number): Promise<void> {
    if (this.#answer?.survey === survey) return;
    await this.#send({ survey, level, tap: v7() as EntryId, state: 'saving' });
  }

  /** The same tap once more, after the disk refused it. */
  async retry(): Promise<void> {
    const answer = this.#answer;
    if (answer?.state === 'refused') await this.#send({ ...answer, state: 'saving' });
  }

  closeRefusal(): void {
    clearTimeout(this.#refusalTimer);
    const survey = this.view?.survey?.survey;
    if (survey !== undefined && this.#answer?.survey === survey) {
      this.#tell((client) => client.decline({ survey }));
    }
    this.#answer = null;
  }

  finish(survey: SurveyId): void {
    this.#tell((client) => client.finish({ survey }));
  }

  async #send(answer: Answer): Promise<void> {
    const { survey, level, tap } = answer;
    clearTimeout(this.#refusalTimer);
    this.#answer = answer;
    try {
      await this.bridge.insist((client) => client.rate({ survey, level, tap }));
    } catch (error) {
      const state = refusalOf(error)?.code.startsWith('survey.') ? 'closed' : 'refused';
      this.#answer = { ...answer, state };
      this.#refusalTimer = setTimeout(() => this.closeRefusal(), refusalShownMs);
    }
  }

  #draw(view: CitizenView): void {
    const before = this.view?.survey ?? null;
    this.view = view;
    if (isFinished(before, view.survey)) this.#thank(view);
    if (view.survey !== null) this.#endThanksFor(view.survey);
    if (view.survey && view.survey.phase !== 'waiting') this.isLookingUp = false;
    this.#forgetOldAnswer(view.survey);
  }

  #thank(view: CitizenView): void {
    if (view.survey !== null) return;
    this.#isThanking = true;
    clearTimeout(this.#thanksTimer);
    this.#thanksTimer = setTimeout(() => this.#endThanks(), view.thanksMs);
  }

  #endThanksFor(survey: SurveyView): void {
    if (survey.phase !== 'detail') this.#endThanks();
  }

  #endThanks(): void {
    this.#isThanking = false;
    this.detailFailed = false;
  }

  /** An answer that is on disk, or belongs to a survey of before, has nothing more to show. */
  #forgetOldAnswer(survey: SurveyView | null): void {
    if (this.#answer === null || survey === null) return;
    const isOld = survey.survey !== this.#answer.survey || survey.phase === 'detail';
    if (isOld) this.#answer = null;
  }

  #connection(connection: Connection): void {
    if (connection === 'open') {
      clearTimeout(this.#goneTimer);
      this.#goneTimer = undefined;
      this.#isGone = false;
    } else {
      this.#goneTimer ??= setTimeout(() => (this.#isGone = true), goneAfterMs);
    }
  }

  /** A call whose outcome the next view shows; refused or lost, the view says how things stand. */
  #tell(call: (client: CitizenClient) => Promise<unknown>): void {
    call(this.bridge.client).catch(() => undefined);
  }
}

/** A survey whose rating is on disk has left the screen. */
function isFinished(before: SurveyView | null, now: SurveyView | null): boolean {
  return before?.phase === 'detail' && before.survey !== now?.survey;
}
