import type { CatalogueManifest } from '../shared/model/catalogue-package.ts';
import type { OpenWeek, ShellNote } from '../shared/contract/shell.ts';
import type { EntryDraft } from '../shared/model/journal.ts';
import type { Problem } from '../shared/model/problems.ts';
import { ok, type Result } from '../shared/model/result.ts';
import { createCore, type Core, type LanDoor } from './core/core.ts';
import type { Integration } from './core/integration.ts';
import { createLog } from './core/log.ts';
import type { Clock, Identity, Log, PinCheck } from './core/ports.ts';
import { keepRetention } from './core/retention.ts';
import { createPinCheck } from './core/sign-in/pin-check.ts';
import { createCitizenRouter, type CitizenRouter } from './http/citizen-router.ts';
import { createApiRouter, type ApiRouter } from './http/api/api-router.ts';
import { createDeskRouter, type DeskRouter } from './http/desk-router.ts';
import type { LanOrder } from './http/doors.ts';
import {
  LanFiles,
  openStore,
  readLocalSettings,
  systemClock,
  type LocalSettings,
  type Store,
} from './store/store.ts';
import { createSync, type Sync, type SyncStatus } from './sync/sync.ts';

export type MachineOptions = {
  /** The data folder; made if it is missing. */
  readonly folder: string;
  readonly version: string;
  readonly clock?: Clock;
  readonly log?: Log;
  /** Overrides the technician's file and the address that enrolment gave. */
  readonly districtUrl?: string;
  /** The catalogue package that came with the program. */
  readonly shippedCatalogue?: string;
  /** The entry that builds catalogues, in a bundle. */
  readonly catalogueBuilder?: URL;
  /** The entry that checks PINs, in a bundle. */
  readonly pinThread?: URL;
  /** From the system's key store: what the kiosk's keys are wrapped with on the disk. */
  readonly wrappingKey?: string | null;
};

/** What a shell decides sleep and restarts by. */
export type ShellState = { readonly busy: boolean; readonly openWeek: OpenWeek | null };

/** The machine at the counter: everything that holds data or decides, without a window. */
export type Machine = {
  readonly citizen: CitizenRouter;
  readonly desk: DeskRouter;
  /** The one-stop software's side of the desk. */
  readonly api: ApiRouter;
  readonly integration: Integration;
  /** The door to the LAN as the technician's file asks for it; null: none. */
  readonly lan: LanOrder | null;
  /** To be told when the door to the LAN stands open. */
  lanOpened(door: LanDoor): Result<void, Problem>;
  /** What the technician fixed in `kiosk.json`, as far as it was sound. */
  readonly settings: LocalSettings;
  isEnrolled(): boolean;
  /** Puts the catalogue of a package file (a USB stick's) in use. */
  installCatalogue(path: string): Promise<Result<CatalogueManifest, Problem>>;
  /** Exchanges a one-time code for this kiosk's name and keys. */
  enrol(request: { districtUrl: string; code: string }): Promise<Result<Identity, Problem>>;
  status(): SyncStatus;
  /** Writes down what only the shell sees; now, or with the next entries that the disk takes. */
  note(note: ShellNote): void;
  shellState(): ShellState;
  /** Told when the shell's state may have changed. */
  onShellState(listener: () => void): () => void;
  /** Ends streams and sending, says so in the journal, and lets go of the data folder. */
  close(): Promise<void>;
};

