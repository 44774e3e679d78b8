import type { DistrictClient } from '../../../shared/contract/district.ts';
import type {
  Batch,
  BatchRequest,
  FleetView,
  KioskDetails,
  MadeCode,
} from '../../../shared/contract/fleet.ts';
import { fleetRefreshMs } from '../../../shared/limits.ts';
import type { KioskId, UnitId } from '../../../shared/model/ids.ts';
import type { Counter, Unit } from '../../../shared/model/unit.ts';
import type { Trouble } from '../ask.ts';
import { Fetched } from '../fetched.svelte.ts';
import type { Session } from '../session/session.svelte.ts';

type Office = DistrictClient['office']['fleet'];

/** The kiosk list, asked for again every `fleetRefreshMs` while the page is open. */
export class Fleet {
  readonly view = new Fetched<FleetView>();
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Begins to ask; returns how to stop. A failed refresh keeps the last list: its time stands beside it. */
  start(): () => void {
    void this.refresh();
    const timer = setInterval(() => void this.refresh(), fleetRefreshMs);
    return () => clearInterval(timer);
  }

  async refresh(): Promise<void> {
    await this.view.load(() => this.#session.ask(({ office }) => office.fleet.list()));
  }
}

/** One kiosk, and what the office does to it. */
export class OneKiosk {
  readonly details = new Fetched<KioskDetails>();
  busy = $state(false);
  trouble = $state.raw<Trouble | null>(null);
  /** A code that was just made, until somebody says that it was taken along. */
  batch = $state.raw<Batch | null>(null);
  readonly #session: Session;
  readonly #kiosk: KioskId;

  constructor(session: Session, kiosk: KioskId) {
    this.#session = session;
    this.#kiosk = kiosk;
  }

  async load(): Promise<void> {
    const kiosk = this.#kiosk;
    await this.details.load(() =>
      this.#session.ask(({ office }) => office.fleet.details({ kiosk })),
    );
  }

  async change(change: (office: Office, kiosk: KioskId) => Promise<KioskDetails>): Promise<void> {
    const answer = await this.#ask((office) => change(office, this.#kiosk));
    if (answer !== null) this.details.value = answer;
  }

  async enrolAgain(asked: Pick<BatchRequest, 'districtUrl' | 'until'>): Promise<void> {
    this.batch = await this.#ask((office) => office.enrolAgain({ kiosk: this.#kiosk, ...asked }));
    if (this.batch !== null) await this.load();
  }

  async #ask<T>(question: (office: Office) => Promise<T>): Promise<T | null> {
    if (this.busy) return null;
    this.busy = true;
    const answer = await this.#session.ask(({ office }) => question(office.fleet));
    this.busy = false;
    this.trouble = answer.ok ? null : answer.problem;
    return answer.ok ? answer.value : null;
  }
}

/** New kiosks by the dozen, and the codes that were made for them. */
export class HandingOut {
  readonly units = new Fetched<readonly Unit[]>();
  readonly counters = new Fetched<readonly Counter[]>();
  readonly codes = new Fetched<readonly MadeCode[]>();
  unit = $state<UnitId | null>(null);
  busy = $state(false);
  trouble = $state.raw<Trouble | null>(null);
  /** What was just made: it is nowhere else. */
  batch = $state.raw<Batch | null>(null);
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async start(): Promise<void> {
    void this.loadCodes();
    await this.units.load(() => this.#session.ask(({ office }) => office.units()));
    const first = this.units.value?.[0];
    if (first) await this.choose(first.id);
  }

  async choose(unit: UnitId): Promise<void> {
    this.unit = unit;
    await this.counters.load(() =>
      this.#session.ask(({ office }) => office.fleet.counters({ unit })),
    );
  }

  async loadCodes(): Promise<void> {
    await this.codes.load(() => this.#session.ask(({ office }) => office.fleet.codes()));
  }

  async make(request: BatchRequest): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    const answer = await this.#session.ask(({ office }) => office.fleet.makeBatch(request));
    this.busy = false;
    this.trouble = answer.ok ? null : answer.problem;
    if (answer.ok) this.batch = answer.value;
  }

  /** The codes were taken along: what is left of them is the list. */
  async finish(): Promise<void> {
    this.batch = null;
    if (this.unit !== null) await this.choose(this.unit);
    await this.loadCodes();
  }

  async revoke(id: string): Promise<void> {
    await this.codes.load(() => this.#session.ask(({ office }) => office.fleet.revokeCode({ id })));
  }
}
