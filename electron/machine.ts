import type { CatalogueManifest } from '../shared/model/catalogue-package.ts';
import type { OpenWeek, ShellNote } from '../shared/contract/shell.ts';
import type { AfterLeaving } from '../shared/contract/technician.ts';
import type { EntryDraft } from '../shared/model/journal.ts';
import type { Problem } from '../shared/model/problems.ts';
import type { DisplayFigure, Health } from '../shared/model/health.ts';
import { ok, type Result } from '../shared/model/result.ts';
import type { LocalSettings } from '../shared/model/technician-settings.ts';
import { createCore, type Core, type LanDoor } from './core/core.ts';
import type { Integration } from './core/integration.ts';
import { createLog } from './core/log.ts';
import { ScreenSleep } from './core/screen-sleep.ts';
import type { Clock, Identity, Log, PinCheck } from './core/ports.ts';
import { keepRetention } from './core/retention.ts';
import { createPinCheck } from './core/sign-in/pin-check.ts';
import { createCitizenRouter, type CitizenRouter } from './http/citizen-router.ts';
import { createApiRouter, type ApiRouter } from './http/api/api-router.ts';
import { createDeskRouter, type DeskRouter } from './http/desk-router.ts';
import type { LanOrder, TechnicianCalls } from './http/doors.ts';
import { createTechnicianRouter } from './http/technician-router.ts';
import { ReleaseNotice } from './core/update/notice.ts';
import type { Updates } from './core/update/updates.ts';
import { createUpdates, type UpdateOptions } from './machine-update.ts';
import {
  createTechnicianSide,
  type PageAddresses,
  type TechnicianSide,
} from './machine-technician.ts';
import {
  AddressFile,
  LanFiles,
  LocalSettingsFiles,
  openLogFile,
  openStore,
  systemClock,
  type LogFile,
  type Store,
} from './store/store.ts';
import { createSync, type Sync, type SyncStatus } from './sync/sync.ts';
import type { UpdateDownward } from './sync/updates.ts';

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
  /** Folders that count as sticks beside those that are mounted, and where else a provision file may lie. */
  readonly stickFolders?: readonly string[];
  readonly provisionFolders?: readonly string[];
  /** Null where no new versions of the program are looked for. */
  readonly updates?: UpdateOptions | null;
  /** New versions come with the computer's package only: one that waits is told. */
  readonly updatesByPackage?: boolean;
  /** What a technician finds after leaving the kiosk, as the shell knows; `end` by default. */
  readonly afterLeaving?: AfterLeaving;
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
  /** The technician's page: its calls, and the token of whoever has it open. */
  readonly technician: TechnicianCalls;
  /** To be told where the pages are, by a shell whose pages have addresses. */
  pagesAt(addresses: PageAddresses): void;
  /** Told when the technician's page was opened and when it was closed. */
  onTechnician(listener: (open: boolean) => void): void;
  /** Told when the technician wishes the kiosk to end. */
  onEnd(listener: (how: 'restart' | 'quit') => void): void;
  /** The door to the LAN as the technician's file asks for it; null: none. */
  readonly lan: LanOrder | null;
  /** To be told when the desk can be reached on loopback: a shell with windows of its own may open no door. */
  deskOpened(): void;
  /** To be told when the door to the LAN stands open. */
  lanOpened(door: LanDoor): Result<void, Problem>;
  /** What the technician fixed in `kiosk.json`, as far as it was sound. */
  readonly settings: LocalSettings;
  /** New versions of the program; null where none are looked for. */
  readonly updates: Updates | null;
  isEnrolled(): boolean;
  /** Puts the catalogue of a package file (a USB stick's) in use. */
  installCatalogue(path: string): Promise<Result<CatalogueManifest, Problem>>;
  /** Exchanges a one-time code for this kiosk's name and keys. */
  enrol(request: { districtUrl: string; code: string }): Promise<Result<Identity, Problem>>;
  status(): SyncStatus;
  /** Writes down what only the shell sees; now, or with the next entries that the disk takes. */
  note(note: ShellNote): void;
  /** What the shell sees of the screens from now on. */
  displaysSeen(displays: DisplayFigure[]): void;
  shellState(): ShellState;
  /** The citizen's screen asleep or awake, for a shell whose window is only a page. */
  readonly screen: ScreenSleep;
  /** Told when the shell's state may have changed. */
  onShellState(listener: () => void): () => void;
  /** Ends streams and sending, says so in the journal, and lets go of the data folder. */
  close(): Promise<void>;
};

