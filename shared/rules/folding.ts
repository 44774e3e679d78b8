/**
 * Folds Vietnamese text for looking things up: no tone or letter marks, đ as d, lower case, single blanks.
 * SQLite's unicode61 tokenizer never folds đ, so the house folds both sides itself.
 */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}
