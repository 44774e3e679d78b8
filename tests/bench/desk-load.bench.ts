import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { ORPCError } from '@orpc/client';
import { v7 as uuidv7 } from 'uuid';
import { procedure, sampleUnit } from '../../electron/core/testing/fixtures.ts';
import { sentDocument } from '../../electron/core/testing/memory-documents.ts';
import { openStore, systemClock } from '../../electron/store/store.ts';
import type { DeskClient } from '../../shared/contract/desk.ts';
import { clientIdSchema, entryIdSchema, hashSchema } from '../../shared/model/ids.ts';
import { citizenClient, signedInDesk } from '../support/clients.ts';
import { writeEnrolledFolder } from '../support/enrolled-folder.ts';
import { ServedKiosk } from '../support/served-kiosk.ts';
import type { Counted, LoadOrder, Pace } from './desk-load-clients.ts';
import { machineNote, percentile, printTable, type Figure } from './support.ts';

/**
 * The desk's API under fifty one-stop programs while citizens rate at the same kiosk. Tap → committed is measured as the
 * citizen's window has it, from the call to the answer that says "on disk", in blocks with and without the load in turn.
 *
 * A kiosk holds one survey and one that waits. So whoever launches withdraws at once, and of fifty programs that launch
 * at the same counter most are answered "the stage is full": that is counted by itself. What one accepted launch costs
 * the machine is told by one program alone.
 */
const title = 'The desk’s API under fifty programs, while citizens rate';
const clients = 50;
const paced = { clients, everyMs: 200 }; // 250 launches a second together
const flatOut = { clients, everyMs: 0 };
const alone = { clients: 1, everyMs: 0 };
const throughputMs = 5_000;
const blocks = 4;
const tapsOfBlock = 50;
const warmUpTaps = 20;
const rate = { unit: '/s', aim: { kind: 'min', value: 200 } } as const;
/** A citizen who looks before the tap; short, so that there are many taps. */
const lookMs = 20;

const keys = Array.from({ length: clients }, (_, place) => `khoa-${place}-${'k'.repeat(32)}`);

async function startKiosk(): Promise<ServedKiosk> {
  const served = new ServedKiosk();
  writeEnrolledFolder(served.folder);
  const { folder } = served;
  const clock = systemClock();
  const store = openStore({ folder, clock, log: () => undefined, offset: () => null });
  if (!store.ok) throw new Error(store.problem.en);
  const list = keys.map((key, place) => ({
    ...{ id: clientIdSchema.parse(`phan-mem-${place}`), name: `Phần mềm ${place}` },
    keyHash: hashSchema.parse(createHash('sha256').update(key).digest('hex')),
    rights: ['launch' as const, 'withdraw' as const],
  }));
  store.value.documents.install(sentDocument('clients', 2, { clients: list }));
  store.value.close();
  await served.run();
  return served;
}

/** The clients' thread. */
class Load {
  readonly #worker: Worker;

  constructor(origin: string) {
    const dossierOf = `${sampleUnit.unit.code}-261121-#`;
    const workerData: LoadOrder = { origin, keys, procedure, dossierOf };
    this.#worker = new Worker(new URL('desk-load-clients.ts', import.meta.url), { workerData });
  }

  start(pace: Pace): void {
    this.#worker.postMessage({ start: pace });
  }

  async stop(): Promise<Counted> {
    this.#worker.postMessage('stop');
    const [counted] = (await once(this.#worker, 'message')) as [Counted];
    return counted;
  }

  close(): Promise<unknown> {
    return this.#worker.terminate();
  }
}

/** An officer who launches and a citizen who rates, one after another. */
class Counter {
  readonly #citizen;
  readonly #desk: DeskClient;
  #dossiers = 0;

  constructor(served: ServedKiosk, desk: DeskClient) {
    this.#citizen = citizenClient(served.kiosk);
    this.#desk = desk;
  }

  async rate(): Promise<number> {
    const survey = await this.#launch();
    await this.#onScreen(survey);
    await sleep(lookMs);
    const tap = entryIdSchema.parse(uuidv7());
    const began = performance.now();
    await this.#citizen.rate({ survey, level: 5, tap });
    const took = performance.now() - began;
    await this.#citizen.finish({ survey }).catch(() => undefined); // somebody else may have the screen already
    return took;
  }

  /** The citizen's window: draws what it is sent, and takes what announces itself. */
  async #onScreen(survey: string): Promise<void> {
    for await (const { survey: shown } of await this.#citizen.view()) {
      if (shown?.survey !== survey) continue;
      if (shown.phase === 'rating') return;
      if (shown.phase === 'waiting') await this.#citizen.accept({ survey });
    }
  }

  /** Between fifty programs an officer may meet a full stage; what counts here is the tap. */
  async #launch(): Promise<string> {
    this.#dossiers += 1;
    const number = String(this.#dossiers).padStart(5, '0');
    const dossier = `${sampleUnit.unit.code}-261122-${number}`;
    for (;;) {
      const launched = await this.#desk.launch({ dossier, procedure }).catch((error: unknown) => {
        if (error instanceof ORPCError && error.data?.code === 'survey.busy') return null;
        throw error;
      });
      if (launched) return launched.survey;
      await sleep(2);
    }
  }
}

