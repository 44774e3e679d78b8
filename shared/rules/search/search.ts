import { foundShownMax, searchTextLengthMax } from '../../limits.ts';
import { codesLike } from './codes.ts';
import { rank, slice, type Ranked } from './rank.ts';
import type { SearchIndex } from './search-index.ts';
import { StrengthMeter, type Strengths } from './strength.ts';
import { twinsOf } from './twins.ts';
import { mendTypingErrors } from './typing-errors.ts';
import { understand, wordWeight, type QueryWord, type Vocabulary } from './understand.ts';
import { namedBy } from './vocabulary.ts';
import { markedForm } from './words.ts';

/** A procedure that was found. `alias`: the number of the alias that answers better than the name does. */
export type Found = {
  readonly number: number;
  readonly alias: number | null;
  /** It was found by its code. */
  readonly byCode: boolean;
  /** Some word of the search stands in neither the name nor an alias: its text tells why. */
  readonly byText: boolean;
};

export type SearchOutcome = {
  /** Best first, at most `foundShownMax`. */
  readonly found: readonly Found[];
  readonly total: number;
  /** The numbers of the best ones, if their names are nearly the same: the search does not tell them apart. */
  readonly twins: readonly number[];
  /** Only if nothing was found. */
  readonly nearest: readonly Found[];
  /** What was looked for, if it is not what was typed. */
  readonly readAs: string | null;
  readonly words: readonly QueryWord[];
};

export type SearchOptions = {
  /** 1 by number: the unit receives it, which puts it before its equals. */
  readonly received?: Uint8Array | null;
  /** 1 by number: looked at; null looks at all. */
  readonly among?: Uint8Array | null;
};

/** Without every word, a procedure is an answer from this share of the search's weight on. */
const foundShare = 0.4;
/** As many of the strongest are ranked in detail. */
const rankedMax = 96;
const nearestMax = 6;

const nothing = { found: [], total: 0, twins: [], nearest: [], readAs: null, words: [] };

/** The search over one catalogue. Any text is a search: operators, emoji and half characters are just text. */
export class ProcedureSearch {
  readonly index: SearchIndex;
  readonly #vocabulary: Vocabulary;
  readonly #meter: StrengthMeter;
  /** How much each folded word tells. */
  readonly #weights: Float32Array;

