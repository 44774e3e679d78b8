import { z } from 'zod';
import { textLengthMax } from '../limits.ts';

export type Language = 'vi' | 'en';
export const languages: readonly Language[] = ['vi', 'en'];

/**
 * One line or paragraph that a person wrote, brought to NFC.
 * Vietnamese typed on different systems arrives both composed and decomposed; the house holds one form.
 */
export function plainText(lengthMax: number = textLengthMax) {
  return z
    .string()
    .transform((raw) => raw.normalize('NFC').trim())
    .pipe(z.string().min(1).max(lengthMax));
}

/** A text in both languages of the kiosk. Neither may be missing: a citizen's screen has no holes. */
export const bilingualSchema = z.strictObject({ vi: plainText(), en: plainText() });
export type Bilingual = z.infer<typeof bilingualSchema>;
