import type { DossierComponent } from '../../../../shared/model/published-procedure.ts';
import type { LookUpTexts } from '../texts.ts';

export type Paper = DossierComponent['papers'][number];

/** How many of a paper, in words: "1 bản chính, 2 bản sao". Nothing is counted that the record does not count. */
export function countOf({ originals, copies }: Paper, t: LookUpTexts): string {
  const counts: string[] = [];
  if (originals !== null && originals > 0) counts.push(t('bring.originals', { count: originals }));
  if (copies !== null && copies > 0) counts.push(t('bring.copies', { count: copies }));
  return counts.length > 0 ? counts.join(', ') : t('bring.countUnknown');
}