/** Builds the machine over a data folder. Problems: `storage.*`. */
export async function createMachine(options: MachineOptions): Promise<Result<Machine, Problem>> {
  const { folder, version, clock = systemClock(), log = createLog() } = options;
  let sync: Sync | null = null; // store and use cases ask it for the time and the link once it is there
  const { shippedCatalogue, catalogueBuilder } = options;
  const opened = openStore({
    ...{ folder, clock, log, shippedCatalogue, catalogueBuilder },
    wrappingKey: options.wrappingKey,
    offset: () => sync?.offset() ?? null,
  });
  if (!opened.ok) return opened;
  const store = opened.value;
  const prepared = await store.catalogues.prepare();
  if (!prepared.ok) log('catalogue.not-prepared', { problem: prepared.problem.code });
  const { journal, progress, identity } = store;
  const local = readLocalSettings(folder);
  if (local.refused) log('settings.refused', { problem: local.refused.en });

  const pins = createPinCheck(options.pinThread);
  const core = createCore({
    ...{ pins, dossiers: store.dossiers },
    ...{ journal, identity, clock, log, documents: store.documents, catalogues: store.catalogues },
    isOnline: () => sync?.status().online ?? false,
    offset: () => sync?.offset() ?? null,
    onWritten: () => sync?.nudge(),
    opening: openingEntries(version, local.refused),
  });
  const { documents } = core;
  const districtUrl = options.districtUrl ?? local.settings.districtUrl;
  sync = createSync({
    ...{ journal, progress, documents, identity, clock, log, version },
    catalogue: {
      version: () => core.lookUp.catalogue()?.version ?? 0,
      incomingPath: store.catalogues.incomingPath,
      install: core.installCatalogue,
    },
    ...(districtUrl === undefined ? {} : { districtUrl }),
  });
  tellOfLink(sync, core);
  sync.start();
  const offset = sync.offset.bind(sync);
  const endRetention = keepRetention({ progress, documents, clock, log, offset });
  const ends = { endRetention, pins };
  const { settings } = local;
  return ok(
    machineOf(store, core, sync, { settings, clock, lan: lanOrder(folder, settings), ...ends }),
  );
}

function machineOf(
  store: Store,
  core: Core,
  sync: Sync,
  rest: {
    readonly settings: LocalSettings;
    readonly clock: Clock;
    readonly lan: LanOrder | null;
    readonly endRetention: () => void;
    readonly pins: PinCheck;
  },
): Machine {
  const closing = new AbortController();
  const { settings, clock, lan, endRetention, pins } = rest;
  return {
    citizen: createCitizenRouter(core, closing.signal),
    desk: createDeskRouter(core, closing.signal),
    api: createApiRouter(core, () => clock.mono(), closing.signal),
    integration: core.integration,
    lan,
    lanOpened: (door) => core.lanOpened(door),
    settings,
    isEnrolled: () => store.identity.read() !== null,
    installCatalogue: (path) => core.installCatalogue(path, 'stick'),
    enrol: (request) => sync.enrol(request),
    status: () => sync.status(),
    note: (note) => core.recorder.recordInTime([note]),
    // A kiosk that was not told when its unit works is always open.
    shellState: () => ({
      busy: core.isBusy(),
      openWeek: core.documents.current('settings')?.body.workingTime?.days ?? null,
    }),
    onShellState(listener) {
      const leave = [core.onView(listener), core.onStation(listener)];
      return () => leave.forEach((one) => one());
    },
    close: async () => {
      closing.abort();
      endRetention();
      await pins.stop();
      await store.catalogues.close();
      await sync.stop();
      core.recorder.record([{ kind: 'machine.stopped', body: {} }]);
      core.stop();
      store.close();
    },
  };
}

function lanOrder(folder: string, { lan }: LocalSettings): LanOrder | null {
  if (!lan) return null;
  const { host, port, names = [] } = lan;
  return { host, port, names, files: new LanFiles(folder, lan) };
}

/** What the journal hears first: that the machine runs, and that the technician's file was refused. */
function openingEntries(version: string, refused: Problem | null): EntryDraft[] {
  const platform = `${process.platform} ${process.arch} node ${process.versions.node}`;
  const started: EntryDraft = { kind: 'machine.started', body: { version, platform } };
  if (!refused) return [started];
  return [started, { kind: 'settings.refused', body: { reason: refused.en } }];
}

/** The windows learn when the district comes into reach or is lost; of nothing else that sending does. */
function tellOfLink(sync: Sync, core: Core): void {
  let online = sync.status().online;
  sync.onChange(() => {
    if (sync.status().online === online) return;
    online = !online;
    core.linkChanged();
  });
}
