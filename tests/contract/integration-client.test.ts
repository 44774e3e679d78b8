import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import { v7 as uuidv7 } from 'uuid';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  expectTypeOf,
  test,
} from 'vitest';
import { apiKey, dossierCode, narrowKey, procedure } from '../../electron/core/testing/fixtures.ts';
import {
  Kiosk,
  KioskProblem,
  KioskUnreachable,
  type HandedOver,
  type KioskOptions,
  type Launch,
  type ReadyDossier,
  type Survey,
} from '../../integration/client.ts';
import type { DeskApiContract } from '../../shared/contract/desk-api.ts';
import { citizenClient } from '../support/clients.ts';
import { journalOf } from '../support/enrolled-folder.ts';
import { FaultProxy } from '../support/fault-proxy.ts';
import { fetchNaming } from '../support/naming-fetch.ts';
import { ServedKiosk } from '../support/served-kiosk.ts';

/** The client that is handed to the makers of one-stop software, against a live desk, by a cable that can be pulled. */

let served: ServedKiosk;
let cable: FaultProxy;
let kiosk: Kiosk;
let dossiers = 0;
let watching: AbortController;

/** What a one-stop software would wait a minute for, a test does not. */
const quick = { answerWithinMs: 500, giveUpAfterMs: 20_000, silentForMs: 7_000 };

/** The cable is a proxy with an address of its own. */
const byCable = fetchNaming(() => new URL(served.desk).host);

const clientOf = (options: Partial<KioskOptions> = {}): Kiosk =>
  new Kiosk({ origin: cable.url, key: apiKey, fetch: byCable, ...quick, ...options });

/** Every test has dossiers of its own. */
const order = () => ({ dossier: dossierCode((dossiers += 1)), procedure });

beforeAll(async () => {
  served = await ServedKiosk.start();
});
afterAll(() => served.remove());
beforeEach(async () => {
  cable = await new FaultProxy(Number(new URL(served.desk).port)).listen();
  kiosk = clientOf();
  watching = new AbortController();
});
afterEach(async () => {
  watching.abort();
  await cable.close();
});

async function refusal(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => null,
    (error: unknown) => error,
  );
}

/** The dossiers launched so far, as the kiosk's journal will say. */
async function launches(): Promise<number> {
  const before = served.folder;
  await served.kill();
  const found = journalOf(before).filter(({ kind }) => kind === 'survey.launched').length;
  await served.run();
  return found;
}

async function rate(survey: string): Promise<void> {
  const citizen = citizenClient(served.kiosk);
  await citizen.accept({ survey }).catch(() => undefined);
  await citizen.rate({ survey, level: 3, tap: uuidv7() });
  await citizen.finish({ survey });
}

/** Follows the desk into a list. */
function follow(client = kiosk): Survey[] {
  const seen: Survey[] = [];
  void (async () => {
    for await (const survey of client.watch(watching.signal)) seen.push(survey);
  })();
  return seen;
}

type Inputs = InferContractRouterInputs<DeskApiContract>;
type Outputs = InferContractRouterOutputs<DeskApiContract>;
/** Without `readonly`, which a contract's types do not have. */
type Plain<T> = T extends readonly (infer Item)[]
  ? Plain<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Plain<T[Key]> }
    : T;

