import type {
  AfterLeaving,
  LogEntry,
  LogGroup,
  NetworkStep,
  SettingsView,
  Stick,
  TechnicianState,
} from '../../../shared/contract/technician.ts';
import { bundleBytesMax, pinLengthMax, pinLengthMin } from '../../../shared/limits.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import type { SettingKey } from '../../../shared/model/technician-settings.ts';
import { hashPin, pinPattern } from '../../../shared/rules/pin.ts';
import { verdictOf } from '../../../shared/rules/health.ts';
import { districtNow } from '../district-time.ts';
import type { HealthKeeper, LinkFigures } from '../health.ts';
import type { InstalledDocuments } from '../installed-documents.ts';
import { createListeners } from '../listeners.ts';
import type { Clock, Identity, Journal } from '../ports.ts';
import type { Recorder } from '../recorder.ts';
import type { TechnicianAccess } from './access.ts';
import { bundleFiles, type BundleStore } from './bundle.ts';
import { diagnose, type DistrictAnswer, type NetworkProbe } from './diagnose.ts';
import { readLog } from './event-log.ts';
import {
  missingProvision,
  technicianOf,
  type EnrolRequest,
  type Provisioning,
  type TechnicianFiles,
} from './provisioning.ts';
import type { Settings } from './settings.ts';

export type DiskSpeed = { readonly p50Ms: number; readonly p99Ms: number; readonly writes: number };

export type TechnicianParts = {
  readonly access: TechnicianAccess;
  readonly settings: Settings;
  readonly provisioning: Provisioning;
  readonly files: TechnicianFiles;
  readonly health: HealthKeeper;
  readonly bundles: BundleStore;
  readonly recorder: Recorder;
  readonly journal: Journal;
  readonly documents: InstalledDocuments;
  readonly clock: Clock;
  /** District time less the device's, ms; null before they were compared. */
  readonly offset: () => number | null;
  readonly network: NetworkProbe;
  readonly identity: () => Identity | null;
  readonly link: () => LinkFigures & { readonly problem: Problem | null };
  readonly districtUrl: () => string | null;
  readonly ask: (districtUrl: string) => Promise<DistrictAnswer>;
  readonly nudge: () => void;
  readonly enrol: (request: EnrolRequest) => Promise<Result<Identity, Problem>>;
  readonly sendBundle: (bytes: Uint8Array) => Promise<Result<void, Problem>>;
  readonly sticks: () => Promise<readonly Stick[]>;
  readonly measureDisk: () => Promise<DiskSpeed | null>;
  readonly afterLeaving: AfterLeaving;
  /** Told by the technician's wish; the shell does the rest. */
  readonly onEnd: (how: 'restart' | 'quit') => void;
};

type Done = Result<void, Problem>;

/** What a technician can do at the kiosk. */
export type Technician = {
  readonly access: TechnicianAccess;
  unlockByKey(): Promise<Result<string, Problem>>;
  /** `back`: where the citizen's page is. */
  state(back: string | null): Promise<TechnicianState>;
  settings(): SettingsView;
  set(key: SettingKey, value: unknown): Promise<Result<SettingsView, Problem>>;
  setPin(pin: string): Promise<Done>;
  sendNow(): void;
  measureDisk(): Promise<Result<DiskSpeed, Problem>>;
  diagnose(districtUrl?: string): Promise<NetworkStep[]>;
  log(wanted: { group: LogGroup; before?: number; count?: number }): {
    entries: LogEntry[];
    more: boolean;
  };
  enrol(request: { districtUrl: string; code: string }): Promise<Done>;
  sticks(): Promise<Stick[]>;
  provision(stick: string): Promise<Done>;
  bundle(
    to: { to: 'stick'; stick: string } | { to: 'district' },
  ): Promise<Result<{ name: string; bytes: number }, Problem>>;
  end(how: 'restart' | 'quit'): void;
  /** Of this kiosk's screen. */
  diagonalInches(): number | null;
  onChange(listener: () => void): () => void;
  stop(): void;
};

export function createTechnician(parts: TechnicianParts): Technician {
  const { access, settings, health, documents } = parts;
  const changes = createListeners<void>();
  const tell = (): void => changes.tell();
  const leave = [access.onChange(tell), health.onChange(tell), settings.onChange(tell)];
  documents.onInstalled(tell);
  return {
    access,
    unlockByKey: () => access.unlockByKey(() => technicianOnStick(parts)),
    state: (back) => stateOf(parts, back),
    settings: () => settings.view(),
    async set(key, value) {
      const done = await settings.set(key, value);
      return done.ok ? ok(settings.view()) : done;
    },
    setPin: (pin) => setPin(settings, pin),
    sendNow: () => parts.nudge(),
    measureDisk: () => measure(parts),
    diagnose: (districtUrl) =>
      diagnose(districtUrl ?? parts.districtUrl() ?? '', parts.network, parts.ask),
    log: (wanted) => readLog(parts.journal, wanted),
    enrol: (request) => enrolAgain(parts, request),
    sticks: async () => [...(await parts.sticks())],
    provision: (stick) => provisionFrom(parts, stick),
    bundle: (to) => bundle(parts, to),
    end(how) {
      access.leave('technician');
      parts.onEnd(how);
    },
    diagonalInches: () => settings.own().diagonalInches ?? null,
    onChange: changes.join,
    stop() {
      leave.forEach((one) => one());
      access.stop();
      parts.provisioning.stop();
    },
  };
}

