/**
 * A Vietnamese syllable as it is written: onset, nucleus, coda and tone. Pure letters: which key brings a mark is the
 * input method's business (typing.ts).
 */
export interface Syllable {
  readonly onset: string;
  /** The vowels, with their shapes (ă â ê ô ơ ư) and without the tone. */
  readonly nucleus: string;
  readonly coda: string;
  /** A combining mark, or nothing. */
  readonly tone: string;
}

/**
 * Where the tone stands in open "oa", "oe", "uy". `old`: "hòa", "thủy", as most offices write; `new`: "hoà", "thuỷ".
 * Everything else is the same in both.
 */
export type TonePlacement = 'old' | 'new';

/** A combining mark that is a tone: huyền, sắc, ngã, hỏi, nặng. */
export const toneMarkPattern = /[\u0300\u0301\u0303\u0309\u0323]/g;

const onsets = 'ngh|ng|nh|n|gh|gi|g|kh|k|ch|c|th|tr|t|ph|p|qu|đ|d|b|h|l|m|r|s|v|x';
const codas = 'ch|c|m|ng|nh|n|p|t';
const syllablePattern = new RegExp(`^(${onsets})?([aăâeêioôơuưy]{1,3})(${codas})?$`);

/** Every nucleus of the language, and those that stand on the screen on the way to one. */
const nuclei = new Set(
  (
    'a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê iêu iu oa oă oai oao oay oe oeo oi oo ôi ôô ơi ' +
    'ua uâ uây uê ui uo uô uôi uơ uy uya uyê uyu ưa ươ ươi ươu ưi ưu yê yêu ' +
    'ie ieu ye yeu uoi uou uye ue uu uay eu ưo ưoi ưou uơi uơu'
  ).split(' '),
);

/** Whether these vowels, without a tone, are a nucleus or on the way to one. */
export function isNucleus(vowels: string): boolean {
  return nuclei.has(vowels);
}

/** Takes a word of any case apart; null if it cannot be a Vietnamese syllable. */
export function readSyllable(word: string): Syllable | null {
  const marks = word.toLowerCase().normalize('NFD');
  const tone = marks.match(toneMarkPattern)?.join('') ?? '';
  if (tone.length > 1) return null;
  const [, onset = '', nucleus = '', coda = ''] =
    syllablePattern.exec(marks.replace(toneMarkPattern, '').normalize('NFC')) ?? [];
  return nuclei.has(nucleus) ? { onset, nucleus, coda, tone } : null;
}

/** Puts a syllable together, in lower case and NFC, its tone where it belongs. */
export function writeSyllable(syllable: Syllable, placement: TonePlacement): string {
  const { onset, nucleus, coda, tone } = syllable;
  const at = placeOfTone(nucleus, coda !== '', placement);
  const toned = nucleus.slice(0, at + 1) + tone + nucleus.slice(at + 1);
  return (onset + toned + coda).normalize('NFC');
}

/** On the last shaped vowel if there is one; else on the second before a final consonant or of three; else on the first. */
function placeOfTone(nucleus: string, hasCoda: boolean, placement: TonePlacement): number {
  const shaped = /^(?:.*)(?=[ăâêôơư])/.exec(nucleus)?.[0].length;
  if (shaped !== undefined) return shaped;
  if (nucleus.length === 3 || (nucleus.length === 2 && hasCoda)) return 1;
  return placement === 'new' && /^(oa|oe|uy)$/.test(nucleus) ? 1 : 0;
}
