import type {
  Apology,
  DeskClient,
  DeskDossier,
  DeskSurvey,
  Station,
} from '../../shared/contract/desk.ts';
import type { OfficerId, ProcedureCode, SurveyId } from '../../shared/model/ids.ts';
import type { HandOver } from '../../shared/model/journal.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import { refusalOf, type Bridge, type Connection } from '../bridge.ts';
import { insistUntil, isCancelled } from './insist.ts';
import type { Message } from './wording.svelte.ts';

/** A survey as the desk shows it: one of three words, and when this page first heard of it (ms since 1970). */
export type ListedSurvey = DeskSurvey & { readonly sinceMs: number };

export type Invitation = {
  readonly dossier: string;
  readonly procedure?: ProcedureCode;
  readonly handOver?: HandOver;
  readonly correction?: boolean;
  readonly apology?: Apology | 'not-recorded';
};

/**
 * The station is asked for anew this often: a pulled cable says nothing by itself, and at midnight the first part of
 * the dossier codes changes.
 */
export const heartbeatMs = 10_000;
/** A machine that has not answered a call for this long is away; the call is made again. */
const answerWithinMs = 5_000;

/** What the page knows of the machine: where it stands, who is signed in here, and the surveys of this counter. */
export class Desk {
  connection = $state<Connection>('opening');
  station = $state.raw<Station | null>(null);
  /** Newest first; of the officer now signed in. */
  surveys = $state.raw<readonly ListedSurvey[]>([]);
  readonly #bridge: Bridge<DeskClient>;
  #stopStation: () => void = () => undefined;
  #stopSurveys: () => void = () => undefined;
  #seated: OfficerId | null = null;
  #listedFor: OfficerId | null = null;

  constructor(bridge: Bridge<DeskClient>) {
    this.#bridge = bridge;
  }

  get client(): DeskClient {
    return this.#bridge.client;
  }

