import type { DocumentKind, KioskSettings, SentDocument } from '../../shared/model/documents.ts';
import type {
  ClientId,
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
import type { HandOver, LatenessFact, Launcher, Position } from '../../shared/model/journal.ts';
import type { Result } from '../../shared/model/result.ts';
import type { Counter, Officer, Unit } from '../../shared/model/unit.ts';
import type { Catalogues } from './catalogue/ports.ts';
import type { Bundles } from './fleet/bundles.ts';
import type { TechnicianKeys } from './fleet/keys.ts';
import type { Fleet, HealthNote } from './fleet/ports.ts';
import type { Releases } from './fleet/releases.ts';

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
  readonly apologyShownAt: number | null;
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
  /** What entries of before the desk do not say is null. */
  readonly by: Launcher | null;
  readonly client: ClientId | null;
  readonly lateness: LatenessFact | null;
  readonly apology: 'recorded' | 'not-recorded' | null;
};
export type AnswerFact = Fact & {
  readonly form: FormId;
  readonly level: number;
  /** Between the levels appearing and the tap; null in surveys projected before it was kept. */
  readonly afterMs: number | null;
};
export type EndFact = Fact & { readonly outcome: 'declined' | 'expired' | 'withdrawn' };

/** A hand-over that the one-stop software reported. */
export type HandOverFact = Fact & {
  readonly dossier: DossierToken;
  readonly procedure: ProcedureCode | null;
  readonly officer: OfficerId | null;
  readonly handOver: HandOver;
  readonly client: ClientId;
};

/** One step of a kiosk's projection, with the kiosk locked against other projections. */
export interface ProjectionStep {
  /** Lines after the cursor that may concern a survey, in the journal's order, at most `entriesMax` entries further. */
  readonly lines: readonly string[];
  surveys(ids: readonly SurveyId[]): Promise<ReadonlyMap<SurveyId, SurveyFacts>>;
  save(surveys: readonly SurveyFacts[]): Promise<void>;
  saveHandOvers(handOvers: readonly HandOverFact[]): Promise<void>;
  saveHealth(notes: readonly HealthNote[]): Promise<void>;
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

/** The way of the dossiers of one officer at one counter; null where nobody was signed in. */
export type DossierWay = {
  readonly unit: UnitId;
  readonly counter: CounterId;
  readonly officer: OfficerId | null;
  readonly launched: number;
  readonly shown: number;
  readonly answered: number;
  readonly declined: number;
  readonly expired: number;
  readonly withdrawn: number;
  readonly open: number;
  readonly onTime: number;
  readonly late: number;
  readonly latenessUnknown: number;
  readonly apologiesRecorded: number;
  readonly apologiesMissing: number;
  readonly apologiesShown: number;
};

/** One launched survey, as the signals look at it. */
export type ObservedSurvey = {
  readonly unit: UnitId;
  readonly counter: CounterId;
  readonly officer: OfficerId | null;
  readonly origin: 'desk' | 'walk-in';
  readonly launchedAt: number;
  readonly shownAt: number | null;
  readonly answeredAt: number | null;
  readonly form: FormId;
  readonly level: number | null;
  readonly afterMs: number | null;
  readonly withdrawnAt: number | null;
  readonly repeat: boolean;
};

/** A dossier reported as handed over, once for its unit however often it was reported. */
export type ReportedHandOver = {
  readonly unit: UnitId;
  readonly counter: CounterId;
  readonly officer: OfficerId | null;
  readonly launched: boolean;
};

/** `fromMs` included, `toMs` not. */
export type Period = { readonly fromMs: number; readonly toMs: number };

export interface Surveys {
  count(period: Period, form: FormId, unit: UnitId | null): Promise<readonly SurveyCount[]>;
  /** Entries of the period that were not understood, and answers whose launch never arrived. */
  quarantined(period: Period, unit: UnitId | null): Promise<number>;
  /** Surveys of dossiers, by who handed them over; repeats left out, as in {@link count} where they are apart. */
  ways(period: Period, unit: UnitId | null): Promise<readonly DossierWay[]>;
  /** Launched in the period. */
  observed(period: Period): Promise<readonly ObservedSurvey[]>;
  /** First reported in the period. */
  handedOver(period: Period, unit: UnitId | null): Promise<readonly ReportedHandOver[]>;
}

/** How every kiosk of a unit behaves; with unit and counter it becomes a kiosk's settings document. */
export type UnitSettings = Omit<KioskSettings, 'unit' | 'counter'>;

/** A change of a unit's settings. `edit` asks nothing of the store: it runs while the unit is locked. */
export type SettingsEdit<P> = {
  readonly by: string;
  readonly at: number;
  edit(settings: UnitSettings): Result<UnitSettings, P>;
};

export interface Places {
  units(): Promise<readonly Unit[]>;
  unit(id: UnitId): Promise<{ unit: Unit; settings: UnitSettings } | null>;
  counter(unit: UnitId, counter: CounterId): Promise<Counter | null>;
  countersOf(unit: UnitId): Promise<readonly Counter[]>;
  /**
   * Replaces the settings by what `edit` makes of them, and keeps a version of them with who and when. Of two edits at
   * once the second sees the first. Null: there is no such unit.
   */
  editSettings<P>(unit: UnitId, change: SettingsEdit<P>): Promise<Result<void, P> | null>;
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

/** A change of a document: what it becomes, out of what it is (null: it is not yet). */
export type DocumentEdit<P> = {
  readonly by: string;
  readonly at: number;
  /** Asks nothing of the store: it runs while the document is locked. */
  edit(body: unknown): Result<{ readonly hash: Hash; readonly text: string }, P>;
};

export type PublishedVersion = {
  readonly version: number;
  readonly at: number;
  /** Null: the samples, or a version of before this was kept. */
  readonly by: string | null;
};

/** Whose document it is: a unit's id or a kiosk's. */
export type DocumentScope = UnitId | KioskId;

export interface Documents {
  current(scope: DocumentScope, kind: DocumentKind): Promise<SentDocument | null>;
  /** Publishes what `edit` makes of the newest version; of two edits at once the second sees the first. */
  edit<P>(
    scope: DocumentScope,
    kind: DocumentKind,
    change: DocumentEdit<P>,
  ): Promise<Result<SentDocument, P>>;
  /** Who published the newest version, and when. */
  published(scope: DocumentScope, kind: DocumentKind): Promise<PublishedVersion | null>;
  /** Every version, newest first. */
  versions(scope: DocumentScope, kind: DocumentKind): Promise<readonly SentDocument[]>;
  /**
   * Publishes `document` (canonical JSON with its hash) as the next version, which is also above `above`; unless the
   * newest is above it and has the same hash.
   */
  publish(
    scope: DocumentScope,
    kind: DocumentKind,
    document: { hash: Hash; text: string; by: string | null },
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
  /** Who made it on the office's page or the command line. `again`: the kiosk that it enrols once more. */
  readonly made?: {
    readonly id: string;
    readonly tail: string;
    readonly by: string;
    readonly at: number;
    readonly again: KioskId | null;
  };
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
   * until the code expires, because the first answer may have been lost. Null when wrong, expired, revoked or used by another.
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
  readonly fleet: Fleet;
  readonly releases: Releases;
  readonly bundles: Bundles;
  readonly keys: TechnicianKeys;
  readonly office: Office;
  close(): Promise<void>;
}
