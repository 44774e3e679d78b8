import type { OfficerKey } from './officer.vi.ts';

/** The officer's texts in English. */
export const officerEn = {
  'page.title': 'Officer’s desk',
} as const satisfies Record<OfficerKey, string>;
