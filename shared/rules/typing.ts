import {
  isNucleus,
  readSyllable,
  toneMarkPattern,
  writeSyllable,
  type Syllable,
  type TonePlacement,
} from './syllable.ts';
import { telexMarks } from './telex.ts';
import { vniMarks } from './vni.ts';

/**
 * Typing Vietnamese: what a key does to the text before the caret.
 *
 * Stateless by design: a word is read back from its letters, so a caret may be moved and a letter deleted at any time.
 * Marks may be typed at once or at the end of the word; the same key twice takes the mark back and stays a letter.
 * A word that cannot be a Vietnamese syllable is left as it is typed.
 */

/** What a key asks for: a tone (a combining mark, or nothing to take it away), a vowel's shape, or the stroke of đ. */
export type Mark =
  | { readonly kind: 'tone'; readonly tone: string }
  /** `letters`: the plain vowels it may change, the likeliest first. */
  | { readonly kind: 'circumflex' | 'horn-or-breve'; readonly letters: string }
  | { readonly kind: 'stroke' };

/** `plain`: no method, letters as they are. */
export type TypingMethod = 'telex' | 'vni' | 'plain';

export interface Typing {
  readonly method: TypingMethod;
  readonly placement: TonePlacement;
}

const marksOf: Readonly<Record<TypingMethod, Readonly<Record<string, Mark>>>> = {
  telex: telexMarks,
  vni: vniMarks,
  plain: {},
};

/** What a keyboard sends to delete. */
export const eraseKey = '\b';

/**
 * Types one key.
 * @param before - the text before the caret
 * @param key - a letter, digit or sign; a combining mark for a tone; {@link eraseKey}
 * @returns the new text before the caret, in NFC where the word was touched
 */
export function typeKey(before: string, key: string, { method, placement }: Typing): string {
  if (key === eraseKey) return erase(before, placement);
  if (isToneMark(key)) return composeTone(before, key, placement);
  const mark = marksOf[method][key.toLowerCase()];
  return inLastWord(before, (word) => {
    const changed = mark && applyMark(word, mark, placement);
    if (!changed) return method === 'plain' ? word + key : appendLetter(word, key, placement);
    return changed.undone ? changed.text + key : changed.text;
  });
}

/** Puts a tone on the word before the caret, or takes it away if it is there; a word that can bear none stays. */
export function composeTone(before: string, tone: string, placement: TonePlacement): string {
  return inLastWord(
    before,
    (word) => applyMark(word, { kind: 'tone', tone }, placement)?.text ?? word,
  );
}

/**
 * Deletes before the caret: the tone of the last letter first, then its shape, then the letter itself. What is no
 * Vietnamese letter goes as a person counts letters, be it an emoji of many code units.
 */
export function erase(before: string, placement: TonePlacement): string {
  const text = before.normalize('NFC');
  const last = text.at(-1) ?? '';
  const plainer = withoutOneMark(last);
  if (plainer !== last) return replaced(text.slice(0, -1) + plainer, placement);
  const letters = [...new Intl.Segmenter('vi').segment(text)];
  return replaced(text.slice(0, letters.at(-1)?.index ?? 0), placement);
}

const isToneMark = (key: string): boolean => /^[\u0300\u0301\u0303\u0309\u0323]$/.test(key);

function withoutOneMark(letter: string): string {
  const marks = letter.normalize('NFD');
  const toneless = marks.replace(toneMarkPattern, '');
  if (toneless !== marks) return toneless.normalize('NFC');
  const bare = { đ: 'd', Đ: 'D' }[letter];
  return bare ?? (/^[ăâêôơư]$/i.test(letter) ? (marks[0] ?? letter) : letter);
}

/** The tone moves to where it belongs in what is left. */
function replaced(text: string, placement: TonePlacement): string {
  return inLastWord(text, (word) => {
    const syllable = readSyllable(word);
    return syllable ? withCaseOf(word, writeSyllable(syllable, placement)) : word;
  });
}

function inLastWord(before: string, change: (word: string) => string): string {
  const text = before.normalize('NFC');
  const word = /\p{L}+$/u.exec(text)?.[0] ?? '';
  return text.slice(0, text.length - word.length) + change(word);
}

interface Change {
  readonly text: string;
  /** The mark was there already: it is taken back, and the key stays as a letter. */
  readonly undone: boolean;
}

function applyMark(word: string, mark: Mark, placement: TonePlacement): Change | null {
  const changed = changeWord(word, mark, placement);
  return changed && { ...changed, text: withCaseOf(word, changed.text) };
}

