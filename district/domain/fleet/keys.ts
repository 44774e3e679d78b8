import { hash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { KeyRequest, MadeKey } from '../../../shared/contract/technician-keys.ts';
import { keyFileLifeMaxMs, keyFilesOpenMax } from '../../../shared/limits.ts';
import type { Hash, KioskId, UnitId } from '../../../shared/model/ids.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { keyFileName, keyFileSchema } from '../../../shared/model/provision.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import { newPublishingKey } from '../catalogue/package.ts';
import type { DistrictStore, Kiosk, Now } from '../ports.ts';
import { signed } from '../signing.ts';
import type { FleetHand } from './keeping.ts';

/** Key files that open the technician's page: signed once, handed out once, and known here by their hash alone. */

/** A key file as it is remembered. */
export type KeyStanding = {
  readonly id: string;
  readonly technician: string;
  /** Null: of the whole district. */
  readonly units: readonly UnitId[] | null;
  readonly kiosks: readonly KioskId[] | null;
  readonly madeAt: number;
  readonly madeBy: string;
  readonly until: number;
  /** SHA-256 of the text of its signature: what kiosks are told when it is taken back. */
  readonly signatureHash: Hash;
  readonly revokedAt: number | null;
  readonly revokedBy: string | null;
};

export interface TechnicianKeys {
  /** The newest first. */
  all(): Promise<readonly KeyStanding[]>;
  /** False when there are `keyFilesOpenMax` already that have not ended by `madeAt`. */
  add(key: KeyStanding): Promise<boolean>;
  /** False when there is none that is still open. */
  revoke(id: string, by: string, at: number): Promise<boolean>;
  /** Taken back before their end, which is after `at`. */
  revoked(at: number): Promise<readonly KeyStanding[]>;
}

export type MadeKeyFile = { readonly name: string; readonly file: string };

/** Makes a key file. It is in the answer and nowhere else, ever. */
export async function makeKey(
  { store, now, by }: FleetHand,
  { technician, units, kiosks, until }: KeyRequest,
): Promise<Result<MadeKeyFile, Problem>> {
  const at = now();
  if (until <= at || until > at + keyFileLifeMaxMs) {
    return fail(problem('fleet.key-until', { days: Math.floor(keyFileLifeMaxMs / dayMs) }));
  }
  for (const unit of units ?? []) {
    if (!(await store.places.unit(unit))) return fail(problem('office.unit'));
  }
  for (const kiosk of kiosks ?? []) {
    if (!(await store.kiosks.find(kiosk))) return fail(problem('fleet.kiosk'));
  }
  const pair = await store.catalogues.publishingKey(newPublishingKey);
  const file = keyFileSchema.parse(
    signed(pair, { format: 1, technician, units, kiosks, issuedAt: at, until, key: pair.id }),
  );
  const added = await store.keys.add({
    ...{ id: uuidv7(), technician, units, kiosks, madeAt: at, madeBy: by, until },
    ...{ signatureHash: hash('sha256', file.signature, 'hex') as Hash },
    ...{ revokedAt: null, revokedBy: null },
  });
  if (!added) return fail(problem('fleet.keys-many', { count: keyFilesOpenMax }));
  return ok({ name: keyFileName, file: JSON.stringify(file, null, 2) + '\n' });
}

const dayMs = 24 * 60 * 60_000;

export async function revokeKey(
  { store, now, by }: FleetHand,
  id: string,
): Promise<Result<void, Problem>> {
  return (await store.keys.revoke(id, by, now())) ? ok(undefined) : fail(problem('fleet.key'));
}

/** Every key file that was made, the newest first. */
export async function keysOf(store: DistrictStore, now: Now): Promise<MadeKey[]> {
  const [keys, units, kiosks] = await Promise.all([
    store.keys.all(),
    store.places.units(),
    store.kiosks.standings(),
  ]);
  const unitName = new Map(units.map(({ id, name }) => [id, name]));
  const kioskName = new Map(kiosks.map(({ kiosk, name }) => [kiosk, name]));
  const time = now();
  return keys.map(({ signatureHash: _hash, ...key }) => ({
    ...key,
    units: key.units && key.units.map((id) => ({ id, name: unitName.get(id) ?? id })),
    kiosks: key.kiosks && key.kiosks.map((id) => ({ id, name: kioskName.get(id) ?? id })),
    state: key.revokedAt !== null ? 'revoked' : key.until <= time ? 'ended' : 'open',
  }));
}

/** What a kiosk is told: the hashes of key files that would open it and were taken back. */
export async function revokedFor(
  store: DistrictStore,
  now: Now,
  { kiosk, unit }: Kiosk,
): Promise<Hash[]> {
  const fits = (key: KeyStanding): boolean =>
    (key.units === null || key.units.includes(unit)) &&
    (key.kiosks === null || key.kiosks.includes(kiosk));
  const revoked = await store.keys.revoked(now());
  return revoked
    .filter(fits)
    .map(({ signatureHash }) => signatureHash)
    .sort();
}
