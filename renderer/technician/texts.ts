import { technicianEn } from '../../shared/locales/technician.en.ts';
import { technicianVi } from '../../shared/locales/technician.vi.ts';
import { translator, type Translate } from '../../shared/locales/translator.ts';
import { visitEn } from '../../shared/locales/visit.en.ts';
import { visitVi } from '../../shared/locales/visit.vi.ts';
import type { Language } from '../../shared/model/text.ts';

export type TechnicianTexts = Translate<typeof technicianVi>;

export const technicianTexts: Readonly<Record<Language, TechnicianTexts>> = {
  vi: translator<typeof technicianVi>(technicianVi),
  en: translator<typeof technicianVi>(technicianEn),
};

/** The names of the keys of the on-screen keyboard are the citizen's. */
export const keyboardTexts: Readonly<Record<Language, Translate<typeof visitVi>>> = {
  vi: translator<typeof visitVi>(visitVi),
  en: translator<typeof visitVi>(visitEn),
};
