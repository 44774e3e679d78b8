import type { CitizenView } from '../shared/contract/citizen.ts';
import type { AfterLeaving, Stick } from '../shared/contract/technician.ts';
import type { Health } from '../shared/model/health.ts';
import type { Core } from './core/core.ts';
import { keepHealth, type HealthKeeper } from './core/health.ts';
import type { Clock, Identity, Log, PinCheck } from './core/ports.ts';
import { TechnicianAccess } from './core/technician/access.ts';
import { createProvisioning } from './core/technician/provisioning.ts';
import { Settings } from './core/technician/settings.ts';
import { createTechnician, type Technician } from './core/technician/technician.ts';
import type { TechnicianWay } from './http/citizen-router.ts';
import { createComputerProbe, type ShellDisplays } from './probe/computer.ts';
import { measureDisk } from './probe/disk-speed.ts';
import { networkProbe } from './probe/network.ts';
import { findSticks } from './probe/sticks.ts';
import {
  BundleFiles,
  HealthFile,
  ProvisionFiles,
  type LocalSettingsFiles,
  type Store,
} from './store/store.ts';
import type { Sync } from './sync/sync.ts';

export type TechnicianSideParts = {
  readonly folder: string;
  readonly version: string;
  readonly store: Store;
  readonly core: Core;
  readonly sync: Sync;
  readonly clock: Clock;
  readonly log: Log;
  readonly pins: PinCheck;
  readonly localFiles: LocalSettingsFiles;
  readonly isWrapped: boolean;
  /** Folders that count as sticks beside those that are mounted. */
  readonly stickFolders: readonly string[];
  /** Where a provision file may lie besides: beside the program. */
  readonly provisionFolders: readonly string[];
  readonly afterLeaving: AfterLeaving;
  readonly shellDisplays: ShellDisplays;
  readonly update: () => Health['update'];
  readonly deskDoor: () => Health['deskDoor'];
};

/** Where the pages are, once a shell with addresses has opened its doors. */
export type PageAddresses = {
  readonly citizen: string;
  technician(session: string): string;
};

/** The technician's side of the machine, over the rest of it. */
export type TechnicianSide = {
  readonly technician: Technician;
  readonly health: HealthKeeper;
  readonly settings: Settings;
  readonly way: TechnicianWay;
  back(): string | null;
  pagesAt(addresses: PageAddresses): void;
  /** Told by the technician's wish to end the kiosk. */
  onEnd(listener: (how: 'restart' | 'quit') => void): void;
  stop(): void;
};

/** While somebody has the page open the figures are read this often. */
const watchedEveryMs = 5_000;

export function createTechnicianSide(parts: TechnicianSideParts): TechnicianSide {
  const { store, core, sync, clock, pins } = parts;
  const { journal } = store;
  const { recorder, documents } = core;
  const identity = (): Identity | null => store.identity.read();
  const isEnrolled = (): boolean => identity() !== null;
  const settings = new Settings({
    ...{ files: parts.localFiles, documents, recorder },
    districtUrl: () => sync.districtUrl(),
    moveTo: (districtUrl) => sync.moveTo(districtUrl),
    addressProblem: () => sync.addressProblem(),
  });
  const access = new TechnicianAccess({
    ...{ recorder, journal, clock, pins, isEnrolled },
    pinHash: () => settings.pinHash(),
  });
  const health = healthOf(parts, settings, isEnrolled);
  const files = new ProvisionFiles();
  const enrol = sync.enrol.bind(sync);
  const sticks = (): Promise<Stick[]> => findSticks(parts.stickFolders);
  const provisioning = createProvisioning({
    ...{ files, settings, recorder, clock, identity, enrol },
    folders: async () => [
      ...[parts.folder, ...parts.provisionFolders],
      ...(await sticks()).filter(({ hasProvision }) => hasProvision).map(({ path }) => path),
    ],
  });
  let end = (_how: 'restart' | 'quit'): void => {};
  const technician = createTechnician({
    ...{ access, settings, provisioning, files, health, recorder, journal, documents, clock },
    ...{ identity, enrol, sticks, network: networkProbe, offset: () => sync.offset() },
    bundles: new BundleFiles(parts.folder),
    link: () => sync.status(),
    districtUrl: () => sync.districtUrl(),
    ask: (districtUrl) => sync.ask(districtUrl),
    nudge: () => sync.nudge(),
    sendBundle: (bytes) => sync.sendBundle(bytes),
    measureDisk: () => measureDisk(parts.folder),
    afterLeaving: parts.afterLeaving,
    onEnd: (how) => end(how),
  });
  const endWatch = watchClosely(technician, health, clock);
  let pages: PageAddresses | null = null;
  return {
    ...{ technician, health, settings },
    way: wayOf(technician, settings, isEnrolled, () => pages),
    back: () => pages?.citizen ?? null,
    pagesAt(addresses) {
      pages = addresses;
    },
    onEnd(listener) {
      end = listener;
    },
    stop() {
      endWatch();
      health.stop();
      technician.stop();
    },
  };
}

function healthOf(
  parts: TechnicianSideParts,
  settings: Settings,
  isEnrolled: () => boolean,
): HealthKeeper {
  const { folder, version, store, core, sync, clock, log } = parts;
  const file = new HealthFile(folder);
  return keepHealth({
    ...{ version, clock, log, isEnrolled },
    ...{ journal: store.journal, progress: store.progress },
    ...{ documents: core.documents, recorder: core.recorder },
    computer: createComputerProbe(folder, undefined, parts.shellDisplays),
    link: () => sync.status(),
    offset: () => sync.offset(),
    catalogue: () => core.lookUp.catalogue(),
    secrets: () => (parts.isWrapped ? 'key-store' : 'file'),
    deskDoor: parts.deskDoor,
    update: parts.update,
    settingsProblem: () => settings.refused()[0]?.code ?? null,
    hands: () => core.hands(),
    keep: (health) => file.keep(health),
  });
}

function wayOf(
  technician: Technician,
  settings: Settings,
  isEnrolled: () => boolean,
  pages: () => PageAddresses | null,
): TechnicianWay {
  return {
    unlock: (pin) => technician.access.unlock(pin),
    unlockByKey: () => technician.unlockByKey(),
    urlOf: (session) => pages()?.technician(session) ?? null,
    shown(view: CitizenView) {
      const { diagonalInches, scanner } = settings.own();
      return {
        ...view,
        enrolled: isEnrolled(),
        ...(diagonalInches === undefined ? {} : { diagonalInches }),
        // The scanner is a fact of this machine; whether slips are taken at all is the district's.
        scanner: view.scanner && (scanner ?? view.scanner),
      };
    },
    onChange: (listener) => settings.onChange(listener),
  };
}

/** Reads the figures again and again while somebody looks at them. */
function watchClosely(technician: Technician, health: HealthKeeper, clock: Clock): () => void {
  let cancel = (): void => {};
  const look = (): void => {
    cancel();
    if (technician.access.session() === null) return;
    void health.look().catch(() => undefined);
    cancel = clock.after(watchedEveryMs, look);
  };
  const leave = technician.access.onChange(look);
  return () => {
    leave();
    cancel();
  };
}
