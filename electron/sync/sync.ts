import { problem, type Problem } from '../../shared/model/problems.ts';
import type { Health } from '../../shared/model/health.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import type {
  AddressMemory,
  Clock,
  Documents,
  Identity,
  IdentityStore,
  Journal,
  Log,
  UploadProgress,
} from '../core/ports.ts';
import { AddressKeeper } from './address.ts';
import type { AskAgain } from '../core/update/updates.ts';
import { CatalogueLane, type CatalogueDownward } from './catalogue.ts';
import { createContact, type Contact } from './contact.ts';
import { createInstaller, Downward, type Installer } from './documents.ts';
import { enrol, type EnrolmentRequest } from './enrolment.ts';
import { startLane, type Lane } from './lane.ts';
import { askDistrict, proveDistrict, sendBundle, type DistrictAnswer } from './prove-district.ts';
import { createSender, type Send } from './signed-request.ts';
import { UpdateLane, type UpdateDownward } from './updates.ts';
import { Upload } from './upload.ts';

/** The kiosk's side of the district: journal up, documents down, each in its own lane, and enrolment. */
export type Sync = {
  start(): void;
  /** There is something new to send, or the network is back. */
  nudge(): void;
  status(): SyncStatus;
  /** Calls the listener after every change of the status; returns how to stop listening. */
  onChange(listener: () => void): () => void;
  /** Last known district time less device time, ms; null before the first contact since the start. */
  offset(): number | null;
  /** Exchanges a one-time code for an identity and goes on as that kiosk. */
  enrol(request: EnrolmentRequest): Promise<Result<Identity, Problem>>;
  /** The address in force; null before enrolment. */
  districtUrl(): string | null;
  /** Why the kiosk does not stand at the address that its district sent. `setting.*`, `storage.*`. */
  addressProblem(): Problem | null;
  /**
   * Goes on at another address of the same district, null for the one that the district or enrolment gave. It is tried
   * first: what does not know this kiosk is not gone to. Problems: `setting.rolled-back`.
   */
  moveTo(districtUrl: string | null): Promise<Result<void, Problem>>;
  /** Who answers at an address. Nothing of the kiosk is sent. */
  ask(districtUrl: string): Promise<DistrictAnswer>;
  /** Whether the district still offers this version of the program to this kiosk, asked now. */
  readonly askUpdate: AskAgain;
  /** Sends a support bundle. Problem: the district's own, or `bundle.district` where it gave none. */
  sendBundle(bytes: Uint8Array): Promise<Result<void, Problem>>;
  /** Ends what is under way and resolves when nothing of it touches the store any more. */
  stop(): Promise<void>;
};

export type SyncStatus = {
  /** Whether the last exchange was answered by the district itself. */
  readonly online: boolean;
  /** What hinders the upload, else what hinders the documents, else the catalogue. */
  readonly problem: Problem | null;
  /** When the district last answered, by device time, ms since 1970 UTC. */
  readonly lastContact: number | null;
  readonly queueDepth: number;
  /** When the district last acknowledged entries, by device time. */
  readonly lastAcknowledged: number | null;
};

export type SyncParts = {
  readonly journal: Journal;
  readonly progress: UploadProgress;
  readonly documents: Documents;
  readonly identity: IdentityStore;
  readonly clock: Clock;
  readonly log: Log;
  /** The product's version, for the district's fleet page. */
  readonly version: string;
  /** Absent: this kiosk takes no catalogue. */
  readonly catalogue?: CatalogueDownward;
  /** Absent: no new versions of the program are looked for. */
  readonly updates?: UpdateDownward;
  /** The technician's override of the address that enrolment or the district gave. */
  readonly districtUrl?: string;
  /** Absent: settings of the district move this kiosk nowhere. */
  readonly address?: AddressMemory;
  /** How the kiosk is, for the district's list; null before it has looked at itself. */
  readonly health?: () => Health | null;
  /**
   * Begins a new journal that carries the old one over. Asked for when a person enrols a kiosk anew whose journal the
   * district refused as a fork: sent on as it is, it would be refused for ever.
   */
  readonly startOver?: (reason: string) => Result<void, Problem>;
};

/** Everything that belongs to one identity; enrolling again ends it and begins another. */
type Session = {
  readonly send: Send;
  readonly upload: Upload;
  readonly downward: Downward;
  readonly catalogue: CatalogueLane | null;
  readonly updates: UpdateLane | null;
  readonly lanes: readonly Lane[];
  readonly end: AbortController;
};

export function createSync(parts: SyncParts): Sync {
  return new DistrictSync(parts);
}

class DistrictSync implements Sync {
  readonly #parts: SyncParts;
  readonly #contact: Contact;
  readonly #installer: Installer;
  readonly #listeners = new Set<() => void>();
  readonly #stopped = new AbortController();
  #session: Session | null = null;
  readonly #address: AddressKeeper | null;
  /** Enrolling, moving: one at a time, each begins a session. */
  #turn: Promise<unknown> = Promise.resolve();
  #told = '';
  #override: string | null;

  constructor(parts: SyncParts) {
    this.#parts = parts;
    this.#override = parts.districtUrl ?? null;
    this.#contact = createContact(parts.clock);
    this.#installer = createInstaller(parts);
    this.#address = parts.address ? this.#keeper(parts.address) : null;
  }