describe('the client', () => {
  test('speaks of the same things as the contract', () => {
    expectTypeOf<Plain<Launch>>().toExtend<Inputs['surveys']['launch']>();
    expectTypeOf<Plain<HandedOver>>().toExtend<Inputs['handOvers']['report']>();
    expectTypeOf<Plain<ReadyDossier>>().toExtend<Inputs['dossiers']['replace']['dossiers'][0]>();
    expectTypeOf<Inputs['surveys']['launch']>().toExtend<Launch>();
    expectTypeOf<Inputs['handOvers']['report']>().toExtend<HandedOver>();
    expectTypeOf<Inputs['dossiers']['replace']['dossiers'][0]>().toExtend<ReadyDossier>();
    expectTypeOf<Outputs['surveys']['launch']>().toExtend<Survey>();
  });

  test('announces, launches, asks, withdraws and reports', async () => {
    const { dossier } = order();
    expect(await kiosk.preload([{ dossier, procedure, dueOn: '2099-11-30' }])).toBe(1);
    expect(await kiosk.preloaded()).toBe(1);
    const launched = await kiosk.launch({ dossier });
    expect(launched.status).toBe('waiting');
    expect(await kiosk.status(launched.survey)).toEqual(launched);
    const ended = { survey: launched.survey, status: 'not-rated' };
    expect(await kiosk.withdraw(launched.survey)).toEqual(ended);
    await kiosk.report({ dossier, handOver: 'completed' });
  });

  test('tells “rated” and nothing more', async () => {
    const seen = follow();
    const { survey } = await kiosk.launch(order());
    await rate(survey);
    await expect
      .poll(() => seen.filter((one) => one.survey === survey))
      .toEqual([
        { survey, status: 'waiting' },
        { survey, status: 'rated' },
      ]);
    expect(await kiosk.status(survey)).toEqual({ survey, status: 'rated' });
  });

  test('throws what the kiosk refuses, whole, and does not try again', async () => {
    const error = await refusal(kiosk.launch({ dossier: 'H00-1', procedure }));
    expect(error).toBeInstanceOf(KioskProblem);
    expect(error).toMatchObject({
      code: 'dossier.shape',
      document: {
        status: 422,
        parameters: { code: 'H00-1' },
        vi: expect.stringContaining('H00-1'),
      },
    });
    const asked = performance.now();
    const wrong = clientOf({ key: `${apiKey.slice(0, -1)}X` });
    expect(await refusal(wrong.preloaded())).toMatchObject({ code: 'api.key' });
    expect(
      await refusal(
        clientOf({ key: narrowKey('launch') })
          .watch()
          .next(),
      ),
    ).toMatchObject({
      code: 'api.right',
    });
    expect(performance.now() - asked).toBeLessThan(quick.giveUpAfterMs);
  });

  test('is told by the kiosk how long to wait, and waits', async () => {
    const answers = [429, 503, 200];
    const asked: number[] = [];
    const document = { code: 'api.rate', status: 429, vi: '', en: '', parameters: {} };
    const busy = clientOf({
      fetch: () => {
        asked.push(performance.now());
        const status = answers[asked.length - 1] ?? 200;
        const headers = status === 429 ? { 'retry-after': '1' } : {};
        const body = status === 200 ? { count: 7 } : { ...document, status };
        return Promise.resolve(Response.json(body, { status, headers }));
      },
    });
    expect(await busy.preloaded()).toBe(7);
    expect(asked).toHaveLength(3);
    expect((asked[1] ?? 0) - (asked[0] ?? 0)).toBeGreaterThan(990);
  });
});

