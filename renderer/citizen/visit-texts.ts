import { translator, type Translate } from '../../shared/locales/translator.ts';
import { visitEn } from '../../shared/locales/visit.en.ts';
import { visitVi } from '../../shared/locales/visit.vi.ts';
import type { Language } from '../../shared/model/text.ts';

/** The texts of the later screens, both languages at once: they are fetched while nobody waits. */
export const visitTexts: Readonly<Record<Language, Translate<typeof visitVi>>> = {
  vi: translator<typeof visitVi>(visitVi),
  en: translator<typeof visitVi>(visitEn),
};