/** Builds the machine over a data folder. Problems: `storage.*`. */
export async function createMachine(options: MachineOptions): Promise<Result<Machine, Problem>> {
  const { folder, clock = systemClock(), shippedCatalogue, catalogueBuilder } = options;
  const logFile = options.log ? null : openLogFile(folder);
  const log = options.log ?? createLog(logFile ?? undefined);
  const link: Link = { sync: null };
  const opened = openStore({
    ...{ folder, clock, log, shippedCatalogue, catalogueBuilder },
    wrappingKey: options.wrappingKey,
    offset: () => link.sync?.offset() ?? null,
  });
  if (!opened.ok) {
    await logFile?.close();
    return opened;
  }
  const prepared = await opened.value.catalogues.prepare();
  if (!prepared.ok) log('catalogue.not-prepared', { problem: prepared.problem.code });
  return ok(assemble(options, { store: opened.value, clock, log, logFile, link }));
}

/** Store and use cases ask it for the time and the link once it is there. */
type Link = { sync: Sync | null };

type Ground = {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly logFile: LogFile | null;
  readonly link: Link;
};

function assemble(options: MachineOptions, ground: Ground): Machine {
  const { folder, version } = options;
  const { store, clock, log, link, logFile } = ground;
  const { journal, progress, identity } = store;
  const localFiles = new LocalSettingsFiles(folder);
  const local = localFiles.page();
  const settings = { ...localFiles.provisioned().settings, ...local.settings };
  if (local.refused) log('settings.refused', { problem: local.refused.en });

  const pins = createPinCheck(options.pinThread);
  const core = createCore({
    ...{ pins, dossiers: store.dossiers },
    ...{ journal, identity, clock, log, documents: store.documents, catalogues: store.catalogues },
    isOnline: () => link.sync?.status().online ?? false,
    offset: () => link.sync?.offset() ?? null,
    onWritten: () => link.sync?.nudge(),
    opening: openingEntries(version, local.refused),
  });
  const { documents } = core;
  const seen: { health: () => Health | null } = { health: () => null };
  const updates = updatesOf(options, ground, core);
  const notice = options.updatesByPackage ? new ReleaseNotice(version) : null;
  const releases = updates ? downward(updates, options.updates) : notice;
  const sync = linkOf(options, ground, core, { settings, releases, health: () => seen.health() });
  link.sync = sync;
  tellOfLink(sync, core);
  sync.start();
  const offset = sync.offset.bind(sync);
  const endRetention = keepRetention({ progress, documents, clock, log, offset });
  const door: DoorState = { desk: 'closed' };
  const screens: { displays: DisplayFigure[] | null } = { displays: null };
  const side = createTechnicianSide({
    ...{ folder, version, store, core, sync, clock, log, pins, localFiles },
    isWrapped: Boolean(options.wrappingKey),
    stickFolders: options.stickFolders ?? [],
    provisionFolders: options.provisionFolders ?? [],
    afterLeaving: options.afterLeaving ?? 'end',
    shellDisplays: () => screens.displays,
    update: () => updates?.health() ?? notice?.health() ?? null,
    deskDoor: () => door.desk,
  });
  seen.health = () => side.health.last();
  const lan = lanOrder(folder, settings);
  const rest = { clock, lan, side, updates, door, screens, settings, endRetention, pins, logFile };
  return machineOf(store, core, sync, rest);
}

/** How far the desk can be reached by a browser. */
type DoorState = { desk: Exclude<Health['deskDoor'], null> };

function updatesOf(
  { updates, folder, version }: MachineOptions,
  { store, clock, log, link }: Ground,
  core: Core,
): Updates | null {
  if (!updates) return null;
  return createUpdates(updates, {
    ...{ folder, store, core, clock, log, version },
    link: () => link.sync?.status() ?? { online: false, problem: null },
    ask: async (ready) => (await link.sync?.askUpdate(ready)) ?? 'silent',
  });
}

