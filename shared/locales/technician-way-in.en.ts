import type { WayInKey } from './technician-way-in.vi.ts';

/** The way in to the technician's page, in English. */
export const wayInEn = {
  'wayIn.title': 'For technicians',
  'wayIn.pin': 'PIN',
  'wayIn.typed': '{count} digits typed',
  'wayIn.erase': 'Erase one digit',
  'wayIn.open': 'Open',
  'wayIn.byKey': 'Use a stick with a technician’s key',
  'wayIn.close': 'Close',
  'wayIn.opening': 'Opening…',
  'wayIn.failed': 'It could not be opened. Please try again.',
  'wayIn.waiting': 'You can try again in {seconds} seconds.',
  'setUp.title': 'This kiosk is not set up yet',
  'setUp.help': 'This kiosk cannot be used yet. A technician will set it up here.',
  'setUp.begin': 'Set the kiosk up',
} as const satisfies Readonly<Record<WayInKey, string>>;
