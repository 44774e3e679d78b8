import type { SettingsView } from '../../../shared/contract/technician.ts';
import type { ScannerSettings } from '../../../shared/model/documents.ts';

/** How scanners are set when they leave the factory. */
const usual: ScannerSettings = { prefix: '', suffix: 'Enter', gapMsMax: 50, lengthMin: 4 };

/** The scanner of this kiosk as it is set, or as it may well be. */
export function scannerOf(settings: SettingsView | null): ScannerSettings {
  const value = settings?.rows.find(({ key }) => key === 'scanner')?.value;
  return (value as ScannerSettings | null | undefined) ?? usual;
}
