import type { KioskId } from '../../../shared/model/ids.ts';
import { pageAddress } from '../pages.ts';

/** Where on the kiosks' page somebody is: the list, one kiosk, or where new ones are made. */
export type FleetPlace =
  | { readonly at: 'list' }
  | { readonly at: 'add' }
  | { readonly at: 'kiosk'; readonly kiosk: KioskId };

const addName = 'them';
const kioskPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function placeAt(fragment: string): FleetPlace {
  const [page, name] = fragment.split('=');
  if (page !== pageAddress.kiosks || name === undefined) return { at: 'list' };
  if (name === addName) return { at: 'add' };
  return kioskPattern.test(name) ? { at: 'kiosk', kiosk: name as KioskId } : { at: 'list' };
}

export function addressOf(place: FleetPlace): string {
  if (place.at === 'list') return pageAddress.kiosks;
  return `${pageAddress.kiosks}=${place.at === 'add' ? addName : place.kiosk}`;
}
