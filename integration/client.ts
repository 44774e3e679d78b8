/**
 * A client of one counter's kiosk, for one-stop software ("phần mềm một cửa"). One file, nothing but `fetch`: copy it
 * and go. docs/INTEGRATION.md tells what each call means.
 *
 * A call whose answer was lost is made again with the same `Idempotency-Key`, so that a launch is never made twice.
 * What the kiosk refuses is thrown as `KioskProblem`; a kiosk that could not be reached as `KioskUnreachable`.
 */

/** `not-rated`: declined, expired or withdrawn. The API tells nothing more, whatever the citizen chose. */
export type Status = 'waiting' | 'rated' | 'not-rated';
export type Survey = { readonly survey: string; readonly status: Status };

export type HandOver = 'completed' | 'returned-for-completion' | 'refused';
/** The facts of the apology slip, or the word that nobody can give them. */
export type Apology =
  | {
      readonly reason: string;
      readonly promise: { readonly kind: 'new-date' | 'returned-on'; readonly date: string };
      readonly slip: string | null;
    }
  | 'not-recorded';

/** A hand-over. What is left out is taken from the record that `preload` sent. */
export type HandedOver = {
  readonly dossier: string;
  readonly handOver: HandOver;
  readonly procedure?: string;
  readonly officer?: string;
  readonly correction?: boolean;
  readonly apology?: Apology;
};
export type Launch = Omit<HandedOver, 'handOver'> & { readonly handOver?: HandOver };

/** A dossier that is ready to be handed over. Instants are RFC 3339 with their offset, days `YYYY-MM-DD`. */
export type ReadyDossier = {
  readonly dossier: string;
  readonly procedure: string;
  readonly handOver?: HandOver;
  readonly receivedAt?: string;
  readonly dueOn?: string;
  /** When the office waited for the citizen; `to` null: it still does. */
  readonly pauses?: readonly { readonly from: string; readonly to: string | null }[];
  readonly officer?: string;
};

/** A refusal as it travels (RFC 9457). */
export type ProblemDocument = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly vi: string;
  readonly en: string;
  readonly parameters: Readonly<Record<string, string | number>>;
};

/** What the kiosk refuses. Show `document.vi` or `document.en`; decide by `code`. */
export class KioskProblem extends Error {
  override readonly name = 'KioskProblem';
  readonly code: string;
  readonly document: ProblemDocument;
  /** After 429: how long to wait. */
  readonly retryAfterMs: number;

  constructor(document: ProblemDocument, retryAfterMs: number) {
    super(document.en);
    this.code = document.code;
    this.document = document;
    this.retryAfterMs = retryAfterMs;
  }
}

/** No answer in time. Whether the last call did anything is not known: make it again with the same key. */
export class KioskUnreachable extends Error {
  override readonly name = 'KioskUnreachable';
}

export type KioskOptions = {
  /** The desk's door: `http://127.0.0.1:7311` on the same computer, `https://…` over the LAN. */
  readonly origin: string;
  /** The API key that the office issued. */
  readonly key: string;
  /** Another `fetch`, for instance one that trusts the kiosk's own certificate. */
  readonly fetch?: typeof globalThis.fetch;
  /** An answer that takes longer is lost. */
  readonly answerWithinMs?: number;
  /** How long a call is made again before it is given up. */
  readonly giveUpAfterMs?: number;
  /** The kiosk says something on an open stream every 5 seconds; a stream silent for longer than this is dead. */
  readonly silentForMs?: number;
};

type Call = {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: object;
  readonly idempotencyKey?: string;
};

const pauseFirstMs = 250;
const pauseMaxMs = 5_000;
/** Statuses that are remembered, so that a change is told once. */
const rememberedMax = 1_000;

export class Kiosk {
  readonly #options: Required<KioskOptions>;