function changeWord(word: string, mark: Mark, placement: TonePlacement): Change | null {
  if (mark.kind === 'stroke') return strokeD(word.toLowerCase());
  const syllable = readSyllable(word);
  if (!syllable) return null;
  const changed = mark.kind === 'tone' ? setTone(syllable, mark.tone) : setShape(syllable, mark);
  if (!changed) return null;
  return { text: writeSyllable(changed.syllable, placement), undone: changed.undone };
}

function strokeD(word: string): Change | null {
  const rest = word.slice(1);
  if (rest !== '' && readSyllable(word) === null) return null;
  if (word.startsWith('đ')) return { text: `d${rest}`, undone: true };
  return word.startsWith('d') ? { text: `đ${rest}`, undone: false } : null;
}

interface SyllableChange {
  readonly syllable: Syllable;
  readonly undone: boolean;
}

function setTone(syllable: Syllable, tone: string): SyllableChange | null {
  if (tone === '' && syllable.tone === '') return null;
  const undone = tone !== '' && syllable.tone === tone;
  return { syllable: { ...syllable, tone: undone ? '' : tone }, undone };
}

type ShapeMark = Extract<Mark, { letters: string }>;

function setShape(syllable: Syllable, { kind, letters }: ShapeMark): SyllableChange | null {
  const shaped =
    kind === 'circumflex'
      ? [...letters].map((letter) => circumflexed(syllable.nucleus, letter))
      : [horned(syllable, letters)];
  const fitting = shaped.find((change) => change !== null && isNucleus(change.text));
  if (!fitting) return null;
  return { syllable: { ...syllable, nucleus: fitting.text }, undone: fitting.undone };
}

const circumflexes: Readonly<Record<string, readonly [plain: RegExp, shaped: string]>> = {
  a: [/[aă](?!.*[aăâ])/, 'â'],
  e: [/e(?!.*[eê])/, 'ê'],
  o: [/[oơ](?!.*[oôơ])/, 'ô'],
};

function circumflexed(nucleus: string, letter: string): Change | null {
  const rule = circumflexes[letter];
  if (rule === undefined) return null;
  const [plain, shaped] = rule;
  if (nucleus.includes(shaped)) return { text: nucleus.replace(shaped, letter), undone: true };
  return plain.test(nucleus) ? { text: nucleus.replace(plain, shaped), undone: false } : null;
}

const hornsAndBreves: Readonly<Record<string, readonly [plain: RegExp, shaped: string]>> = {
  a: [/[aâ]/, 'ă'],
  o: [/[oô]/, 'ơ'],
  u: [/u/, 'ư'],
};

/** "uo" takes two horns, except in "thuở", "huơ": there the "u" takes its own when more follows. */
function horned({ onset, nucleus, coda }: Syllable, letters: string): Change | null {
  const takesHorns = letters.includes('o');
  if (takesHorns && /ươ|uơ/.test(nucleus)) {
    return { text: nucleus.replace(/ươ|uơ/, 'uo'), undone: true };
  }
  if (takesHorns && /[uư][oô]/.test(nucleus)) {
    const staysU = /^u[oô]$/.test(nucleus) && coda === '' && /^(h|th|kh)$/.test(onset);
    return { text: nucleus.replace(/[uư][oô]/, staysU ? 'uơ' : 'ươ'), undone: false };
  }
  let bare = nucleus;
  for (const letter of letters) {
    const [plain, shaped] = hornsAndBreves[letter] ?? [/$^/, ''];
    const text = nucleus.replace(plain, shaped);
    if (text !== nucleus && isNucleus(text)) return { text, undone: false };
    bare = bare.replace(shaped, letter);
  }
  return bare === nucleus ? null : { text: bare, undone: true };
}

/** A letter more may move the tone ("hòa" + n → "hoàn") and completes "ươ". */
function appendLetter(word: string, key: string, placement: TonePlacement): string {
  const grown = readSyllable(word + key);
  if (grown === null || !/^\p{L}$/u.test(key)) return word + key;
  const isLonger = !/(ưo|uơ)$/.test(grown.nucleus) || grown.coda !== '';
  const nucleus = isLonger ? grown.nucleus.replace(/ưo|uơ/, 'ươ') : grown.nucleus;
  return withCaseOf(word + key, writeSyllable({ ...grown, nucleus }, placement));
}

/** Gives the letters the capitals of the word as typed; both have their letters in the same places. */
function withCaseOf(typed: string, lower: string): string {
  return [...lower]
    .map((letter, at) => (isCapital(typed[at]) ? letter.toUpperCase() : letter))
    .join('');
}

function isCapital(letter: string | undefined): boolean {
  return letter !== undefined && letter !== letter.toLowerCase();
}
