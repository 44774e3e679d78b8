import type { Share } from '../../../shared/contract/district.ts';

/** A share that may be shown, with nothing left to be null. Fractions between 0 and 1. */
export type ShownShare = { readonly fraction: number; readonly low: number; readonly high: number };

/** The figures of a share, or null where the server withheld them. */
export function shownShare(share: Share): ShownShare | null {
  const { verdict, fraction, low, high } = share;
  if (verdict !== 'shown' || fraction === null || low === null || high === null) return null;
  return { fraction, low, high };
}
