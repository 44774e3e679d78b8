import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ReleaseStage, StagedRelease } from '../../../shared/contract/releases.ts';
import { manifestBytesMax } from '../../../shared/limits.ts';
import type { KioskId } from '../../../shared/model/ids.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { releaseManifestSchema, type ReleaseManifest } from '../../../shared/model/release.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import { publishingKeyOf } from '../catalogue/publishing.ts';
import type { DistrictStore, Kiosk } from '../ports.ts';
import { isSignedByOneOf } from '../signing.ts';
import type { FleetHand } from './keeping.ts';
import { compareVersions } from '../../../shared/rules/versions.ts';

/**
 * Versions of the kiosk's program on their way down, in stages: nobody at first, then chosen kiosks and a share of all.
 * Kiosks judge for themselves whether one is genuine. A version is taken back by pausing it: no further kiosk gets it.
 */

/** The last that a kiosk's journal said of a version. */
export type ToldOfRelease = {
  readonly kiosk: KioskId;
  readonly version: string;
  readonly kind: string;
  /** The code of why, where there is one. */
  readonly problem: string | null;
};

export interface Releases {
  all(): Promise<readonly StagedRelease[]>;
  file(version: string): Promise<Uint8Array | null>;
  /** False when the version is there already: a version names one file for ever. */
  add(
    manifest: ReleaseManifest,
    file: Uint8Array,
    of: { by: string; at: number },
  ): Promise<boolean>;
  stage(version: string, stage: ReleaseStage, of: { by: string; at: number }): Promise<boolean>;
  told(): Promise<readonly ToldOfRelease[]>;
}

/** Who takes a release in, and whose signature is taken for one besides the district's own. */
export type ReleaseHand = FleetHand & {
  /** Raw Ed25519, base64url. */
  readonly releaseKeys: readonly string[];
};

const nobody: ReleaseStage = { percent: 0, kiosks: [], paused: false };

/**
 * Takes a release in; no kiosk gets it before it is staged. Problems: `fleet.release`, `fleet.release-signature`,
 * `fleet.release-file`, `fleet.release-there`.
 */
export async function addRelease(
  { store, now, by, releaseKeys }: ReleaseHand,
  said: unknown,
  file: Uint8Array,
): Promise<Result<StagedRelease, Problem>> {
  const manifest = releaseManifestSchema.safeParse(said);
  if (!manifest.success) return fail(problem('fleet.release'));
  const { version, size, sha256 } = manifest.data;
  const { publicKey } = await publishingKeyOf(store);
  if (!isSignedByOneOf([...releaseKeys, publicKey], manifest.data)) {
    return fail(problem('fleet.release-signature', { version }));
  }
  const digest = createHash('sha256').update(file).digest('hex');
  if (file.length !== size || digest !== sha256)
    return fail(problem('fleet.release-file', { version }));
  const at = now();
  const added = await store.releases.add(manifest.data, file, { by, at });
  if (!added) return fail(problem('fleet.release-there', { version }));
  return ok({ manifest: manifest.data, stage: nobody, changedBy: by, changedAt: at });
}

/** From the command line: `hai-long-1.2.3.json`, with `hai-long-1.2.3.tar.gz` beside it. */
export async function addReleaseFile(
  hand: ReleaseHand,
  path: string,
): Promise<Result<string, Problem>> {
  const manifest = await jsonIn(path);
  const read = releaseManifestSchema.safeParse(manifest);
  if (!read.success) return fail(problem('fleet.release'));
  const { version } = read.data;
  const file = await readFile(join(dirname(path), `hai-long-${version}.tar.gz`)).catch(() => null);
  if (file === null) return fail(problem('fleet.release-file', { version }));
  const added = await addRelease(hand, manifest, file);
  return added.ok ? ok(`release ${version} is kept; no kiosk gets it before it is staged`) : added;
}

const lineFeed = 0x0a;

/** As the office's page hands it in: the manifest as one line, then the file (shared/contract/releases.ts). */
export async function addReleaseUpload(
  hand: ReleaseHand,
  bytes: Buffer,
): Promise<Result<StagedRelease, Problem>> {
  const end = bytes.subarray(0, manifestBytesMax).indexOf(lineFeed);
  const manifest = end === -1 ? null : parsed(bytes.toString('utf8', 0, end));
  return addRelease(hand, manifest, bytes.subarray(end + 1));
}

/** Null for a file that is not there, or is no JSON: no manifest either way. */
export async function jsonIn(path: string): Promise<unknown> {
  return parsed(await readFile(path, 'utf8').catch(() => ''));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export async function stageRelease(
  { store, now, by }: FleetHand,
  version: string,
  stage: ReleaseStage,
): Promise<Result<void, Problem>> {
  const staged = await store.releases.stage(version, stage, { by, at: now() });
  return staged ? ok(undefined) : fail(problem('fleet.release-unknown', { version }));
}

/** The newest version that has got as far as this kiosk; null when none has. */
export async function releaseFor(
  { releases }: DistrictStore,
  { kiosk }: Pick<Kiosk, 'kiosk'>,
): Promise<ReleaseManifest | null> {
  const offered = (await releases.all()).filter(({ manifest, stage }) =>
    isReached(kiosk, manifest.version, stage),
  );
  const [newest] = offered.sort((one, other) =>
    compareVersions(other.manifest.version, one.manifest.version),
  );
  return newest?.manifest ?? null;
}

export function isReached(kiosk: KioskId, version: string, stage: ReleaseStage): boolean {
  if (stage.paused) return false;
  return stage.kiosks.includes(kiosk) || placeInLine(kiosk, version) < stage.percent;
}

const hundred = 100;

/** 0 to 99, always the same for a kiosk and a version: a growing share only ever adds kiosks. */
function placeInLine(kiosk: KioskId, version: string): number {
  return createHash('sha256').update(`${version} ${kiosk}`).digest().readUInt32BE(0) % hundred;
}
