import type { DocumentKind, KioskSettings, SentDocument } from '../../shared/model/documents.ts';
import type {
  CounterId,
  DossierToken,
  FormId,
  Hash,
  JournalId,
  KioskId,
  OfficerId,
  ProcedureCode,
  SurveyId,
  UnitId,
} from '../../shared/model/ids.ts';
import type { Position } from '../../shared/model/journal.ts';
import type { Counter, Officer, Unit } from '../../shared/model/unit.ts';
import type { Catalogues } from './catalogue/ports.ts';

/** What the district's use cases need from the store. The store implements these; the domain imports no store. */

/** `demo`: the store does not survive a power cut, and says so to everybody. */
export type Durability = 'full' | 'demo';

/** ms since 1970 UTC. */
export type Now = () => number;

/** An entry that follows its journal, as it is kept: the line as it came, and why it is kept out of the reports if it is. */
export type KeptEntry = {
  readonly seq: number;
  readonly id: string;
  readonly kind: string;
  readonly wall: number;
  readonly offset: number | null;
  readonly hash: Hash;
  readonly line: string;
  readonly quarantine: string | null;
};

/** A line that says something else than what is held at its number. */
export type ForkLine = {
  readonly seq: number;
  readonly hash: Hash;
  readonly heldHash: Hash;
  readonly line: string;
};

/** One journal while it is locked against every other batch. */
export interface LockedJournal {
  readonly position: Position;
  /** Hashes held, by number, both ends included. */
  hashes(fromSeq: number, toSeq: number): Promise<ReadonlyMap<number, Hash>>;
  /** Keeps consecutive entries after `position` and moves the position to `end`. */
  keep(entries: readonly KeptEntry[], end: Position): Promise<void>;
  keepFork(lines: readonly ForkLine[], receivedAt: number): Promise<void>;
}

export interface Journals {
  /** Runs `work` in one transaction with the journal locked. A journal never heard of stands at its empty position. */
  locked<T>(
    kiosk: KioskId,
    journal: JournalId,
    work: (journal: LockedJournal) => Promise<T>,
  ): Promise<T>;
  position(kiosk: KioskId, journal: JournalId): Promise<Position>;
}

/** What the entries of one survey say, merged; null while nothing was heard. Times are corrected, ms since 1970 UTC. */
export type SurveyFacts = {
  readonly survey: SurveyId;
  readonly launched: LaunchFact | null;
  readonly shownAt: number | null;
  readonly answered: AnswerFact | null;
  readonly detailedAt: number | null;
  readonly ended: EndFact | null;
};

/** `at` and the entry's id order facts of one kind: the least counts, in whatever order they arrive. */
type Fact = { readonly at: number; readonly entry: string };

export type LaunchFact = Fact & {
  readonly origin: 'desk' | 'walk-in';
  readonly unit: UnitId;
  readonly counter: CounterId;
  readonly form: FormId;
  readonly dossier: DossierToken | null;
  readonly procedure: ProcedureCode | null;
  readonly officer: OfficerId | null;
};
export type AnswerFact = Fact & { readonly form: FormId; readonly level: number };
export type EndFact = Fact & { readonly outcome: 'declined' | 'expired' | 'withdrawn' };

/** One step of a kiosk's projection, with the kiosk locked against other projections. */
export interface ProjectionStep {
  /** Lines after the cursor that may concern a survey, in the journal's order, at most `entriesMax` entries further. */
  readonly lines: readonly string[];
  surveys(ids: readonly SurveyId[]): Promise<ReadonlyMap<SurveyId, SurveyFacts>>;
  save(surveys: readonly SurveyFacts[]): Promise<void>;
}

export interface Projections {
  /** Journals with entries that have not been projected yet. */
  behind(): Promise<readonly { readonly kiosk: KioskId; readonly journal: JournalId }[]>;
  /** Runs `work` over the next entries and moves the cursor, in one transaction. False when nothing was left. */
  step(
    kiosk: KioskId,
    journal: JournalId,
    entriesMax: number,
    work: (step: ProjectionStep) => Promise<void>,
  ): Promise<boolean>;
  /** Throws the projection away, so that it is made again from the entries. */
  forget(): Promise<void>;
}

/** Surveys of one period that are alike in everything a report looks at. */
export type SurveyCount = {
  readonly unit: UnitId;
  readonly procedure: ProcedureCode | null;
  readonly origin: 'desk' | 'walk-in';
  readonly outcome: 'answered' | 'declined' | 'expired' | 'withdrawn' | 'open';
  readonly level: number | null;
  /** Answers to a dossier of this unit that had been answered before. */
  readonly repeat: boolean;
  readonly surveys: number;
  readonly shown: number;
  readonly detailed: number;
};

/** `fromMs` included, `toMs` not. */
export type Period = { readonly fromMs: number; readonly toMs: number };