  /**
   * Follows the machine for ever, through its restarts.
   * @returns how to stop.
   */
  follow(): () => void {
    this.#followStation();
    const beating = setInterval(() => void this.#beat(), heartbeatMs);
    return () => {
      clearInterval(beating);
      this.#stopStation();
      this.#stopSurveys();
    };
  }

  async signIn(officer: OfficerId, pin: string): Promise<Result<void, Message>> {
    return this.#answer(async () => {
      this.#take(await this.client.signIn({ officer, pin }));
      // The stream was opened by nobody, or by the officer before: only a new one tells of this session.
      this.#followStation();
    });
  }

  async signOut(): Promise<Result<void, Message>> {
    return this.#answer(async () => this.#take(await this.client.signOut()));
  }

  /** Dossiers that a code or its last digits mean. Asked again until the machine answers or `given up`. */
  async find(text: string, givenUp: AbortSignal): Promise<Result<readonly DeskDossier[], Message>> {
    return this.#answer(async () => {
      const { dossiers } = await this.#insist(
        (client, signal) => client.find({ text }, { signal }),
        givenUp,
      );
      return dossiers;
    });
  }

  /**
   * Invites the citizen of a dossier; the sentence to show if it was refused. An answer that was lost is asked for
   * again: the machine knows the same launch as the same invitation.
   */
  async launch(invitation: Invitation, givenUp: AbortSignal): Promise<Result<void, Message>> {
    return this.#answer(async () => {
      const survey = await this.#insist(
        (client, signal) => client.launch(invitation, { signal }),
        givenUp,
      );
      this.#list(survey);
    });
  }

  async withdraw(survey: SurveyId): Promise<Result<void, Message>> {
    return this.#answer(async () => this.#list(await this.client.withdraw({ survey })));
  }

  /** Tells the machine that somebody works here, so that it does not lock the desk. */
  async stay(): Promise<void> {
    try {
      await this.client.stay();
    } catch {
      // Away, or signed out: the stream of the station tells which.
    }
  }

  #insist<Output>(
    call: (client: DeskClient, signal: AbortSignal) => Promise<Output>,
    givenUp: AbortSignal,
  ): Promise<Output> {
    return insistUntil(
      (signal) => call(this.client, signal),
      { answerWithinMs, whenAway: () => this.#lose() },
      givenUp,
    );
  }

  async #answer<Output>(ask: () => Promise<Output>): Promise<Result<Output, Message>> {
    try {
      return ok(await ask());
    } catch (error) {
      if (isCancelled(error)) return fail({ kind: 'none' });
      const problem = refusalOf(error);
      return fail(
        problem ? { kind: 'problem', problem } : { kind: 'text', key: 'failed.unexpected' },
      );
    }
  }

  #followStation(): void {
    this.#stopStation();
    this.#stopStation = this.#bridge.follow(
      (client, signal) => client.watchStation(undefined, { signal }),
      (station) => this.#take(station),
      (connection) => {
        // A stream that is opened anew is not yet a machine that is away.
        if (connection !== 'opening' || this.station === null) this.connection = connection;
      },
    );
  }

  async #beat(): Promise<void> {
    const given = new AbortController();
    const late = setTimeout(() => given.abort(), answerWithinMs);
    try {
      const station = await this.client.station(undefined, { signal: given.signal });
      const wasGone = this.connection === 'gone';
      this.#take(station);
      if (wasGone) this.#followAnew();
    } catch {
      this.#lose();
    } finally {
      clearTimeout(late);
    }
  }

  /** A stream over a pulled cable is silent, not ended: what a call has found out, the streams are told. */
  #lose(): void {
    if (this.connection !== 'open') return;
    this.#followAnew();
    this.connection = 'gone';
  }

  #followAnew(): void {
    this.#followStation();
    this.#followSurveys(this.#seated);
  }

  #take(station: Station): void {
    const officer = station.signedIn?.officer.id ?? null;
    this.station = station;
    this.connection = 'open';
    if (officer === this.#seated) return;
    this.#seated = officer;
    if (officer !== null && officer !== this.#listedFor) {
      this.surveys = [];
      this.#listedFor = officer;
    }
    this.#followSurveys(officer);
  }

  #followSurveys(officer: OfficerId | null): void {
    this.#stopSurveys();
    if (officer === null) return;
    this.#stopSurveys = this.#bridge.follow(
      async (client, signal) => {
        const changes = await client.watch(undefined, { signal });
        await this.#catchUp();
        return changes;
      },
      (survey) => this.#list(survey),
      () => undefined,
    );
  }

  /** What happened to the open surveys while nobody was listening. */
  async #catchUp(): Promise<void> {
    const waiting = this.surveys.filter(({ status }) => status === 'waiting');
    await Promise.all(waiting.map(({ survey }) => this.#refresh(survey)));
  }

  async #refresh(survey: SurveyId): Promise<void> {
    try {
      this.#list(await this.client.status({ survey }));
    } catch (error) {
      if (refusalOf(error)?.code !== 'survey.unknown') throw error;
      // The machine has forgotten how it ended: none of the three words would be known to be true.
      this.surveys = this.surveys.filter((listed) => listed.survey !== survey);
    }
  }

  /** An ended survey stays ended, in whatever order the answers to calls and the stream arrive. */
  #list(survey: DeskSurvey): void {
    const known = this.surveys.find((listed) => listed.survey === survey.survey);
    if (!known) this.surveys = [{ ...survey, sinceMs: Date.now() }, ...this.surveys];
    else if (known.status === 'waiting') {
      this.surveys = this.surveys.map((listed) =>
        listed === known ? heardAgain(known, survey) : listed,
      );
    }
  }
}

/** A machine that was restarted no longer knows the dossier's last digits; the page does. */
function heardAgain(known: ListedSurvey, survey: DeskSurvey): ListedSurvey {
  return { ...known, ...survey, dossierTail: survey.dossierTail ?? known.dossierTail };
}