  constructor(index: SearchIndex) {
    this.index = index;
    this.#vocabulary = {
      index,
      errors: mendTypingErrors(index),
      marked: new Map(index.markedWords.map((word, number) => [markedForm(word), number])),
    };
    this.#meter = new StrengthMeter(index);
    this.#weights = Float32Array.from(index.words, (_, word) =>
      wordWeight(index.procedures, namedBy(index, word)),
    );
  }

  search(text: string, options: SearchOptions = {}): SearchOutcome {
    const typed = text.slice(0, searchTextLengthMax);
    const coded = codesLike(this.index, typed).filter((number) => isAmong(options, number));
    if (coded.length > 0) return byCode(coded);
    const { words, strengths } = this.#measure(typed);
    if (words.length === 0) return nothing;
    const candidates = candidatesOf(strengths, words, options);
    const { index } = this;
    const ranking = { index, words, weights: this.#weights, received: options.received ?? null };
    const weight = weightOf(words);
    const ranked = candidates.numbers
      .map((number) => rank(ranking, number, (strengths.strength[number] ?? 0) / weight))
      .sort((a, b) => b.score - a.score || a.number - b.number);
    const found = ranked.map((it) => foundOf(it, strengths, words));
    const isFound = candidates.total > 0;
    return {
      found: isFound ? found.slice(0, foundShownMax) : [],
      total: candidates.total,
      twins: isFound ? twinsOf(this.index, ranked) : [],
      nearest: isFound ? [] : found.slice(0, nearestMax),
      readAs: readAs(this.index, words, ranked[0]),
      words,
    };
  }

  /** First as typed; if nothing holds all words, with typing errors looked for in every word. */
  #measure(text: string): { words: readonly QueryWord[]; strengths: Strengths } {
    const words = understand(this.#vocabulary, text, false);
    const strengths = this.#meter.measure(words);
    if (words.length === 0 || someHoldAll(strengths, words)) return { words, strengths };
    const generous = understand(this.#vocabulary, text, true);
    if (someHoldAll(this.#meter.measure(generous), generous)) return { words: generous, strengths };
    return { words, strengths: this.#meter.measure(words) };
  }
}

function byCode(numbers: readonly number[]): SearchOutcome {
  const found = numbers
    .slice(0, foundShownMax)
    .map((number) => ({ number, alias: null, byCode: true, byText: false }));
  return { ...nothing, found, total: numbers.length };
}

function foundOf(
  { number, alias }: Ranked,
  { named }: Strengths,
  words: readonly QueryWord[],
): Found {
  const required = requiredBits(words);
  return { number, alias, byCode: false, byText: ((named[number] ?? 0) & required) !== required };
}

/** The words that a whole answer holds: all but filling. */
function requiredBits(words: readonly QueryWord[]): number {
  return words.reduce((bits, { filling }, at) => (filling ? bits : bits | (1 << at)), 0);
}

function someHoldAll({ anywhere }: Strengths, words: readonly QueryWord[]): boolean {
  const required = requiredBits(words);
  return anywhere.some((bits) => (bits & required) === required);
}

function weightOf(words: readonly QueryWord[]): number {
  return words.reduce((sum, { weight }) => sum + weight, 0);
}

/** The strongest numbers. `total` counts the answers among all of them; 0: these are only near. */
function candidatesOf(
  { strength, anywhere }: Strengths,
  words: readonly QueryWord[],
  options: SearchOptions,
): { numbers: readonly number[]; total: number } {
  const required = requiredBits(words);
  const enough = foundShare * weightOf(words);
  const answers: number[] = [];
  const near: number[] = [];
  for (let number = 0; number < strength.length; number += 1) {
    const strong = strength[number] ?? 0;
    if (strong === 0 || !isAmong(options, number)) continue;
    const whole = ((anywhere[number] ?? 0) & required) === required;
    if (whole || strong >= enough) answers.push(number);
    else if (answers.length === 0) near.push(number);
  }
  const numbers = strongest(answers.length > 0 ? answers : near, strength, options.received);
  return { numbers, total: answers.length };
}

const strengthSteps = 512;

/** About `rankedMax` of the strongest, found by counting how many reach each step: nothing is sorted. */
function strongest(
  numbers: readonly number[],
  strength: Float32Array,
  received: Uint8Array | null = null,
): readonly number[] {
  if (numbers.length <= rankedMax) return numbers;
  const most = numbers.reduce((max, number) => Math.max(max, strength[number] ?? 0), 0);
  const stepOf = (number: number): number =>
    Math.floor(((strength[number] ?? 0) / most) * (strengthSteps - 1));
  const reached = new Uint32Array(strengthSteps);
  for (const number of numbers) reached[stepOf(number)] = (reached[stepOf(number)] ?? 0) + 1;
  let least = strengthSteps - 1;
  let count = reached[least] ?? 0;
  while (count < rankedMax) count += reached[--least] ?? 0;
  const strong = numbers.filter((number) => stepOf(number) >= least);
  if (strong.length <= rankedMax * 2) return strong;
  // Hundreds as strong as each other: the unit's own, then any.
  const own = strong.filter((number) => received?.[number] === 1);
  return [...new Set([...own, ...strong])].slice(0, rankedMax * 2);
}

function isAmong({ among }: SearchOptions, number: number): boolean {
  return !among || among[number] === 1;
}

/** The search in words of the best answer, where a word was mended. */
function readAs(
  index: SearchIndex,
  words: readonly QueryWord[],
  best: Ranked | undefined,
): string | null {
  if (!best || !words.some(({ mended }) => mended)) return null;
  const text =
    best.alias === null ? slice(index.names, best.number) : slice(index.aliases, best.alias);
  return words.map((word) => (word.mended ? wordIn(index, text, word) : word.typed)).join(' ');
}

function wordIn(index: SearchIndex, text: Uint32Array, { readings, typed }: QueryWord): string {
  const found = text.find((marked) => readings.has(index.foldedOf[marked] ?? 0));
  return found === undefined ? typed : (index.markedWords[found] ?? typed);
}
