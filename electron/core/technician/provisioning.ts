import { hash } from 'node:crypto';
import { provisionRetryMs } from '../../../shared/limits.ts';
import type { KioskId } from '../../../shared/model/ids.ts';
import type { EntryDraft } from '../../../shared/model/journal.ts';
import type { Problem } from '../../../shared/model/problems.ts';
import { problem } from '../../../shared/model/problems.ts';
import {
  keyFileName,
  provisionFileName,
  type KeyFile,
  type Provision,
} from '../../../shared/model/provision.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import type { LocalSettings } from '../../../shared/model/technician-settings.ts';
import type { Clock, Identity } from '../ports.ts';
import type { Recorder } from '../recorder.ts';
import type { Settings } from './settings.ts';
import { isSignedBy } from './signed-file.ts';

export type FoundProvision = { readonly path: string; readonly provision: Provision };

/** The files that a technician carries; filled by electron/store. */
export interface TechnicianFiles {
  find(folder: string, now: number): Result<FoundProvision | null, Problem>;
  wipe(path: string, kiosk: KioskId, at: number): boolean;
  keyOn(folder: string): KeyFile | null;
}

export type EnrolRequest = {
  readonly districtUrl: string;
  readonly code: string;
  readonly publishingKey?: string;
};

export type ProvisioningParts = {
  readonly files: TechnicianFiles;
  readonly settings: Settings;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly identity: () => Identity | null;
  readonly enrol: (request: EnrolRequest) => Promise<Result<Identity, Problem>>;
  /** Where to look by itself: the data folder, beside the program, the sticks. */
  readonly folders: () => Promise<readonly string[]>;
};

/** Makes a kiosk out of a file, with no touch at all. */
export type Provisioning = {
  /** Of one folder; null where there is no file. */
  from(folder: string): Promise<Result<Identity | null, Problem>>;
  /** Why the file that was found last made no kiosk. */
  problem(): Problem | null;
  stop(): void;
};

/** Looks at once and then every few seconds, until the kiosk is enrolled by whatever way. */
export function createProvisioning(parts: ProvisioningParts): Provisioning {
  const { clock, recorder } = parts;
  let stopped = false;
  let cancel = (): void => {};
  let refused: Problem | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  async function from(folder: string): Promise<Result<Identity | null, Problem>> {
    const found = parts.files.find(folder, clock.wall());
    const made = found.ok && found.value ? await apply(parts, found.value) : found;
    if (made.ok) {
      if (found.ok && found.value) refused = null;
      return made as Result<Identity | null, Problem>;
    }
    // The same refusal every few seconds is one entry.
    const isNews = JSON.stringify(refused) !== JSON.stringify(made.problem);
    refused = made.problem;
    if (isNews) {
      recorder.recordInTime([{ kind: 'provision.refused', body: { problem: made.problem.code } }]);
    }
    return made;
  }

  async function seek(): Promise<void> {
    if (parts.identity() === null) {
      for (const folder of await parts.folders()) {
        if (stopped) return;
        const made = await from(folder);
        if (made.ok && made.value) return;
      }
    }
    if (!stopped && parts.identity() === null) {
      cancel = clock.after(provisionRetryMs, () => void (turn = seek()));
    }
  }

  turn = seek();
  return {
    async from(folder) {
      await turn; // one at a time: a code is good for one kiosk
      return from(folder);
    },
    problem: () => refused,
    stop() {
      stopped = true;
      cancel();
    },
  };
}

/** A kiosk of a district takes files of that district only. */
async function apply(
  { files, settings, recorder, clock, identity, enrol }: ProvisioningParts,
  { path, provision }: FoundProvision,
): Promise<Result<Identity, Problem>> {
  const { districtUrl, code, publishingKey } = provision;
  const held = identity()?.publishingKey;
  if (held && held.publicKey !== publishingKey.publicKey) {
    return fail(problem('provision.other-district'));
  }
  // Before the code is spent: what follows it may be cut off by the power, and then nobody would read the file again.
  const before = settings.provisioned();
  const taken = settings.provision(settingsOf(provision));
  if (!taken.ok) return taken;
  const enrolled = await enrol({ districtUrl, code, publishingKey: publishingKey.publicKey });
  if (!enrolled.ok) {
    settings.provision(before);
    return enrolled.problem.code === 'enrolment.code'
      ? fail(problem('provision.used', { path }))
      : enrolled;
  }
  const wiped = files.wipe(path, enrolled.value.kiosk, clock.wall());
  const body = { issuedAt: provision.issuedAt, wiped };
  recorder.recordInTime([{ kind: 'provision.applied', body } satisfies EntryDraft]);
  return ok(enrolled.value);
}

function settingsOf({ settings = {}, technicianPin }: Provision): LocalSettings {
  return { ...settings, ...(technicianPin === undefined ? {} : { technicianPin }) };
}

type Sought = {
  readonly files: TechnicianFiles;
  readonly identity: Identity | null;
  readonly unit: string | null;
  readonly now: number;
  /** What the district took back (KioskSettings.revokedKeyFiles). */
  readonly revoked: readonly string[];
};

/** The technician whose key is on one of these sticks and opens this kiosk. `technician.no-key`, or null: none does. */
export function technicianOf(
  sticks: readonly string[],
  { files, identity, unit, now, revoked }: Sought,
): Result<string | null, Problem> {
  const keys = sticks.map((stick) => files.keyOn(stick)).filter((key) => key !== null);
  if (keys.length === 0) return fail(problem('technician.no-key', { name: keyFileName }));
  const trusted = identity?.publishingKey;
  const fitting = keys.find(
    (key) =>
      trusted !== undefined &&
      key.key === trusted.id &&
      isSignedBy(trusted.publicKey, key) &&
      now <= key.until &&
      !revoked.includes(hash('sha256', key.signature, 'hex')) &&
      (key.kiosks === null || key.kiosks.includes(identity?.kiosk as KioskId)) &&
      (key.units === null || key.units.some((one) => one === unit)),
  );
  return ok(fitting?.technician ?? null);
}

export const missingProvision = (): Problem =>
  problem('provision.missing', { name: provisionFileName });