describe('a cable that is pulled', () => {
  test.each(['answer-swallowed', 'answer-cut', 'answer-withheld', 'request-reset'] as const)(
    'during a launch (%s): made again with the same key, it is one invitation',
    async (fault) => {
      const asked = order();
      cable.meet(fault);
      const launching = kiosk.launch(asked, `giao-${fault}`);
      await new Promise((resolve) => setTimeout(resolve, 900));
      cable.meet('none');
      const launched = await launching;
      expect(await kiosk.launch(asked, `giao-${fault}`)).toEqual(launched);
      const mine = await kiosk.status(launched.survey);
      expect(mine).toEqual(launched);
      await kiosk.withdraw(launched.survey);
      // The key answers as before even after the end; no second invitation comes of it.
      expect(await kiosk.launch(asked, `giao-${fault}`)).toEqual(launched);
      expect(await kiosk.status(launched.survey)).toMatchObject({ status: 'not-rated' });
    },
  );

  test('during a withdrawal: the same key is answered as the first time', async () => {
    const { survey } = await kiosk.launch(order());
    cable.meet('answer-swallowed');
    const withdrawing = kiosk.withdraw(survey);
    await new Promise((resolve) => setTimeout(resolve, 600));
    cable.meet('none');
    expect(await withdrawing).toEqual({ survey, status: 'not-rated' });
  });

  test('for too long: said as such, with its cause', async () => {
    cable.meet('refused');
    const hasty = clientOf({ giveUpAfterMs: 700 });
    const error = await refusal(hasty.launch(order()));
    expect(error).toBeInstanceOf(KioskUnreachable);
    expect((error as Error).cause).toBeTruthy();
  });

  test.each(['refused', 'answer-withheld'] as const)(
    'under a stream (%s): what changed meanwhile is told once, and the stream goes on',
    async (fault) => {
      const seen = follow();
      const { survey } = await kiosk.launch(order());
      await expect.poll(() => seen).toContainEqual({ survey, status: 'waiting' });
      cable.meet(fault);
      await rate(survey);
      await new Promise((resolve) => setTimeout(resolve, 300));
      cable.meet('none');
      const rated = { survey, status: 'rated' };
      await expect.poll(() => seen, { timeout: 30_000 }).toContainEqual(rated);
      const next = await kiosk.launch(order());
      await expect.poll(() => seen).toContainEqual(next);
      expect(seen.filter((one) => one.survey === survey)).toEqual([
        { survey, status: 'waiting' },
        rated,
      ]);
      await kiosk.withdraw(next.survey);
    },
  );

  test('without a word (the line is dead, nothing is closed): silence finds it out', async () => {
    let opened = 0;
    const silent = clientOf({
      silentForMs: 300,
      fetch: (input, init) => {
        if (!String(input).endsWith('/events')) return byCable(input, init);
        opened += 1;
        return opened === 1 ? deadStream(init?.signal) : byCable(input, init);
      },
    });
    const seen = follow(silent);
    const launched = await kiosk.launch(order());
    await expect.poll(() => seen, { timeout: 10_000 }).toContainEqual(launched);
    expect(opened).toBeGreaterThan(1);
    await kiosk.withdraw(launched.survey);
  });
});

/** An answer that began and never goes on. */
function deadStream(signal: AbortSignal | null | undefined): Promise<Response> {
  const body = new ReadableStream({
    start(stream) {
      signal?.addEventListener('abort', () => stream.error(signal.reason));
    },
  });
  return Promise.resolve(new Response(body));
}

describe('a kiosk that starts again', () => {
  test('in the middle of a launch is asked again, and knows the invitation', async () => {
    const asked = order();
    const launched = await kiosk.launch(asked, 'khoi-dong-lai');
    const before = await launches(); // kills it and starts it again
    expect(await kiosk.launch(asked, 'khoi-dong-lai')).toEqual(launched);
    expect(await launches()).toBe(before);
    await kiosk.withdraw(launched.survey);
  });

  test('while nobody is there lets the client wait, and the launch goes out once', async () => {
    await served.kill();
    const asked = order();
    const launching = kiosk.launch(asked);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await served.run();
    const { survey } = await launching;
    expect(await kiosk.status(survey)).toEqual({ survey, status: 'waiting' });
    await kiosk.withdraw(survey);
  });

  test('under a stream: it is opened again by itself, and tells what happened', async () => {
    const seen = follow();
    const { survey } = await kiosk.launch(order());
    await expect.poll(() => seen).toContainEqual({ survey, status: 'waiting' });
    await served.kill();
    await served.run();
    await clientOf({ origin: new URL(served.desk).origin }).withdraw(survey);
    const ended = { survey, status: 'not-rated' };
    await expect.poll(() => seen, { timeout: 20_000 }).toContainEqual(ended);
  });
});
