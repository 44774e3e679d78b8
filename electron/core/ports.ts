import type { Form } from '../../shared/model/form.ts';
import type {
  DocumentKind,
  InstalledDocument,
  SentDocument,
} from '../../shared/model/documents.ts';
import type {
  ClientId,
  DossierToken,
  Hash,
  KioskId,
  OfficerId,
  ProcedureCode,
  SurveyId,
} from '../../shared/model/ids.ts';
import type { Entry, EntryDraft, HandOver, Position } from '../../shared/model/journal.ts';
import type { Problem } from '../../shared/model/problems.ts';
import type { Result } from '../../shared/model/result.ts';

/** What the use cases need from the rooms around them. The rooms implement these; core imports none of them. */

/** Time as the machine sees it. Tests bring a clock that they turn by hand. */
export interface Clock {
  /** Device time, ms since 1970 UTC. May jump. */
  wall(): number;
  /** Monotonic ms since `boot` began; never jumps, survives a restart of the process within one boot. */
  mono(): number;
  readonly boot: string;
  /** Calls `run` once after `ms`; returns how to cancel. */
  after(ms: number, run: () => void): () => void;
}

/** An entry as it is stored, sent and hashed. */
export type JournalLine = { readonly seq: number; readonly hash: Hash; readonly line: string };

/** The append-only journal. Synchronous: when `append` returns ok, the entries survive a power cut. */
export interface Journal {
  /**
   * Writes all drafts as consecutive entries in one durable transaction, or none. A draft whose id is in the journal
   * already with the same content is not written again: a write reported as failed may have reached the disk.
   */
  append(drafts: readonly EntryDraft[]): Result<readonly Entry[], Problem>;
  /** The last entry's number and hash. */
  position(): Position;
  /** The entries after `seq`, in order, within both bounds (always at least one if there is one). */
  linesAfter(seq: number, bounds: { entriesMax: number; bytesMax: number }): readonly JournalLine[];
  /** The hash of entry `seq`; the zero hash for 0; null if this journal has no such entry (any more). */
  hashAt(seq: number): Hash | null;
  entry(id: string): Entry | null;
  /** Whether a survey of this dossier has been answered on this kiosk. */
  isRated(dossier: DossierToken): boolean;
  /** The entries of one survey, oldest first; none if this kiosk never launched it, or forgot it. */
  entriesOf(survey: SurveyId): readonly Entry[];
  /** The entries of every survey that was launched and has not ended, oldest first. */
  openSurveys(): readonly (readonly Entry[])[];
}

/** How far the district has acknowledged, as last heard. A position, never an order to delete. */
export interface UploadProgress {
  acknowledged(): Position | null;
  acknowledge(position: Position): Result<void, Problem>;
  /** Deletes entries that are acknowledged and older than the retention time; returns how many. */
  forgetBefore(wallMs: number): Result<number, Problem>;
}

/** The documents of the downward flow: the last good one of each kind. */
export interface Documents {
  current<K extends DocumentKind>(kind: K): InstalledDocument<K> | null;
  /** Checks hash and shape, then replaces atomically. A refused document leaves the last good one in place. */
  install(document: SentDocument): Result<void, Problem>;
  /** The form of an answer given earlier, while it is still held. */
  form(id: string, version: number): Form | null;
}

/** What enrolment gave the kiosk. Kept apart from both databases, so that losing one does not lose the kiosk's name. */
export type Identity = {
  readonly districtUrl: string;
  readonly kiosk: KioskId;
  /** Ed25519 private key, PKCS #8 PEM. */
  readonly privateKey: string;
  /** 32 bytes, base64url: makes dossier tokens. */
  readonly unitKey: string;
  readonly sealingKey: { readonly id: string; readonly publicKey: string };
  /** Verifies catalogue packages: raw Ed25519, base64url. Absent until a district gives one. */
  readonly publishingKey?: { readonly id: string; readonly publicKey: string } | undefined;
};

export interface IdentityStore {
  read(): Identity | null;
  write(identity: Identity): Result<void, Problem>;
  /** The private key made for an enrolment that has not been answered yet, so that a lost answer can be asked for again. */
  pendingPrivateKey(): Result<string, Problem>;
}

/** Where the district's settings have moved a kiosk to, and where it stood before. */
export type MovedAddress = {
  readonly kiosk: KioskId;
  readonly url: string;
  readonly former: string;
};

/** Kept beside the identity, which says where enrolment put the kiosk. */
export interface AddressMemory {
  read(): MovedAddress | null;
  /** Null: the kiosk stands where enrolment put it. Problems: `storage.*`. */
  write(moved: MovedAddress | null): Result<void, Problem>;
}

/** Tells whether a PIN is the one behind a hash, on a thread that no tap waits for. */
export interface PinCheck {
  isPin(pin: string, encoded: string): Promise<boolean>;
  stop(): Promise<void>;
}

/** A dossier that one-stop software announced, without what would tell whose it is: no code, only its keyed token. */
export type DossierRecord = {
  readonly dossier: DossierToken;
  readonly agency: string;
  readonly procedure: ProcedureCode;
  readonly handOver: HandOver | null;
  /** Moments, ms since 1970 UTC. */
  readonly receivedAt: number | null;
  readonly dueOn: string | null;
  readonly pauses: readonly { readonly from: number; readonly to: number | null }[];
  readonly officer: OfficerId | null;
};

/** What each software announced last, kept so that a scan works after a power cut too. */
export interface DossierShelf {
  read(): ReadonlyMap<ClientId, readonly DossierRecord[]>;
  write(lists: ReadonlyMap<ClientId, readonly DossierRecord[]>): Result<void, Problem>;
}

/** Of the door to the LAN, PEM. */
export type LanKeys = { readonly certificate: string; readonly key: string };

/** Where they lie: supplied by the unit, or made by the kiosk and kept. */
export interface LanKeyFiles {
  supplied(): Result<LanKeys | null, Problem>;
  kept(): LanKeys | null;
  keep(keys: LanKeys): Result<void, Problem>;
}

/** Writes an event for the technician: an id from a fixed list and plain data, never a secret or a citizen's input. */
export type Log = (
  event: string,
  data?: Readonly<Record<string, string | number | boolean | null>>,
) => void;
