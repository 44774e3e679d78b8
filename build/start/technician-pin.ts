import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hashPin } from '../../shared/rules/pin.ts';

/** For trying out only, as the sample officers' PINs: a kiosk of an office gets its own. */
export const sampleTechnicianPin = '909090';

/**
 * A fresh kiosk that is enrolled at its start never saw the technician's first start, which asks for a PIN; without any
 * PIN nobody would get to the technician's page. The file is the one that the page itself writes.
 */
export async function giveFreshKioskPin(data: string): Promise<void> {
  const settings = settingsFile(data);
  if (existsSync(path.join(data, 'identity.json')) || existsSync(settings)) return;
  const hash = await hashPin(sampleTechnicianPin);
  writeFileSync(settings, JSON.stringify({ technicianPin: hash }), { mode: 0o600 });
}

/** Whether some PIN was set at this kiosk: the sample's, unless a technician has changed it since. */
export function hasPin(data: string): boolean {
  const settings = settingsFile(data);
  return existsSync(settings) && readFileSync(settings, 'utf8').includes('technicianPin');
}

const settingsFile = (data: string): string => path.join(data, 'kiosk.json');
