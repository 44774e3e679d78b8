import { technicianEn } from '../../shared/locales/technician.en.ts';
import { technicianLogEn } from '../../shared/locales/technician-log.en.ts';
import { technicianLogVi } from '../../shared/locales/technician-log.vi.ts';
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

const logWords: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  vi: technicianLogVi,
  en: technicianLogEn,
};

/** What an entry of the log says; a kind of a newer version by its own name. */
export function wordsOfEntry(kind: string, language: Language): string {
  return logWords[language][kind] ?? kind;
}
