import { ORPCError } from '@orpc/client';
import type {
  DeskClient,
  DeskProcedure,
  DeskStatus,
  DeskSurvey,
  Station,
} from '../../../shared/contract/desk.ts';
import { parseDossierCode } from '../../../shared/model/dossier-code.ts';
import type { CounterId, OfficerId, SurveyId, UnitId } from '../../../shared/model/ids.ts';
import { procedureCodeSchema } from '../../../shared/model/ids.ts';
import { problem, type Problem, type ProblemCode } from '../../../shared/model/problems.ts';
import { fold } from '../../../shared/rules/folding.ts';
import type { Bridge, Connection } from '../../bridge.ts';

/** A machine behind the officer's page, as far as the page can tell; the test says what happens on it. */
export class FakeDesk implements Bridge<DeskClient> {
  station: Station = sampleStation;
  /** What the next launch or withdrawal is refused with. */
  refusal: ProblemCode | null = null;
  /** Calls fail without an answer, as when the machine is away. */
  isAway = false;
  readonly launched: Parameters<DeskClient['launch']>[0][] = [];
  readonly #surveys = new Map<string, DeskSurvey>();
  #draw: (survey: DeskSurvey) => void = () => undefined;
  #connection: (state: Connection) => void = () => undefined;
  #reopen: () => Promise<void> = () => Promise.resolve();

  readonly client = {
    station: () => this.#answer(() => this.station),
    procedures: ({ text }: { text: string }) =>
      this.#answer(() => sampleProcedures.filter((each) => fold(each.name).includes(fold(text)))),
    launch: (input: Parameters<DeskClient['launch']>[0]) => this.#answer(() => this.#launch(input)),
    withdraw: ({ survey }: { survey: SurveyId }) =>
      this.#answer(() => this.#change(survey, 'not-rated')),
    status: ({ survey }: { survey: SurveyId }) => this.#answer(() => this.#known(survey)),
    watch: () => this.#answer(silence),
  } as unknown as DeskClient;

  follow<Event>(
    open: (client: DeskClient, signal: AbortSignal) => Promise<AsyncIterable<Event>>,
    draw: (event: Event) => void,
    connection: (state: Connection) => void,
  ): () => void {
    const stopped = new AbortController();
    this.#draw = draw as (event: unknown) => void;
    this.#connection = connection;
    this.#reopen = async () => {
      await open(this.client, stopped.signal);
    };
    connection('opening');
    void this.#reopen();
    return () => stopped.abort();
  }

  insist<Output>(call: (client: DeskClient) => Promise<Output>): Promise<Output> {
    return call(this.client);
  }

  /** Something happened to a survey; the page hears it over its stream unless nobody listens. */
  happen(survey: string, status: DeskStatus): void {
    const changed = this.#change(survey, status);
    if (!this.isAway) this.#draw(changed);
  }

  /** Says something about a survey over the stream, whatever it knows of it itself. */
  say(survey: DeskSurvey): void {
    this.#draw(survey);
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
    await this.#reopen();
  }

  #launch(input: Parameters<DeskClient['launch']>[0]): DeskSurvey {
    if (this.refusal) throw refused(problem(this.refusal));
    const code = parseDossierCode(input.dossier);
    if (!code.ok) throw refused(code.problem);
    this.launched.push(input);
    const survey: DeskSurvey = {
      survey: `survey-${this.launched.length}` as SurveyId,
      status: 'waiting',
      dossierTail: code.value.tail,
      procedureName: sampleProcedures.find((each) => each.code === input.procedure)?.name ?? null,
    };
    this.#surveys.set(survey.survey, survey);
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

  async #answer<T>(make: () => T): Promise<T> {
    await Promise.resolve();
    if (this.isAway) throw new TypeError('Failed to fetch');
    return make();
  }
}

function refused(data: Problem): Error {
  return new ORPCError('REFUSED', { defined: true, data });
}

function silence(): AsyncIterable<never> {
  return { [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => undefined) }) };
}

export const samplePrefix = 'H00.00.01-261122-';

const sampleStation: Station = {
  place: {
    unit: {
      id: 'don-vi-mau' as UnitId,
      code: 'H00.00.01',
      name: 'Trung tâm Phục vụ hành chính công xã Mẫu',
    },
    counter: { id: 'quay-1' as CounterId, name: 'Quầy số 1' },
  },
  officers: ['Một', 'Hai', 'Ba'].map((name, index) => ({
    id: `can-bo-mau-${index + 1}` as OfficerId,
    name: `Cán bộ mẫu ${name}`,
  })),
  dossierPrefix: samplePrefix,
  ready: true,
  catalogueLabel: 'Dữ liệu mẫu – cần đối chiếu quyết định công bố của UBND cấp tỉnh',
};

/** Codes and names out of samples/procedures.csv. */
export const sampleProcedures: readonly DeskProcedure[] = [
  ['1.012756', 'Đăng ký đất đai lần đầu đối với trường hợp được Nhà nước giao đất để quản lý'],
  [
    '1.012766',
    'Xóa đăng ký thuê, cho thuê lại quyền sử dụng đất trong dự án xây dựng kinh doanh kết cấu hạ tầng',
  ],
].map(([code, name]) => ({
  code: procedureCodeSchema.parse(code),
  name: name ?? '',
  domain: 'Đất đai',
  level: 'Tỉnh',
}));
