import type { DeskClient, DeskSurvey, Station } from '../../shared/contract/desk.ts';
import type { OfficerId, ProcedureCode, SurveyId } from '../../shared/model/ids.ts';
import type { HandOver } from '../../shared/model/journal.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import { refusalOf, type Bridge, type Connection } from '../bridge.ts';
import type { Message } from './wording.svelte.ts';

/** A survey as the desk shows it: one of three words, and when this page first heard of it (ms since 1970). */
export type ListedSurvey = DeskSurvey & { readonly sinceMs: number };

export type Invitation = {
  readonly officer: OfficerId;
  readonly dossier: string;
  readonly procedure: ProcedureCode;
  readonly handOver: HandOver;
};

/** The station is asked for anew this often: at midnight the first part of the dossier codes changes. */
const stationRefreshMs = 5 * 60_000;

/** What the page knows of the machine: where it stands, and the surveys since the page was opened. */
export class Desk {
  connection = $state<Connection>('opening');
  station = $state.raw<Station | null>(null);
  /** Newest first. */
  surveys = $state.raw<readonly ListedSurvey[]>([]);
  readonly #bridge: Bridge<DeskClient>;

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
    const refreshing = setInterval(() => void this.#refreshStation(), stationRefreshMs);
    const stop = this.#followSurveys();
    return () => {
      clearInterval(refreshing);
      stop();
    };
  }

  /** Invites the citizen of a dossier; the sentence to show if it was refused. */
  async launch(invitation: Invitation): Promise<Result<void, Message>> {
    return this.#ask(() => this.client.launch(invitation));
  }

  async withdraw(survey: SurveyId, officer: OfficerId): Promise<Result<void, Message>> {
    return this.#ask(() => this.client.withdraw({ survey, officer }));
  }

  #followSurveys(): () => void {
    return this.#bridge.follow(
      async (client, signal) => {
        const changes = await client.watch(undefined, { signal });
        this.station = await client.station(undefined, { signal });
        await this.#catchUp();
        // The stream is silent until something happens, so its first event cannot say that the machine is back.
        this.connection = 'open';
        return changes;
      },
      (survey) => this.#list(survey),
      (connection) => {
        this.connection = connection;
      },
    );
  }

  async #ask(call: () => Promise<DeskSurvey>): Promise<Result<void, Message>> {
    try {
      this.#list(await call());
      return ok(undefined);
    } catch (error) {
      const problem = refusalOf(error);
      return fail(
        problem ? { kind: 'problem', problem } : { kind: 'text', key: 'failed.unexpected' },
      );
    }
  }

  async #refreshStation(): Promise<void> {
    try {
      this.station = await this.client.station();
    } catch {
      // Away: the stream notices it too, and asks again when the machine is back.
    }
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