export interface Surveys {
  count(period: Period, form: FormId, unit: UnitId | null): Promise<readonly SurveyCount[]>;
  /** Entries of the period that were not understood, and answers whose launch never arrived. */
  quarantined(period: Period, unit: UnitId | null): Promise<number>;
}

/** How every kiosk of a unit behaves; with unit and counter it becomes a kiosk's settings document. */
export type UnitSettings = Omit<KioskSettings, 'unit' | 'counter'>;

export interface Places {
  units(): Promise<readonly Unit[]>;
  unit(id: UnitId): Promise<{ unit: Unit; settings: UnitSettings } | null>;
  counter(unit: UnitId, counter: CounterId): Promise<Counter | null>;
  /** The counters with this id, whatever their unit. */
  counters(counter: CounterId): Promise<readonly { unit: UnitId; counter: Counter }[]>;
  /** Puts a unit with its key, counters and officers in place, all or nothing. */
  addUnit(unit: {
    unit: Unit;
    settings: UnitSettings;
    counters: readonly Counter[];
    officers: readonly Officer[];
    key: string;
  }): Promise<void>;
  /** 32 bytes, base64url. */
  unitKey(unit: UnitId): Promise<string>;
  sealingKey(): Promise<{ id: string; publicKey: string }>;
  /** Keeps the key that `make` makes if the district has none yet; servers that start at once agree on one. */
  ensureSealingKey(
    make: () => { id: string; publicKey: string; privateKey: string },
  ): Promise<void>;
}

/** Whose document it is: a unit's id or a kiosk's. */
export type DocumentScope = UnitId | KioskId;

export interface Documents {
  current(scope: DocumentScope, kind: DocumentKind): Promise<SentDocument | null>;
  /** Every version, newest first. */
  versions(scope: DocumentScope, kind: DocumentKind): Promise<readonly SentDocument[]>;
  /**
   * Publishes `document` (canonical JSON with its hash) as the next version, which is also above `above`; unless the
   * newest is above it and has the same hash.
   */
  publish(
    scope: DocumentScope,
    kind: DocumentKind,
    document: { hash: Hash; text: string },
    at: number,
    above?: number,
  ): Promise<SentDocument>;
}

export type KioskState = 'active' | 'forbidden' | 'retired';

export type Kiosk = {
  readonly kiosk: KioskId;
  readonly unit: UnitId;
  readonly counter: CounterId;
  readonly name: string;
  /** Raw Ed25519 public key, base64url. */
  readonly publicKey: string;
  readonly state: KioskState;
};

export type EnrolmentCode = {
  readonly codeHash: string;
  readonly unit: UnitId;
  readonly counter: CounterId;
  readonly name: string;
  readonly expiresAt: number;
};

/** What is known of a kiosk on the fleet page. */
export type KioskStanding = Kiosk & {
  readonly unitName: string;
  readonly counterName: string;
  readonly version: string | null;
  readonly lastContact: number | null;
  readonly queueDepth: number | null;
  readonly entriesHeld: number;
  readonly forks: number;
};

export interface Kiosks {
  find(kiosk: KioskId): Promise<Kiosk | null>;
  standings(): Promise<readonly KioskStanding[]>;
  setState(kiosk: KioskId, state: KioskState): Promise<void>;
  /** Notes that the kiosk was heard; what it did not say this time stays as it was. */
  heard(
    kiosk: KioskId,
    at: number,
    said?: { readonly version?: string; readonly queueDepth?: number },
  ): Promise<void>;
  addCode(code: EnrolmentCode): Promise<void>;
  /**
   * Uses a code, once: makes the kiosk it is for. The same code with the same public key answers the same kiosk again
   * until the code expires, because the first answer may have been lost. Null when wrong, expired or used by another.
   */
  useCode(
    codeHash: string,
    newcomer: { kiosk: KioskId; publicKey: string; at: number },
  ): Promise<Kiosk | null>;
}

export interface Office {
  /** The stored password (see passwords.ts); null without a password, undefined for an unknown user. */
  password(user: string): Promise<string | null | undefined>;
  putUser(user: string, password: string | null): Promise<void>;
  users(): Promise<readonly string[]>;
  addLink(linkHash: string, user: string, expiresAt: number): Promise<void>;
  /** The user of a link that is used up by this call; null when unknown, used or expired. */
  useLink(linkHash: string, at: number): Promise<string | null>;
  /** Begins a session, and forgets sessions and links whose time is over. */
  addSession(tokenHash: string, user: string, from: number, expiresAt: number): Promise<void>;
  session(tokenHash: string, at: number): Promise<string | null>;
  endSession(tokenHash: string): Promise<void>;
}

export interface DistrictStore {
  durability(): Durability;
  readonly journals: Journals;
  readonly projections: Projections;
  readonly surveys: Surveys;
  readonly places: Places;
  readonly documents: Documents;
  readonly catalogues: Catalogues;
  readonly kiosks: Kiosks;
  readonly office: Office;
  close(): Promise<void>;
}
