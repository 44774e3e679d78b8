import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store } from '../../electron/store/store.ts';
import { createSync, type Sync } from '../../electron/sync/sync.ts';
import { refusedRetryMs } from '../../shared/limits.ts';
import {
  counterIdSchema,
  dossierTokenSchema,
  formIdSchema,
  surveyIdSchema,
  unitIdSchema,
} from '../../shared/model/ids.ts';
import type { EntryDraft } from '../../shared/model/journal.ts';
import { FaultProxy } from '../support/fault-proxy.ts';
import { LaneClock } from '../support/lane-clock.ts';

/** The sample form and unit (samples/). */
const form = { id: formIdSchema.parse('hai-long-nam-muc'), version: 1 };
const unit = unitIdSchema.parse('don-vi-mau');

/** Beyond these a clock is not set: what lies outside is not a date that a device can hold. */
const earliestWallMs = Date.UTC(1990, 0, 1);
const latestWallMs = Date.UTC(2090, 0, 1);

/** Journal and documents. */
const lanes = 2;
/** A request that is being answered gets this much real time before the kiosk's time passes. */
const patienceMs = 20;

/** One kiosk: its real store on disk and its real sync, a clock turned by hand, and a network of its own. */
export class ModelKiosk {
  readonly clock = new LaneClock();
  readonly counter: string;
  /** How often each thing was logged. */
  readonly events = new Map<string, number>();
  readonly #folder = mkdtempSync(join(tmpdir(), 'hai-long-model-'));
  readonly #proxy: FaultProxy;
  #store: Store;
  #sync: Sync;
  #boots = 1;

  private constructor(counter: string, proxy: FaultProxy) {
    this.counter = counter;
    this.#proxy = proxy;
    [this.#store, this.#sync] = this.#open();
  }

  static async enrolled(counter: string, districtPort: number, code: string): Promise<ModelKiosk> {
    const kiosk = new ModelKiosk(counter, await new FaultProxy(districtPort).listen());
    const enrolled = await kiosk.#sync.enrol({ districtUrl: kiosk.#proxy.url, code });
    if (!enrolled.ok) throw new Error(enrolled.problem.en);
    return kiosk;
  }

  get store(): Store {
    return this.#store;
  }

  get network(): FaultProxy {
    return this.#proxy;
  }

  /** One tap. The dossier's number stands for its code; null is a walk-in. */
  rate(dossier: number | null, level: number): void {
    const survey = surveyIdSchema.parse(randomUUID());
    this.#write([
      this.#launched(survey, dossier),
      { kind: 'survey.shown', body: { survey } },
      { kind: 'survey.answered', body: { survey, form, level, afterMs: 1_000 } },
    ]);
  }

  expire(): void {
    const survey = surveyIdSchema.parse(randomUUID());
    this.#write([
      this.#launched(survey, null),
      { kind: 'survey.expired', body: { survey, cause: 'timeout' } },
    ]);
  }

  async pass(ms: number): Promise<void> {
    const end = performance.now() + patienceMs;
    while (this.clock.asking > 0 && performance.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    this.clock.advance(ms);
  }

  setClock(byMs: number): void {
    const wall = this.clock.wall() + byMs;
    if (wall > earliestWallMs && wall < latestWallMs) this.clock.jumpWall(byMs);
  }

  async restart(reboot: boolean): Promise<void> {
    await this.#sync.stop();
    this.#store.close();
    this.clock.dropTimers();
    if (reboot) this.clock.reboot(`boot-${(this.#boots += 1)}`);
    [this.#store, this.#sync] = this.#open();
    this.#sync.start();
  }

  /** With a good network: everything that was put off is tried again, to the end. */
  async tryAgain(): Promise<void> {
    await this.clock.resting(lanes);
    this.clock.advance(refusedRetryMs);
    await new Promise((resolve) => void setImmediate(resolve));
    await this.clock.resting(lanes);
  }

  /** What still hinders it, or null when everything is sent and acknowledged. */
  unfinished(): string | null {
    const { online, problem, queueDepth } = this.#sync.status();
    if (online && problem === null && queueDepth === 0) return null;
    return `${this.counter}: ${queueDepth} entries to send, ${problem?.code ?? 'no problem'}`;
  }

  async close(): Promise<void> {
    await this.#sync.stop();
    this.#store.close();
    await this.#proxy.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #open(): [Store, Sync] {
    const log = (event: string): void => {
      this.events.set(event, (this.events.get(event) ?? 0) + 1);
    };
    let sync: Sync | null = null;
    const offset = (): number | null => sync?.offset() ?? null;
    const opened = openStore({ folder: this.#folder, clock: this.clock, log, offset });
    if (!opened.ok) throw new Error(opened.problem.en);
    sync = createSync({ ...opened.value, clock: this.clock, log, version: 'model' });
    return [opened.value, sync];
  }

  #launched(survey: ReturnType<typeof surveyIdSchema.parse>, dossier: number | null): EntryDraft {
    const body = {
      survey,
      origin: dossier === null ? ('walk-in' as const) : ('desk' as const),
      unit,
      counter: counterIdSchema.parse(this.counter),
      form,
      dossier: dossier === null ? null : tokenOf(dossier),
      agency: null,
      procedure: null,
      catalogueVersion: null,
      officer: null,
      handOver: null,
    };
    return { kind: 'survey.launched', body };
  }

  #write(drafts: readonly EntryDraft[]): void {
    const written = this.#store.journal.append(drafts);
    if (!written.ok) throw new Error(written.problem.en);
    this.#sync.nudge();
  }
}

function tokenOf(dossier: number) {
  return dossierTokenSchema.parse(createHash('sha256').update(`dossier ${dossier}`).digest('hex'));
}
