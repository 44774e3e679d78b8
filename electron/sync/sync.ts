import { problem, type Problem } from '../../shared/model/problems.ts';
import type { Result } from '../../shared/model/result.ts';
import type {
  Clock,
  Documents,
  Identity,
  IdentityStore,
  Journal,
  Log,
  UploadProgress,
} from '../core/ports.ts';
import { CatalogueLane, type CatalogueDownward } from './catalogue.ts';
import { createContact, type Contact } from './contact.ts';
import { createInstaller, Downward, type Installer } from './documents.ts';
import { enrol, type EnrolmentRequest } from './enrolment.ts';
import { startLane, type Lane } from './lane.ts';
import { createSender } from './signed-request.ts';
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
  /** The technician's override of the address that enrolment gave. */
  readonly districtUrl?: string;
};

/** Everything that belongs to one identity; enrolling again ends it and begins another. */
type Session = {
  readonly upload: Upload;
  readonly downward: Downward;
  readonly catalogue: CatalogueLane | null;
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
  #enrolling: Promise<unknown> = Promise.resolve();
  #told = '';

  constructor(parts: SyncParts) {
    this.#parts = parts;
    this.#contact = createContact(parts.clock);
    this.#installer = createInstaller(parts);
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
            null),
      lastContact: this.#contact.lastContact(),
      queueDepth: session?.upload.queueDepth() ?? this.#parts.journal.position().seq,
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
    const enrolment = this.#enrol(request);
    this.#enrolling = enrolment;
    return enrolment;
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#enrolling;
    await finish(this.#session);
  }

  async #enrol(request: EnrolmentRequest): Promise<Result<Identity, Problem>> {
    const stopped = this.#stopped.signal;
    const installer = this.#installer;
    const enrolled = await enrol(request, { ...this.#parts, installer, stopped });
    if (!enrolled.ok || stopped.aborted) return enrolled;
    await finish(this.#session);
    this.#session = this.#begin(enrolled.value);
    this.#tellListeners();
    return enrolled;
  }

  #begin(identity: Identity): Session {
    const { clock } = this.#parts;
    const end = new AbortController();
    const districtUrl = this.#parts.districtUrl ?? identity.districtUrl;
    const send = createSender({ districtUrl, identity, clock, stopped: end.signal });
    const upload = new Upload({ ...this.#parts, send, contact: this.#contact });
    const downward = new Downward({
      ...this.#parts,
      send,
      contact: this.#contact,
      installer: this.#installer,
      queueDepth: () => upload.queueDepth(),
    });
    const given = this.#parts.catalogue;
    const catalogue = given ? new CatalogueLane({ ...given, send }) : null;
    const lanes = [upload, downward, ...(catalogue ? [catalogue] : [])].map((work) =>
      startLane(clock, async () => {
        const pause = await work.step();
        if (!end.signal.aborted) this.#tellListeners();
        return pause;
      }),
    );
    return { upload, downward, catalogue, lanes, end };
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
