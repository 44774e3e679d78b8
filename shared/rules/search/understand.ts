import { searchWordsMax } from '../../limits.ts';
import { fold } from '../folding.ts';
import { readSyllable } from '../syllable.ts';
import { withoutTelex, withoutVni } from './leftovers.ts';
import type { SearchIndex } from './search-index.ts';
import type { TypingErrors } from './typing-errors.ts';
import { namedBy, wordNumber, wordsBeginning } from './vocabulary.ts';
import { hasMarks, markedForm, otherMarkedSpelling, otherSpelling, wordsOf } from './words.ts';

/** A word of a search and everything in the vocabulary that it may stand for. */
export type QueryWord = {
  /** As typed, lower case. */
  readonly typed: string;
  /** The marked word, if it was typed with marks: then they count; -1 for one that no name and no alias has. */
  readonly marked: number | null;
  /** Folded word number → how sure the reading is, 1 the surest. */
  readonly readings: ReadonlyMap<number, number>;
  /** How much the word tells, more for rare ones. */
  readonly weight: number;
  /** How much of a search the word is: what it would tell if it were surely found. */
  readonly demand: number;
  /** Politeness and filling: found or not does not decide. */
  readonly filling: boolean;
  /** It had to be read as another word: an input method's leftovers, a typing error, two words without a blank. */
  readonly mended: boolean;
};

/** How sure each kind of reading is. A word half typed is surer the more of it is there. */
const sure = {
  otherSpelling: 0.98,
  leftover: 0.95,
  beginning: 0.9,
  slip: 0.7,
  twoSlips: 0.45,
  otherMarks: 0.6,
};
const fillingShare = 0.15;

/** What people say around what they look for. Typed without marks, a word may be one of these; with marks it must be. */
const fillingWords = (
  'a à ạ anh bao bằng bị các cần cho chỉ chị chú có của dạ đã đâu để đi điều được em gì giúp hay hỏi ' +
  'kiểu là làm lâu mang mấy mình muốn nào này như nhưng những ở phải qua quá ra rồi sao sẽ tại thế thì ' +
  'thủ tôi từ tục tụi tui và vay vậy vẫn về ví với xin'
).split(' ');
/** The same in other parts of the country and between sentences; without marks they are other words as well. */
const spokenFillingWords =
  'ảnh bả bển chừ dzậy dzô giờ hổng hông luôn mần mô nè nghen nhé nhỉ nữa ổng răng rứa tê thôi vầy vô ơi'.split(
    ' ',
  );
const fillingFolded = new Set(fillingWords.map((word) => fold(word)));
const fillingMarked = new Set(
  [...fillingWords, ...spokenFillingWords].map((word) => markedForm(word)),
);

function isFilling(typed: string): boolean {
  return hasMarks(typed) ? fillingMarked.has(markedForm(typed)) : fillingFolded.has(fold(typed));
}

export type Vocabulary = {
  readonly index: SearchIndex;
  readonly errors: TypingErrors;
  /** The numbers of the marked words by their {@link markedForm}. */
  readonly marked: ReadonlyMap<string, number>;
};

/**
 * Reads the words of a search. The last word may be half typed, unless a blank follows it.
 * `generous` also looks for typing errors in words that exist: "khai sing", "dang ki ket hen".
 */
export function understand(vocabulary: Vocabulary, text: string, generous: boolean): QueryWord[] {
  const composed = text.normalize('NFC').toLowerCase();
  const typed = wordsOf(composed).slice(0, searchWordsMax);
  const words = typed.flatMap(({ text: word, to }, at) => {
    const mayGoOn = at === typed.length - 1 && to === composed.length;
    return readWord(vocabulary, word, { mayGoOn, generous });
  });
  const onlyFilling = words.every(({ filling }) => filling);
  return words
    .slice(0, searchWordsMax)
    .map((word) => (onlyFilling ? { ...word, filling: false } : word));
}

type Manner = { readonly mayGoOn: boolean; readonly generous: boolean };

function readWord(vocabulary: Vocabulary, typed: string, manner: Manner): QueryWord[] {
  const { index } = vocabulary;
  const folded = fold(typed);
  if (folded === '') return []; // marks without a letter
  const direct = directReadings(index, folded, manner.mayGoOn);
  const named = [...direct.keys()].some((word) => namedBy(index, word) > 0);
  const isMeant = hasMarks(typed) && (markedNumber(vocabulary, typed) >= 0 || isSyllable(typed));
  if (named && (isMeant || !manner.generous)) return [queryWord(vocabulary, typed, direct, false)];
  const leftover = named
    ? new Map<number, number>()
    : leftoverReadings(index, folded, manner.mayGoOn);
  if (leftover.size > 0) return [queryWord(vocabulary, typed, joined(direct, leftover), true)];
  if (direct.size > 0 && !manner.generous) return [queryWord(vocabulary, typed, direct, false)];
  const slips = isMeant ? new Map<number, number>() : slipReadings(vocabulary, folded);
  if (slips.size > 0) return [queryWord(vocabulary, typed, joined(direct, slips), !named)];
  if (direct.size > 0) return [queryWord(vocabulary, typed, direct, false)];
  const beginnings = directReadings(index, folded, true);
  if (beginnings.size > 0) return [queryWord(vocabulary, typed, beginnings, false)];
  const parts = splitWord(index, folded);
  if (parts.length === 0) return [queryWord(vocabulary, typed, direct, false)];
  return parts.map((part) =>
    queryWord(vocabulary, index.words[part] ?? '', new Map([[part, 1]]), true),
  );
}

