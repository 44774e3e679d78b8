import { wayInEn } from '../../../shared/locales/technician-way-in.en.ts';
import { wayInVi } from '../../../shared/locales/technician-way-in.vi.ts';
import { translator, type Translate } from '../../../shared/locales/translator.ts';
import type { Language } from '../../../shared/model/text.ts';

export type WayInTexts = Translate<typeof wayInVi>;

export const wayInTexts: Readonly<Record<Language, WayInTexts>> = {
  vi: translator<typeof wayInVi>(wayInVi),
  en: translator<typeof wayInVi>(wayInEn),
};
