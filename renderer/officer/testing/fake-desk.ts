import { ORPCError } from '@orpc/client';
import type {
  DeskClient,
  DeskDossier,
  DeskStatus,
  DeskSurvey,
  Station,
} from '../../../shared/contract/desk.ts';
import { parseDossierCode } from '../../../shared/model/dossier-code.ts';
import type { OfficerId, SurveyId } from '../../../shared/model/ids.ts';
import {
  problem,
  type Problem,
  type ProblemCode,
  type ProblemParameters,
} from '../../../shared/model/problems.ts';
import { fold } from '../../../shared/rules/folding.ts';
import type { Bridge, Connection } from '../../bridge.ts';
import { samplePin, sampleProcedures, sampleStation } from './samples.ts';

type Launch = Parameters<DeskClient['launch']>[0];
type Stream = { readonly draw: (event: unknown) => void; readonly reopen: () => Promise<void> };

/** A machine behind the officer's page, as far as the page can tell; the test says what happens on it. */
export class FakeDesk implements Bridge<DeskClient> {
  station: Station = sampleStation;
  /** What the software announced, or what was launched before. */
  dossiers: DeskDossier[] = [];
  /** What the next calls that change something are refused with. */
  refusal: ProblemCode | null = null;
  refusalParameters: ProblemParameters = {};
  /** Calls fail without an answer, as when the machine is away. */
  isAway = false;
  /** The machine does what it is asked, and its answer gets lost. */
  losesAnswers = false;
  /** The software has reported the facts of the slips. */
  knowsApologies = false;
  readonly launched: Launch[] = [];
  /** How often the page said that somebody works here. */
  used = 0;
  signedOut = 0;
  readonly #surveys = new Map<string, DeskSurvey>();
  readonly #streams = new Map<'station' | 'surveys', Stream>();
  #connection: (state: Connection) => void = () => undefined;

