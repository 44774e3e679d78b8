import type { KioskId } from '../../../shared/model/ids.ts';
import { pageAddress } from '../pages.ts';

/** The parts of the kiosks' page that have a name of their own, and the names in their addresses. */
const partNames = {
  add: 'them',
  releases: 'phien-ban',
  settings: 'cau-hinh',
  keys: 'khoa-ky-thuat',
} as const;
type Part = keyof typeof partNames;

/** Where on the kiosks' page somebody is: the list, one kiosk, or one of its parts. */
export type FleetPlace =
  { readonly at: 'list' | Part } | { readonly at: 'kiosk'; readonly kiosk: KioskId };

const kioskPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function placeAt(fragment: string): FleetPlace {
  const [page, name] = fragment.split('=');
  if (page !== pageAddress.kiosks || name === undefined) return { at: 'list' };
  const part = (Object.keys(partNames) as Part[]).find((key) => partNames[key] === name);
  if (part !== undefined) return { at: part };
  return kioskPattern.test(name) ? { at: 'kiosk', kiosk: name as KioskId } : { at: 'list' };
}

export function addressOf(place: FleetPlace): string {
  if (place.at === 'list') return pageAddress.kiosks;
  const name = place.at === 'kiosk' ? place.kiosk : partNames[place.at];
  return `${pageAddress.kiosks}=${name}`;
}
