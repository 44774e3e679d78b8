import type { KioskRow } from '../../../shared/contract/district.ts';
import { kioskSilentLongMs, kioskSilentMs } from '../../../shared/limits.ts';

/** How worrying a kiosk's silence is. A kiosk that is not meant to call any more is never silent. */
export type Silence = 'none' | 'silent' | 'silent-long' | 'never';

/** `nowMs` is the server's time: an office PC with a wrong clock must not make kiosks look dead. */
export function silenceOf(row: KioskRow, nowMs: number): Silence {
  if (row.state !== 'active') return 'none';
  if (row.lastContact === null) return 'never';
  const silentMs = nowMs - row.lastContact;
  if (silentMs > kioskSilentLongMs) return 'silent-long';
  return silentMs > kioskSilentMs ? 'silent' : 'none';
}

/** Whether somebody should look at the kiosk: it is silent, or its journal does not match. */
export function needsALook(row: KioskRow, nowMs: number): boolean {
  return silenceOf(row, nowMs) !== 'none' || row.forks > 0;
}