function linkOf(
  options: MachineOptions,
  { store, clock, log }: Ground,
  core: Core,
  {
    settings,
    releases,
    health,
  }: {
    settings: LocalSettings;
    releases: UpdateDownward | null;
    health: () => Health | null;
  },
): Sync {
  const { journal, progress, identity } = store;
  const districtUrl = options.districtUrl ?? settings.districtUrl;
  return createSync({
    ...{ journal, progress, documents: core.documents, identity, clock, log, health },
    version: options.version,
    startOver: (reason) => store.startOver(reason),
    address: new AddressFile(options.folder),
    ...(releases ? { updates: releases } : {}),
    catalogue: {
      version: () => core.lookUp.catalogue()?.version ?? 0,
      incomingPath: store.catalogues.incomingPath,
      install: core.installCatalogue,
    },
    ...(districtUrl === undefined ? {} : { districtUrl }),
  });
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
    readonly side: TechnicianSide;
    readonly updates: Updates | null;
    readonly logFile: LogFile | null;
    readonly door: DoorState;
    readonly screens: { displays: DisplayFigure[] | null };
  },
): Machine {
  const closing = new AbortController();
  const screen = new ScreenSleep();
  const { settings, clock, lan, endRetention, pins, side, updates, door, screens, logFile } = rest;
  return {
    citizen: createCitizenRouter(core, closing.signal, side.way, screen),
    ...technicianPart(side, closing.signal),
    desk: createDeskRouter(core, closing.signal),
    api: createApiRouter(core, () => clock.mono(), closing.signal),
    integration: core.integration,
    lan,
    updates,
    deskOpened() {
      door.desk = 'this-computer';
    },
    lanOpened(opened) {
      door.desk = 'lan';
      return core.lanOpened(opened);
    },
    settings,
    isEnrolled: () => store.identity.read() !== null,
    installCatalogue: (path) => core.installCatalogue(path, 'stick'),
    enrol: (request) => sync.enrol(request),
    status: () => sync.status(),
    displaysSeen(displays) {
      screens.displays = displays;
    },
    note: (note) => core.recorder.recordInTime([note]),
    ...shellPart(core, side, screen),
    close: async () => {
      closing.abort();
      side.stop();
      updates?.end();
      endRetention();
      await pins.stop();
      await store.catalogues.close();
      await sync.stop();
      core.recorder.record([{ kind: 'machine.stopped', body: {} }]);
      core.stop();
      store.close();
      await logFile?.close();
    },
  };
}

function shellPart(
  core: Core,
  side: TechnicianSide,
  screen: ScreenSleep,
): Pick<Machine, 'screen' | 'shellState' | 'onShellState'> {
  const { access } = side.technician;
  return {
    screen,
    // A kiosk that was not told when its unit works is always open.
    shellState: () => ({
      busy: core.isBusy() || access.session() !== null,
      openWeek:
        core.documents.current('settings')?.body.workingTime?.days ??
        side.settings.own().openingHours ??
        null,
    }),
    onShellState(listener) {
      const leave = [
        ...[core.onView(listener), core.onStation(listener)],
        ...[access.onChange(listener), side.settings.onChange(listener)],
      ];
      return () => leave.forEach((one) => one());
    },
  };
}

function technicianPart(
  side: TechnicianSide,
  closing: AbortSignal,
): Pick<Machine, 'technician' | 'pagesAt' | 'onTechnician' | 'onEnd'> {
  const { access } = side.technician;
  return {
    technician: {
      router: createTechnicianRouter(side.technician, side.back, closing),
      session: () => access.session(),
      gone(session) {
        if (access.isOpen(session)) access.leave('page-gone');
      },
    },
    pagesAt: side.pagesAt,
    onTechnician: (listener) => void access.onChange(() => listener(access.session() !== null)),
    onEnd: side.onEnd,
  };
}

function downward(updates: Updates, options: UpdateOptions | null | undefined): UpdateDownward {
  return {
    judge: (offered) => updates.judge(offered),
    incoming: () => updates.incoming(),
    take: (offered) => updates.take(offered),
    askMs: options?.paceMs,
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