/** Whoever typed the marks of a word that there is did not miss a key. */
function isSyllable(typed: string): boolean {
  return readSyllable(typed.normalize('NFC')) !== null;
}

function directReadings(index: SearchIndex, folded: string, mayGoOn: boolean): Map<number, number> {
  const readings = new Map<number, number>();
  const other = otherSpelling(folded);
  for (const [spelling, weight] of [
    [folded, 1],
    [other, sure.otherSpelling],
  ] as const) {
    const number = spelling === null ? -1 : wordNumber(index, spelling);
    if (number >= 0) readings.set(number, weight);
  }
  if (!mayGoOn) return readings;
  const [from, to] = wordsBeginning(index, folded);
  for (let word = from; word < to; word += 1) {
    if (readings.has(word)) continue;
    const share = folded.length / (index.words[word]?.length ?? 1);
    readings.set(word, sure.beginning * (0.5 + share / 2));
  }
  return readings;
}

function leftoverReadings(
  index: SearchIndex,
  folded: string,
  mayGoOn: boolean,
): Map<number, number> {
  const plain = withoutTelex(folded) ?? withoutVni(folded);
  if (plain === null) return new Map();
  const readings = [...directReadings(index, plain, mayGoOn)];
  return new Map(
    readings
      .filter(([word]) => namedBy(index, word) > 0)
      .map(([word, weight]) => [word, weight * sure.leftover]),
  );
}

function slipReadings({ errors }: Vocabulary, folded: string): Map<number, number> {
  return new Map(
    errors(folded).map(({ word, distance }) => [
      word,
      distance <= 1 ? sure.slip + 0.2 * (1 - distance) : sure.twoSlips,
    ]),
  );
}

/** Two to four words typed without blanks, each of them one of names and aliases; the fewest there can be. */
function splitWord(index: SearchIndex, folded: string, partsMax = 4): number[] {
  if (partsMax === 0) return [];
  const whole = wordNumber(index, folded);
  if (whole >= 0 && namedBy(index, whole) > 0) return [whole];
  let best: number[] = [];
  for (let at = 2; at <= folded.length - 2; at += 1) {
    const first = wordNumber(index, folded.slice(0, at));
    if (first < 0 || namedBy(index, first) === 0) continue;
    const rest = splitWord(index, folded.slice(at), partsMax - 1);
    if (rest.length > 0 && (best.length === 0 || rest.length < best.length - 1)) {
      best = [first, ...rest];
    }
  }
  return best;
}

/** Both, the surer one of each word. */
function joined(
  one: ReadonlyMap<number, number>,
  other: ReadonlyMap<number, number>,
): Map<number, number> {
  const all = new Map(one);
  for (const [word, weight] of other) all.set(word, Math.max(weight, all.get(word) ?? 0));
  return all;
}

function queryWord(
  vocabulary: Vocabulary,
  typed: string,
  readings: ReadonlyMap<number, number>,
  mended: boolean,
): QueryWord {
  const filling = isFilling(typed);
  const { index } = vocabulary;
  const marked = !mended && hasMarks(typed) ? markedNumber(vocabulary, typed) : null;
  const meant = marked === -1 ? withOtherMarks(index, readings) : readings;
  const share = filling ? fillingShare : 1;
  const [weight, demand] = weightAndDemand(index, meant);
  return {
    ...{ typed, marked, readings: meant, filling, mended },
    ...{ weight: weight * share, demand: demand * share },
  };
}

/** The word as names and aliases write it, in either spelling; -1 if none of them has it with these marks. */
function markedNumber({ marked }: Vocabulary, typed: string): number {
  const form = markedForm(typed);
  return marked.get(form) ?? marked.get(otherMarkedSpelling(form) ?? '') ?? -1;
}

/** Who types marks means them: words that are the same only without them are less likely. */
function withOtherMarks(
  index: SearchIndex,
  readings: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> {
  return new Map(
    [...readings].map(([word, sureness]) => [
      word,
      namedBy(index, word) > 0 ? sureness * sure.otherMarks : sureness,
    ]),
  );
}

/** A word that nothing in the catalogue can stand for tells little about which procedure is meant. */
const unknownWeight = 1;

/** Inverse document frequency of the surest reading, less for an unsure one, and the same if it were sure. */
function weightAndDemand(
  index: SearchIndex,
  readings: ReadonlyMap<number, number>,
): [weight: number, demand: number] {
  const { procedures } = index;
  // As rare as a telling word is: what nobody knows is not passed over when it is asked what was found.
  if (readings.size === 0) return [unknownWeight, wordWeight(procedures, Math.sqrt(procedures))];
  let surest = 0;
  let holders = 0;
  for (const [word, sureness] of readings) {
    if (sureness < surest) continue;
    const named = namedBy(index, word);
    holders = sureness > surest ? named : Math.max(holders, named);
    surest = sureness;
  }
  const demand = wordWeight(procedures, holders);
  return [demand * surest, demand];
}

/** How much a word tells that stands in so many of all procedures. */
export function wordWeight(procedures: number, holders: number): number {
  return Math.log(1 + (procedures + 1) / (holders + 1));
}