  readonly client = {
    station: () => this.#answer(() => this.station),
    watchStation: () => this.#answer(() => silence('station')),
    signIn: (input: { officer: OfficerId; pin: string }) => this.#answer(() => this.#signIn(input)),
    signOut: () => this.#answer(() => this.#signOut()),
    find: ({ text }: { text: string }) =>
      this.#answer(() => this.#inSession(() => ({ dossiers: this.#find(text) }))),
    stay: () =>
      this.#answer(() => {
        this.used += 1;
        return {};
      }),
    procedures: ({ text }: { text: string }) =>
      this.#answer(() => sampleProcedures.filter(({ name }) => fold(name).includes(fold(text)))),
    launch: (input: Launch) => this.#answer(() => this.#inSession(() => this.#launch(input))),
    withdraw: ({ survey }: { survey: SurveyId }) =>
      this.#answer(() => this.#inSession(() => this.#change(survey, 'not-rated'))),
    status: ({ survey }: { survey: SurveyId }) => this.#answer(() => this.#known(survey)),
    watch: () => this.#answer(() => silence('surveys')),
  } as unknown as DeskClient;

  follow<Event>(
    open: (client: DeskClient, signal: AbortSignal) => Promise<AsyncIterable<Event>>,
    draw: (event: Event) => void,
    connection: (state: Connection) => void,
  ): () => void {
    const stopped = new AbortController();
    let kind: 'station' | 'surveys' | null = null;
    const reopen = async (): Promise<void> => {
      try {
        kind = nameOf(await open(this.client, stopped.signal));
      } catch {
        connection('gone');
        return;
      }
      if (stopped.signal.aborted) return;
      this.#streams.set(kind, { draw: draw as (event: unknown) => void, reopen });
      if (kind !== 'station') return;
      this.#connection = connection;
      connection('open');
      draw(this.station as Event);
    };
    connection('opening');
    void reopen();
    return () => stopped.abort();
  }

  insist<Output>(call: (client: DeskClient) => Promise<Output>): Promise<Output> {
    return call(this.client);
  }

  /** Something about the station changes; the page hears it over its stream. */
  change(changes: Partial<Station>): void {
    this.station = { ...this.station, ...changes };
    if (!this.isAway) this.#streams.get('station')?.draw(this.station);
  }

  /** Signs somebody in at this seat, without a PIN: for tests of what comes after. */
  seat(index = 1): void {
    const { id, name } = this.station.officers[index]!;
    const officer = { id, name };
    this.change({ signedIn: { officer, since: '07:30' }, takenBy: officer });
  }

  /** Something happened to a survey; the page hears it over its stream unless nobody listens. */
  happen(survey: string, status: DeskStatus): void {
    const changed = this.#change(survey, status);
    if (!this.isAway) this.say(changed);
  }

  /** Says something about a survey over the stream, whatever it knows of it itself. */
  say(survey: DeskSurvey): void {
    this.#streams.get('surveys')?.draw(survey);
  }

  forget(survey: string): void {
    this.#surveys.delete(survey);
  }

  leave(): void {
    this.isAway = true;
    this.#connection('gone');
  }

  async comeBack(): Promise<void> {
    this.isAway = false;
    for (const { reopen } of this.#streams.values()) await reopen();
  }

  #signIn({ officer, pin }: { officer: OfficerId; pin: string }): Station {
    if (this.refusal) throw refused(problem(this.refusal, this.refusalParameters));
    if (pin !== samplePin) throw refused(problem('sign-in.refused'));
    this.seat(this.station.officers.findIndex(({ id }) => id === officer));
    return this.station;
  }

  #signOut(): Station {
    this.signedOut += 1;
    this.change({ signedIn: null, takenBy: null });
    return this.station;
  }

  #find(text: string): readonly DeskDossier[] {
    const compact = text.replace(/\s/g, '').toUpperCase();
    const isDigits = /^\d+$/.test(compact);
    const ending = this.#announced(({ dossier }) => isDigits && dossier.endsWith(compact));
    if (ending.length > 0) return ending;
    const code = parseDossierCode((isDigits ? this.station.dossierPrefix : '') + compact);
    if (!code.ok) throw refused(code.problem);
    const [known] = this.#announced(({ dossier }) => dossier === code.value.raw);
    return [known ?? { ...unknownDossier, dossier: code.value.raw, dossierTail: code.value.tail }];
  }

  #announced(fits: (dossier: DeskDossier) => boolean): DeskDossier[] {
    return this.dossiers.filter(fits);
  }

  #launch(input: Launch): DeskSurvey {
    if (this.refusal) throw refused(problem(this.refusal, this.refusalParameters));
    const known = this.dossiers.find(({ dossier }) => dossier === input.dossier);
    const procedure = input.procedure ?? known?.procedure?.code;
    if (known?.rated) throw refused(problem('survey.already-rated'));
    if (!procedure) throw refused(problem('procedure.needed'));
    const isDue = known?.lateness.state === 'late' || input.correction === true;
    if (isDue && input.apology === undefined && !this.knowsApologies)
      throw refused(problem('apology.needed'));
    const twin = JSON.stringify(input);
    const at = this.launched.findIndex((each) => JSON.stringify(each) === twin);
    const number = at < 0 ? this.launched.push(input) : at + 1;
    const survey: DeskSurvey = this.#surveys.get(`survey-${number}`) ?? {
      survey: `survey-${number}` as SurveyId,
      status: 'waiting',
      dossierTail: input.dossier.slice(-4),
      procedureName: sampleProcedures.find((each) => each.code === procedure)?.name ?? null,
    };
    this.#surveys.set(survey.survey, survey);
    if (this.losesAnswers) throw new TypeError('Failed to fetch');
    return survey;
  }

  #change(survey: string, status: DeskStatus): DeskSurvey {
    if (this.refusal) throw refused(problem(this.refusal));
    const changed = { ...this.#known(survey), status };
    this.#surveys.set(survey, changed);
    return changed;
  }

  #known(survey: string): DeskSurvey {
    const known = this.#surveys.get(survey);
    if (!known) throw refused(problem('survey.unknown'));
    return known;
  }

  #inSession<T>(make: () => T): T {
    if (this.station.signedIn === null) throw refused(problem('sign-in.needed'));
    return make();
  }

  async #answer<T>(make: () => T): Promise<T> {
    await Promise.resolve();
    if (this.isAway) throw new TypeError('Failed to fetch');
    return make();
  }
}

const unknownDossier: DeskDossier = {
  dossier: '',
  dossierTail: null,
  known: false,
  procedure: null,
  suggested: null,
  dueOn: null,
  lateness: { state: 'unknown', workingDays: null },
  rated: false,
  handOver: null,
};

function refused(data: Problem): Error {
  return new ORPCError('REFUSED', { defined: true, data });
}

type Silence = AsyncIterable<never> & { readonly name?: 'station' | 'surveys' };

function silence(name: 'station' | 'surveys'): Silence {
  return {
    name,
    [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => undefined) }),
  };
}

function nameOf(stream: AsyncIterable<unknown>): 'station' | 'surveys' {
  return (stream as Silence).name ?? 'surveys';
}