  constructor(options: KioskOptions) {
    this.#options = {
      ...{ fetch: globalThis.fetch, answerWithinMs: 10_000 },
      ...{ giveUpAfterMs: 60_000, silentForMs: 15_000 },
      ...options,
    };
  }

  /** Invites the citizen. Give a key of your own, kept with the hand-over, to be safe against your own crash too. */
  launch(order: Launch, idempotencyKey: string = crypto.randomUUID()): Promise<Survey> {
    return this.#call({ method: 'POST', path: '/surveys', body: order, idempotencyKey });
  }

  withdraw(survey: string, idempotencyKey: string = crypto.randomUUID()): Promise<Survey> {
    const path = `/surveys/${encodeURIComponent(survey)}/withdrawal`;
    return this.#call({ method: 'POST', path, idempotencyKey });
  }

  status(survey: string): Promise<Survey> {
    return this.#call({ method: 'GET', path: `/surveys/${encodeURIComponent(survey)}` });
  }

  /** Announces the dossiers that are ready to be handed over; replaces what was announced before. */
  async preload(dossiers: readonly ReadyDossier[]): Promise<number> {
    const answer = await this.#call<{ count: number }>({
      ...{ method: 'PUT', path: '/dossiers', body: { dossiers } },
    });
    return answer.count;
  }

  async preloaded(): Promise<number> {
    return (await this.#call<{ count: number }>({ method: 'GET', path: '/dossiers/count' })).count;
  }

  /** Reports a hand-over. It launches nothing; one that is never launched is counted as such. */
  async report(handedOver: HandedOver, idempotencyKey: string = crypto.randomUUID()) {
    await this.#call({ method: 'POST', path: '/hand-overs', body: handedOver, idempotencyKey });
  }

  /**
   * The open surveys, then each change once, until `signal` is aborted. A stream that breaks is opened again, and what
   * changed in between is asked for. Throws only what no further try can mend (a wrong key, a missing right).
   */
  async *watch(signal?: AbortSignal): AsyncGenerator<Survey, void> {
    const told = new Map<string, Status>();
    for (let failures = 0; !signal?.aborted; failures += 1) {
      try {
        for await (const survey of this.#stream([...told], signal)) {
          failures = 0;
          if (isNews(told, survey)) yield survey;
        }
      } catch (error) {
        if (signal?.aborted) return;
        if (error instanceof KioskProblem && !isWorthAgain(error)) throw error;
      }
      await pause(backoffMs(failures), signal);
    }
  }

  /** One connection: what happened to the surveys that were waiting, then what the kiosk tells. */
  async *#stream(
    told: readonly (readonly [string, Status])[],
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Survey, void> {
    const silence = new AbortController();
    const ends = AbortSignal.any([silence.signal, ...(signal ? [signal] : [])]);
    let timer = setTimeout(() => silence.abort(), this.#options.silentForMs);
    try {
      const response = await this.#send({ method: 'GET', path: '/surveys/events' }, ends);
      for (const [survey, status] of told) {
        if (status === 'waiting') yield await this.status(survey);
      }
      const chunks = response.body?.pipeThrough(new TextDecoderStream()) ?? [];
      let text = '';
      for await (const chunk of chunks) {
        clearTimeout(timer);
        timer = setTimeout(() => silence.abort(), this.#options.silentForMs);
        const events = (text + chunk).split('\n\n');
        text = events.pop() ?? '';
        yield* events.flatMap(surveysIn);
      }
    } finally {
      clearTimeout(timer);
      silence.abort();
    }
  }

  /** Makes a call until it is answered or given up. Only what may go through later is tried again. */
  async #call<T = Survey>(call: Call): Promise<T> {
    const { answerWithinMs, giveUpAfterMs } = this.#options;
    const end = performance.now() + giveUpAfterMs;
    for (let failures = 0; ; failures += 1) {
      const failure = await this.#send(call, AbortSignal.timeout(answerWithinMs)).then(
        (response) => response.json().then((value) => ({ value: value as T }), lost),
        (error: unknown) => (error instanceof KioskProblem ? error : lost(error)),
      );
      if ('value' in failure) return failure.value;
      if (failure instanceof KioskProblem && !isWorthAgain(failure)) throw failure;
      const wait = failure instanceof KioskProblem ? failure.retryAfterMs : 0;
      const next = Math.max(wait, backoffMs(failures));
      if (performance.now() + next > end) throw failure;
      await pause(next);
    }
  }

  async #send({ method, path, body, idempotencyKey }: Call, signal: AbortSignal) {
    const { origin, key, fetch } = this.#options;
    const response = await fetch(`${origin}/api/v1${path}`, {
      ...{ method, signal },
      headers: {
        authorization: `Bearer ${key}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (response.ok) return response;
    const document = (await response.json()) as ProblemDocument;
    if (typeof document.code !== 'string')
      throw new Error(`No problem document: ${response.status}`);
    const seconds = Number(response.headers.get('retry-after') ?? 0);
    throw new KioskProblem(document, seconds * 1_000);
  }
}

function lost(cause: unknown): KioskUnreachable {
  return new KioskUnreachable('The kiosk did not answer.', { cause });
}

/** 429 and 5xx: the same call may go through later. */
function isWorthAgain({ document: { status } }: KioskProblem): boolean {
  return status === 429 || status >= 500;
}

function isNews(told: Map<string, Status>, { survey, status }: Survey): boolean {
  const before = told.get(survey);
  // What has ended stays so, whatever a slower answer still says.
  if (before === status || (before !== undefined && before !== 'waiting')) return false;
  told.set(survey, status);
  for (const [old, known] of told) {
    if (told.size <= rememberedMax) break;
    if (known !== 'waiting') told.delete(old);
  }
  return true;
}

/** The survey of one server-sent event; none in a comment, which only says that the line stands. */
function surveysIn(event: string): Survey[] {
  const lines = event.split('\n');
  if (!lines.includes('event: message')) return [];
  const data = lines.filter((line) => line.startsWith('data: ')).map((line) => line.slice(6));
  return [JSON.parse(data.join('\n')) as Survey];
}

/** Longer after each failure, and never the same for all desks of an office. */
function backoffMs(failures: number): number {
  return (
    Math.min(pauseMaxMs, pauseFirstMs * 2 ** Math.min(failures, 10)) * (0.5 + Math.random() / 2)
  );
}

function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