/** Whose good key file is on a stick; null: there is one, but it is not good here. */
async function technicianOnStick({
  files,
  identity,
  documents,
  clock,
  offset,
  sticks,
}: TechnicianParts): Promise<Result<string | null, Problem>> {
  const paths = (await sticks()).map(({ path }) => path);
  const settings = documents.current('settings')?.body;
  return technicianOf(paths, {
    files,
    identity: identity(),
    unit: settings?.unit.id ?? null,
    revoked: settings?.revokedKeyFiles ?? [],
    now: districtNow({ clock, offset }),
  });
}

async function stateOf(parts: TechnicianParts, back: string | null): Promise<TechnicianState> {
  const { access, health, documents, identity, settings, provisioning } = parts;
  const figures = health.last() ?? (await health.look());
  const faults = [...health.faults()];
  const place = documents.current('settings')?.body ?? null;
  const isEnrolled = identity() !== null;
  return {
    back,
    technician: access.technician(),
    firstStart: !isEnrolled,
    endsInMs: access.endsInMs(),
    place: place && { unit: place.unit, counter: place.counter },
    districtUrl: parts.districtUrl(),
    hasPin: settings.pinHash() !== null,
    afterLeaving: parts.afterLeaving,
    verdict: verdictOf(faults),
    faults,
    health: figures,
    problem: mutable((isEnrolled ? null : provisioning.problem()) ?? parts.link().problem),
  };
}

function mutable(one: Problem | null): TechnicianState['problem'] {
  return one && { ...one, parameters: { ...one.parameters } };
}

async function setPin(settings: Settings, pin: string): Promise<Done> {
  if (!pinPattern.test(pin) || isEasy(pin)) {
    return fail(problem('technician.pin-weak', { min: pinLengthMin, max: pinLengthMax }));
  }
  return settings.setPin(await hashPin(pin));
}

/** One digit over and over, or digits in order. */
function isEasy(pin: string): boolean {
  const steps = [...pin].slice(1).map((digit, index) => Number(digit) - Number(pin[index]));
  return [0, 1, -1].some((step) => steps.every((one) => one === step));
}

async function measure({
  measureDisk,
  health,
}: TechnicianParts): Promise<Result<DiskSpeed, Problem>> {
  const speed = await measureDisk();
  if (speed === null) return fail(problem('storage.failing', { path: '' }));
  health.measured(speed.p99Ms);
  await health.look();
  return ok(speed);
}

/** A first enrolment, another one, or another counter: what was set here about the address gives way to it. */
async function enrolAgain(
  { settings, enrol, health }: TechnicianParts,
  request: EnrolRequest,
): Promise<Done> {
  const enrolled = await enrol(request);
  if (!enrolled.ok) return enrolled;
  const forgotten = settings.forgetDistrictUrl();
  await health.look();
  return forgotten;
}

async function provisionFrom(parts: TechnicianParts, stick: string): Promise<Done> {
  // A path from the page opens no folder that is not a stick.
  const isStick = (await parts.sticks()).some(({ path }) => path === stick);
  const made = isStick ? await parts.provisioning.from(stick) : ok(null);
  if (!made.ok) return made;
  if (made.value === null) return fail(missingProvision());
  await parts.health.look();
  return ok(undefined);
}

async function bundle(
  parts: TechnicianParts,
  to: { to: 'stick'; stick: string } | { to: 'district' },
): Promise<Result<{ name: string; bytes: number }, Problem>> {
  const { bundles, health, settings, journal, clock, recorder } = parts;
  const files = bundleFiles({
    journal,
    health: await health.look(),
    faults: health.faults(),
    page: settings.page(),
    provisioned: settings.provisioned(),
    logs: bundles.logs(),
  });
  const packed = await bundles.pack(files);
  const name = `hai-long-${kioskName(parts.identity())}-${timeName(clock.wall())}.zip`;
  const brought = await bring(parts, to, name, packed);
  if (!brought.ok) return brought;
  const bytes = packed.byteLength;
  recorder.recordInTime([{ kind: 'bundle.made', body: { to: to.to, bytes } }]);
  return ok({ name, bytes });
}

async function bring(
  { bundles, sticks, sendBundle }: TechnicianParts,
  to: { to: 'stick'; stick: string } | { to: 'district' },
  name: string,
  packed: Uint8Array,
): Promise<Done> {
  if (to.to === 'district') {
    return packed.byteLength > bundleBytesMax
      ? fail(problem('bundle.district'))
      : sendBundle(packed);
  }
  const isStick = (await sticks()).some(({ path }) => path === to.stick);
  return isStick
    ? bundles.writeTo(to.stick, name, packed)
    : fail(problem('bundle.stick', { path: to.stick, reason: 'ENODEV' }));
}

const kioskName = (identity: Identity | null): string => identity?.kiosk.slice(0, 8) ?? 'new';

function timeName(wall: number): string {
  const date = new Date(wall);
  return Number.isNaN(date.getTime())
    ? 'no-time'
    : date.toISOString().slice(0, 19).replace(/[:T]/g, '-');
}