  start(): void {
    const identity = this.#parts.identity.read();
    if (identity !== null && this.#session === null) this.#session = this.#begin(identity);
    this.#tellListeners();
  }

  nudge(): void {
    this.#session?.lanes.forEach((lane) => lane.nudge());
    this.#tellListeners(); // the queue may have grown
  }

  status(): SyncStatus {
    const session = this.#session;
    return {
      online: this.#contact.online(),
      problem:
        session === null
          ? problem('enrolment.missing')
          : (session.upload.problem() ??
            session.downward.problem() ??
            session.catalogue?.problem() ??
            session.updates?.problem() ??
            null),
      lastContact: this.#contact.lastContact(),
      queueDepth: session?.upload.queueDepth() ?? this.#parts.journal.position().seq,
      lastAcknowledged: session?.upload.lastAcknowledged() ?? null,
    };
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  offset(): number | null {
    return this.#contact.offset();
  }

  enrol(request: EnrolmentRequest): Promise<Result<Identity, Problem>> {
    return this.#inTurn(() => this.#enrol(request));
  }

  districtUrl(): string | null {
    return this.#override ?? this.#given();
  }

  addressProblem(): Problem | null {
    return this.#address?.problem() ?? null;
  }

  moveTo(districtUrl: string | null): Promise<Result<void, Problem>> {
    return this.#inTurn(async () => {
      const target = districtUrl ?? this.#given();
      const isElsewhere = target !== null && target !== this.districtUrl();
      const refusal = isElsewhere ? await this.#prove(target) : null;
      if (refusal) return fail(refusal);
      this.#override = districtUrl;
      await this.#beginAnew();
      this.#address?.look();
      return ok(undefined);
    });
  }

  ask(districtUrl: string): Promise<DistrictAnswer> {
    return askDistrict(districtUrl, this.#parts.clock, this.#stopped.signal);
  }

  readonly askUpdate: AskAgain = async (version) =>
    (await this.#session?.updates?.askAgain(version)) ?? 'silent';

  sendBundle(bytes: Uint8Array): Promise<Result<void, Problem>> {
    const send = this.#session?.send;
    return send ? sendBundle(send, bytes) : Promise.resolve(fail(problem('bundle.district')));
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#address?.stop();
    await this.#turn;
    await finish(this.#session);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined); // whoever asked is told
    return done;
  }

  /** Where the kiosk belongs if nobody here has said otherwise. */
  #given(): string | null {
    return this.#address?.moved() ?? this.#parts.identity.read()?.districtUrl ?? null;
  }

  #keeper(memory: AddressMemory): AddressKeeper {
    return new AddressKeeper({
      ...this.#parts,
      memory,
      identity: () => this.#parts.identity.read(),
      isFixed: () => this.#override !== null,
      online: () => this.#contact.online(),
      prove: (districtUrl) => this.#prove(districtUrl),
      go: () => this.#beginAnew(),
      inTurn: (work) => this.#inTurn(work),
    });
  }

  /** Null for a kiosk that is not enrolled: nobody knows it anywhere. */
  async #prove(districtUrl: string): Promise<Problem | null> {
    const { identity, clock, version } = this.#parts;
    const held = identity.read();
    if (!held) return null;
    const said = { version, queueDepth: this.status().queueDepth };
    return proveDistrict(
      { districtUrl, identity: held, clock, stopped: this.#stopped.signal },
      said,
    );
  }

  /** Ends what is under way and goes on at the address that is in force now. */
  async #beginAnew(): Promise<void> {
    const held = this.#parts.identity.read();
    if (!held || this.#session === null || this.#stopped.signal.aborted) return;
    await finish(this.#session);
    this.#session = this.#begin(held);
    this.#tellListeners();
  }

  async #enrol(request: EnrolmentRequest): Promise<Result<Identity, Problem>> {
    const stopped = this.#stopped.signal;
    const installer = this.#installer;
    const enrolled = await enrol(request, { ...this.#parts, installer, stopped });
    if (!enrolled.ok || stopped.aborted) return enrolled;
    this.#override = null; // an enrolment names the address anew
    this.#address?.forget();
    await finish(this.#session);
    this.#leaveFork();
    this.#session = this.#begin(enrolled.value);
    this.#tellListeners();
    return enrolled;
  }

  /** A disk that refuses the new journal is said by the journal itself; the old one stays as it was. */
  #leaveFork(): void {
    const refused = this.#session?.upload.problem();
    if (refused?.code === 'district.fork') this.#parts.startOver?.(refused.code);
  }

  #begin(identity: Identity): Session {
    const { clock } = this.#parts;
    const end = new AbortController();
    const districtUrl = this.districtUrl() ?? identity.districtUrl;
    const send = createSender({ districtUrl, identity, clock, stopped: end.signal });
    const upload = new Upload({ ...this.#parts, send, contact: this.#contact });
    const downward = new Downward({
      ...this.#parts,
      send,
      contact: this.#contact,
      installer: this.#installer,
      queueDepth: () => upload.queueDepth(),
      health: this.#parts.health,
    });
    const given = this.#parts.catalogue;
    const catalogue = given ? new CatalogueLane({ ...given, send }) : null;
    const { updates: releases } = this.#parts;
    const updates = releases ? new UpdateLane(releases, send) : null;
    const extra = [catalogue, updates].filter((lane) => lane !== null);
    const lanes = [upload, downward, ...extra].map((work) =>
      startLane(clock, async () => {
        const pause = await work.step();
        if (!end.signal.aborted) this.#tellListeners();
        this.#address?.look();
        return pause;
      }),
    );
    return { send, upload, downward, catalogue, updates, lanes, end };
  }

  #tellListeners(): void {
    const now = JSON.stringify(this.status());
    if (now === this.#told) return;
    this.#told = now;
    for (const listener of this.#listeners) listener();
  }
}

async function finish(session: Session | null): Promise<void> {
  session?.end.abort();
  await Promise.all(session?.lanes.map((lane) => lane.stop()) ?? []);
}
