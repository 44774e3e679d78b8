import { lookUpEn } from '../../../shared/locales/look-up.en.ts';
import { lookUpVi } from '../../../shared/locales/look-up.vi.ts';
import { translator, type Translate } from '../../../shared/locales/translator.ts';
import type { Language } from '../../../shared/model/text.ts';

export type LookUpTexts = Translate<typeof lookUpVi>;

/** The texts of the look-up, both languages at once: they are fetched while nobody waits. */
export const lookUpTexts: Readonly<Record<Language, LookUpTexts>> = {
  vi: translator<typeof lookUpVi>(lookUpVi),
  en: translator<typeof lookUpVi>(lookUpEn),
};
