import { fold } from '../folding.ts';

/** A word of a text: a run of letters and digits, from its first UTF-16 offset to the one after its last. */
export type Word = { readonly text: string; readonly from: number; readonly to: number };

export const wordPattern = /[\p{L}\p{M}\p{N}]+/gu;

/** The words of a text that is in NFC, in order. */
export function wordsOf(text: string): Word[] {
  return [...text.matchAll(wordPattern)].map((match) => ({
    text: match[0],
    from: match.index,
    to: match.index + match[0].length,
  }));
}

/** Only the words themselves, for long texts. */
export function wordTexts(text: string): readonly string[] {
  return text.match(wordPattern) ?? [];
}

const tonePattern = /[\u0300\u0301\u0303\u0309\u0323]/g;

/**
 * A word with its marks, such that two ways to write one syllable are one: "uỷ" and "ủy", composed and decomposed,
 * capitals. The letters keep their shapes; the tone stands at the end.
 */
export function markedForm(word: string): string {
  const decomposed = word.toLowerCase().normalize('NFD');
  const tone = decomposed.match(tonePattern)?.join('') ?? '';
  return decomposed.replace(tonePattern, '').normalize('NFC') + tone;
}

/** Whether a word was written with marks, so that they can be held against it. */
export function hasMarks(word: string): boolean {
  return fold(word) !== word.toLowerCase();
}

const finalI = /^([bcdghklmnpqrstvx]+u?)([iy])$/;

/** "ký" and "kí", "quý" and "quí": the other spelling of a folded word, or null. */
export function otherSpelling(folded: string): string | null {
  const [, before, letter] = finalI.exec(folded) ?? [];
  if (before === undefined) return null;
  return before + (letter === 'i' ? 'y' : 'i');
}

const finalMarkedI = /([iy])([\u0300\u0301\u0303\u0309\u0323]*)$/;

/** The same of a {@link markedForm}, or null. */
export function otherMarkedSpelling(form: string): string | null {
  const [ending, letter, tone = ''] = finalMarkedI.exec(form) ?? [];
  if (ending === undefined) return null;
  return form.slice(0, -ending.length) + (letter === 'i' ? 'y' : 'i') + tone;
}
