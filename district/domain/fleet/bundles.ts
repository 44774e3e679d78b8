import { v7 as uuidv7 } from 'uuid';
import type { HeldBundle } from '../../../shared/contract/support-bundles.ts';
import type { KioskId } from '../../../shared/model/ids.ts';
import type { DistrictStore, Now } from '../ports.ts';

/** Support bundles that kiosks sent: kept as they came, the newest few of each, and never opened here. */

export interface Bundles {
  /** Keeps a bundle, lets go of what is older than the newest `bundlesKept` of its kiosk, and notes that it came. */
  keep(kiosk: KioskId, bundle: HeldBundle, file: Uint8Array): Promise<void>;
  /** The newest first. */
  of(kiosk: KioskId): Promise<readonly HeldBundle[]>;
  /** Null: not there, or not of this kiosk. */
  file(kiosk: KioskId, id: string): Promise<{ at: number; file: Uint8Array } | null>;
}

export async function keepBundle(
  { bundles }: DistrictStore,
  now: Now,
  kiosk: KioskId,
  file: Uint8Array,
): Promise<void> {
  await bundles.keep(kiosk, { id: uuidv7(), at: now(), bytes: file.length }, file);
}
