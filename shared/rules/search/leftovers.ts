/**
 * Folded words as the strokes of an input method leave them when it is off: "ddaats", "d9a61t".
 * Each gives the folded word the strokes stood for, or null where there is nothing to undo. Which reading is meant is
 * decided by the vocabulary, never here: "as" may be a word.
 */

const vowels = 'aeiouy';

/** Telex: dd, aa, ee, oo; w for a horn or breve, alone for ư; s f r x j z for the tone, anywhere after the vowel. */
export function withoutTelex(word: string): string | null {
  if (!/^[a-z]{2,}$/.test(word)) return null;
  const onset = /^[^aeiouyw]*/.exec(word)?.[0] ?? '';
  const rest = word.slice(onset.length);
  const plain =
    onset.replace('dd', 'd') +
    rest
      .replace(/^w/, 'u')
      .replace(/w/g, '')
      .replace(/(?<=[aeiouy].*)[sfrxjz]/g, '')
      .replace(/(?<=[aeiouy].*)d$/, '')
      .replace(/([aeo])(?=.*\1)/g, '');
  return plain === word || !hasVowel(plain) ? null : plain;
}

/** VNI: digits 0 to 9 after the letter they mark or at the end of the word. */
export function withoutVni(word: string): string | null {
  if (!/^[a-z]+[a-z0-9]*[0-9][a-z0-9]*$/.test(word)) return null;
  const plain = word.replace(/[0-9]/g, '');
  return hasVowel(plain) ? plain : null;
}

function hasVowel(word: string): boolean {
  return [...word].some((letter) => vowels.includes(letter));
}