async function tapsOf(counter: Counter, count: number): Promise<number[]> {
  const taps: number[] = [];
  for (let tap = 0; tap < count; tap += 1) taps.push(await counter.rate());
  return taps;
}

type Measured = { readonly calm: number[]; readonly loaded: number[]; readonly counted: Counted[] };

async function measureAt(counter: Counter, load: Load, pace: Pace): Promise<Measured> {
  const measured: Measured = { calm: [], loaded: [], counted: [] };
  for (let block = 0; block < blocks; block += 1) {
    measured.calm.push(...(await tapsOf(counter, tapsOfBlock)));
    load.start(pace);
    await sleep(200);
    measured.loaded.push(...(await tapsOf(counter, tapsOfBlock)));
    measured.counted.push(await load.stop());
  }
  return measured;
}

async function throughputAt(load: Load, pace: Pace): Promise<Counted> {
  load.start(pace);
  await sleep(throughputMs);
  return load.stop();
}

const total = (counted: readonly Counted[], of: (one: Counted) => number): number =>
  counted.reduce((sum, one) => sum + of(one), 0);
const perSecond = (counted: readonly Counted[], of: (one: Counted) => number): number =>
  total(counted, of) / total(counted, (one) => one.seconds);
const answered = ({ launched, busy }: Counted): number => launched + busy;

function loadFigures(name: string, counted: readonly Counted[]): Figure[] {
  const launchMs = counted.flatMap((one) => one.launchMs);
  return [
    { name: `${name}: launches answered`, ...rate, ours: perSecond(counted, answered) },
    { name: '  accepted', unit: '/s', ours: perSecond(counted, (one) => one.launched) },
    { name: '  refused, stage full', unit: '/s', ours: perSecond(counted, (one) => one.busy) },
    { name: '  answered within, p99', unit: 'ms', ours: percentile(launchMs, 0.99) },
  ];
}

function tapFigures({ calm, loaded }: Measured): Figure[] {
  return [0.5, 0.99].map((share): Figure => ({
    ...{ name: `  tap → committed, p${share * 100}, peer: without load`, unit: 'ms' },
    ...{ ours: percentile(loaded, share), peer: percentile(calm, share) },
    ...(share === 0.99 ? { aim: { kind: 'ratio-max', value: 1.5 } } : {}),
  }));
}

/** Anything but an accepted launch or a full stage would make the figures say something else. */
function refuseOther(counted: readonly Counted[]): void {
  const other = counted.map((one) => one.other).filter((one) => Object.keys(one).length > 0);
  if (other.length > 0) throw new Error(`Unexpected answers: ${JSON.stringify(other)}`);
}

async function measure(counter: Counter, load: Load): Promise<void> {
  await tapsOf(counter, warmUpTaps);
  const one = await throughputAt(load, alone);
  const many = await throughputAt(load, flatOut);
  const measured = await measureAt(counter, load, paced);
  refuseOther([one, many, ...measured.counted]);
  printTable(
    title,
    [
      { name: 'one program alone: launches accepted', ...rate, ours: perSecond([one], answered) },
      ...loadFigures('fifty, as fast as answered', [many]),
      ...loadFigures('fifty, 250/s together, citizens rate', measured.counted),
      ...tapFigures(measured),
    ],
    [
      'Each accepted launch is withdrawn at once by a call of its own; both are entries on the disk.',
      `${blocks} × ${tapsOfBlock} taps with the load and as many without, in turn; the programs run in a thread of their own.`,
      'Two places at the counter bound what is accepted, not the machine: see the first row.',
      machineNote(),
    ],
  );
}

const served = await startKiosk();
const load = new Load(new URL(served.desk).origin);
try {
  await measure(new Counter(served, await signedInDesk(served.desk)), load);
} finally {
  await load.close();
  await served.remove();
}
