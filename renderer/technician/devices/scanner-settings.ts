import type { SettingsView } from '../../../shared/contract/technician.ts';
import { scannerDefault, type ScannerSettings } from '../../../shared/model/documents.ts';

/** The scanner of this kiosk as it is set; until that is known, as most are. */
export function scannerOf(settings: SettingsView | null): ScannerSettings {
  const value = settings?.rows.find(({ key }) => key === 'scanner')?.value;
  return (value as ScannerSettings | null | undefined) ?? scannerDefault;
}
