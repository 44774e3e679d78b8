import { healthEveryMs, healthNotedEveryMs } from '../../shared/limits.ts';
import type { Fault, Health } from '../../shared/model/health.ts';
import { assess } from '../../shared/rules/health.ts';
import { createListeners } from './listeners.ts';
import { PastDay } from './past-day.ts';
import type { InstalledDocuments } from './installed-documents.ts';
import type { Clock, Journal, Log, UploadProgress } from './ports.ts';
import type { Recorder } from './recorder.ts';

/** What is read from the computer itself; filled by electron/probe. */
export type ComputerFigures = Pick<
  Health,
  | 'diskFreeBytes'
  | 'diskTotalBytes'
  | 'memoryUsedBytes'
  | 'memoryFreeBytes'
  | 'memoryTotalBytes'
  | 'processUptimeMs'
  | 'computerUptimeMs'
  | 'temperatureC'
  | 'power'
  | 'batteryPercent'
  | 'timezone'
  | 'displays'
  | 'lock'
  | 'nodeVersion'
  | 'electronVersion'
  | 'system'
>;

export interface ComputerProbe {
  read(): Promise<ComputerFigures>;
}

/** What the link to the district is asked. */
export type LinkFigures = {
  readonly online: boolean;
  readonly problem: { readonly code: string } | null;
  readonly lastContact: number | null;
  /** When the district last acknowledged entries, by device time. */
  readonly lastAcknowledged: number | null;
  readonly queueDepth: number;
};

export type HealthParts = {
  readonly journal: Journal;
  readonly progress: UploadProgress;
  readonly documents: InstalledDocuments;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly log: Log;
  readonly computer: ComputerProbe;
  readonly version: string;
  readonly isEnrolled: () => boolean;
  readonly link: () => LinkFigures;
  readonly offset: () => number | null;
  readonly catalogue: () => {
    readonly version: number | null;
    readonly publishedAt: number;
  } | null;
  readonly secrets: () => Health['secrets'];
  readonly deskDoor: () => Health['deskDoor'];
  readonly update: () => Health['update'];
  readonly settingsProblem: () => string | null;
  /** Monotonic ms of the last touch and the last scan since the start. */
  readonly hands: () => { readonly touch: number | null; readonly scan: number | null };
  /** Keeps the last reading where another process finds it. */
  readonly keep: (health: Health) => void;
};

/** The kiosk's own figures, read again and again. */
export type HealthKeeper = {
  /** The last reading; null before the first. */
  last(): Health | null;
  faults(): readonly Fault[];
  /** Reads now. */
  look(): Promise<Health>;
  /** Of this disk, when somebody measured it. */
  measured(syncP99Ms: number): void;
  onChange(listener: () => void): () => void;
  stop(): void;
};

/** Reads at once, then every minute. An entry is made when the faults change, and once a day. */
export function keepHealth(parts: HealthParts): HealthKeeper {
  const { clock, log, recorder, keep } = parts;
  const past = new PastDay(parts.journal, clock);
  const changes = createListeners<void>();
  let last: Health | null = null;
  let faults: readonly Fault[] = [];
  let syncP99Ms: number | null = null;
  let noted = past.lastNoted();
  let stopped = false;
  let cancel = (): void => {};

  async function look(): Promise<Health> {
    const figures = await parts.computer.read();
    const health = { ...figures, ...ownFigures(parts, past), syncP99Ms };
    if (stopped) return health;
    last = health;
    faults = assess(health);
    keep(health);
    changes.tell();
    return health;
  }

  function note(health: Health): void {
    const codes = faults.map(({ code }) => code);
    const isSame = noted?.faults.join() === codes.join();
    if (noted && isSame && clock.wall() - noted.wall < healthNotedEveryMs) return;
    const body = { faults: codes, health };
    if (recorder.record([{ kind: 'health.noted', body }]).ok) {
      noted = { faults: codes, wall: clock.wall() };
    }
  }

  async function turn(): Promise<void> {
    try {
      const health = await look();
      if (!stopped) note(health);
    } catch (error) {
      log('health.unread', { reason: error instanceof Error ? error.name : 'unknown' });
    }
    if (!stopped) arm();
  }

  const arm = (): void => {
    cancel = clock.after(healthEveryMs, () => void turn());
  };
  arm();
  void look().catch(() => log('health.unread', { reason: 'first' }));
  return {
    last: () => last,
    faults: () => faults,
    look,
    measured(p99Ms) {
      syncP99Ms = p99Ms;
    },
    onChange: changes.join,
    stop() {
      stopped = true;
      cancel();
    },
  };
}

type OwnFigures = Omit<Health, keyof ComputerFigures | 'syncP99Ms'>;

function ownFigures(parts: HealthParts, past: PastDay): OwnFigures {
  const { clock, journal, progress, documents, recorder } = parts;
  const link = parts.link();
  const now = clock.wall();
  const catalogue = parts.catalogue();
  const hands = parts.hands();
  return {
    at: now,
    enrolled: parts.isEnrolled(),
    online: link.online,
    queueDepth: link.queueDepth,
    oldestUnsentMs: age(now, oldestUnsent(journal, progress)),
    lastAcknowledgedMs: age(now, link.lastAcknowledged),
    lastContactMs: age(now, link.lastContact),
    uploadProblem: link.problem?.code ?? null,
    storageProblem: recorder.problem()?.code ?? null,
    ...past.figures(),
    clockSkewMs: parts.offset(),
    lastTouchMs: age(clock.mono(), hands.touch),
    lastScanMs: age(clock.mono(), hands.scan),
    appVersion: parts.version,
    catalogueVersion: catalogue?.version ?? null,
    catalogueAgeMs: age(now, catalogue?.publishedAt ?? null),
    formVersion: documents.current('form')?.version ?? null,
    settingsVersion: documents.current('settings')?.version ?? null,
    officersVersion: documents.current('officers')?.version ?? null,
    secrets: parts.secrets(),
    deskDoor: parts.deskDoor(),
    update: parts.update(),
    settingsProblem: parts.settingsProblem(),
  };
}

function oldestUnsent(journal: Journal, progress: UploadProgress): number | null {
  const acknowledged = progress.acknowledged();
  const isOfThis = acknowledged?.journal === journal.position().journal;
  const after = isOfThis ? (acknowledged?.seq ?? 0) : 0;
  const [first] = journal.linesAfter(after, { entriesMax: 1, bytesMax: 1 });
  if (!first) return null;
  const { wall } = JSON.parse(first.line) as { wall: number };
  return wall;
}

/** A clock that was set back makes no negative age. */
function age(now: number, then: number | null): number | null {
  return then === null ? null : Math.max(0, Math.round(now - then));
}
