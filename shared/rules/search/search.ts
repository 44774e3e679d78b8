import { foundShownMax, searchTextLengthMax } from '../../limits.ts';
import { codesLike } from './codes.ts';
import { Meanings } from './meanings.ts';
import { rank, slice, type Ranked } from './rank.ts';
import type { SearchIndex } from './search-index.ts';
import { StrengthMeter } from './strength.ts';
import { Strongest } from './strongest.ts';
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
  /** Much of the search stands in neither the name nor an alias: its text tells why. */
  readonly byText: boolean;
};

export type SearchOutcome = {
  /** Best first, at most `foundShownMax`. */
  readonly found: readonly Found[];
  readonly total: number;
  /** The numbers of the best ones, if their names are nearly the same: the search does not tell them apart. */
  readonly twins: readonly number[];
  /** Only if little or nothing was found. */
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

/** Without every word, a procedure is an answer from this share of what the search demands on. */
const foundShare = 0.45;
/** A name or alias that holds this share of the search's weight tells by itself why it was found. */
const tellingShare = 0.65;
/** As many of the strongest are ranked in detail. */
const rankedMax = 64;
/** How much a name counts, when the strongest are chosen, that says little else; an alias may be such a one. */
const briefWorth = 0.5;
const spokenWorth = 0.3;
const ownWorth = 0.02;
/** With fewer answers than this the nearest of the others are offered as well. */
const fewAnswers = 4;
const nearestMax = 6;

const nothing = { found: [], total: 0, twins: [], nearest: [], readAs: null, words: [] };

/** The search over one catalogue. Any text is a search: operators, emoji and half characters are just text. */
export class ProcedureSearch {
  readonly index: SearchIndex;
  readonly #vocabulary: Vocabulary;
  readonly #meanings: Meanings;
  /** Two, as a search with typing errors mended is held against the one as typed. */
  readonly #asTyped: StrengthMeter;
  readonly #mended: StrengthMeter;
  readonly #answers = new Strongest(rankedMax);
  readonly #near = new Strongest(rankedMax);
  /** How much each folded word tells. */
  readonly #weights: Float32Array;
  /** The same of all words of each name together. */
  readonly #nameWeights: Float32Array;

  constructor(index: SearchIndex) {
    this.index = index;
    this.#vocabulary = {
      index,
      errors: mendTypingErrors(index),
      marked: new Map(index.markedWords.map((word, number) => [markedForm(word), number])),
    };
    this.#meanings = new Meanings(index);
    this.#asTyped = new StrengthMeter(index);
    this.#mended = new StrengthMeter(index);
    this.#weights = Float32Array.from(index.words, (_, word) =>
      wordWeight(index.procedures, namedBy(index, word)),
    );
    this.#nameWeights = nameWeights(index, this.#weights);
  }

  search(text: string, options: SearchOptions = {}): SearchOutcome {
    const typed = text.slice(0, searchTextLengthMax);
    const coded = codesLike(this.index, typed).filter((number) => isAmong(options, number));
    if (coded.length > 0) return byCode(coded);
    const { words, meter } = this.#measure(typed);
    if (words.length === 0) return nothing;
    const total = this.#choose(meter, words, options);
    const ranked = this.#ranked(this.#answers, meter, words, options);
    const near = total < fewAnswers ? this.#ranked(this.#near, meter, words, options) : [];
    const described = (some: readonly Ranked[]): Found[] =>
      some.map((it) => foundOf(it, meter, words));
    return {
      found: described(ranked.slice(0, foundShownMax)),
      total,
      twins: twinsOf(this.index, ranked),
      nearest: described(near.slice(0, nearestMax)),
      readAs: readAs(this.index, words, ranked[0] ?? near[0]),
      words,
    };
  }

  /** First as typed; if nothing holds all words, with typing errors looked for in every word. */
  #measure(text: string): { words: readonly QueryWord[]; meter: StrengthMeter } {
    const words = understand(this.#vocabulary, text, false);
    this.#asTyped.measure(words);
    if (words.length === 0 || this.#asTyped.someHoldAll) return { words, meter: this.#asTyped };
    const generous = understand(this.#vocabulary, text, true);
    this.#mended.measure(generous);
    if (this.#mended.someHoldAll) return { words: generous, meter: this.#mended };
    return { words, meter: this.#asTyped };
  }

  /** Chooses the strongest answers and the strongest of what is only near. @returns how many answers there are */
  #choose(meter: StrengthMeter, words: readonly QueryWord[], options: SearchOptions): number {
    const { strength, spoken, reached } = meter;
    const { received } = options;
    const whole = weightOf(words);
    const enough = foundShare * words.reduce((sum, { demand }) => sum + demand, 0);
    this.#answers.clear();
    this.#near.clear();
    let total = 0;
    for (let at = 0; at < meter.reachedCount; at += 1) {
      const number = reached[at] ?? 0;
      if (!isAmong(options, number)) continue;
      const strong = strength[number] ?? 0;
      const brief = Math.min(1, strong / (this.#nameWeights[number] ?? 1)) * briefWorth;
      const score =
        strong / whole +
        Math.max(brief, spoken[number] === 1 ? spokenWorth : 0) +
        (received?.[number] === 1 ? ownWorth : 0);
      const isAnswer = strong >= enough || meter.holdsAll(number);
      if (isAnswer) total += 1;
      if (isAnswer) this.#answers.offer(number, score);
      else if (total < fewAnswers) this.#near.offer(number, score);
    }
    return total + this.#chooseByText(meter, options);
  }

  /** What holds all the words in its text alone comes after every name. @returns how many */
  #chooseByText(meter: StrengthMeter, options: SearchOptions): number {
    let total = 0;
    meter.forEachByText((number) => {
      if (!isAmong(options, number)) return;
      total += 1;
      if (this.#answers.count < rankedMax) this.#answers.offer(number, 0);
    });
    return total;
  }

  #ranked(
    chosen: Strongest,
    meter: StrengthMeter,
    words: readonly QueryWord[],
    { received = null }: SearchOptions,
  ): Ranked[] {
    this.#meanings.read(words);
    const weight = weightOf(words);
    const { index } = this;
    const ranking = {
      ...{ index, words, weight, received },
      ...{ meanings: this.#meanings, weights: this.#weights },
    };
    return chosen
      .numbers()
      .map((number) => rank(ranking, number, meter.fullStrength(number) / weight))
      .sort((a, b) => b.score - a.score || a.number - b.number);
  }
}

/** How much the words of each name tell, together. */
function nameWeights(
  { procedures, names, foldedOf }: SearchIndex,
  weights: Float32Array,
): Float32Array {
  const sums = new Float32Array(procedures);
  for (let number = 0; number < procedures; number += 1) {
    const end = names.starts[number + 1] ?? 0;
    let sum = 0;
    for (let at = names.starts[number] ?? 0; at < end; at += 1) {
      sum += weights[foldedOf[names.items[at] ?? 0] ?? 0] ?? 0;
    }
    sums[number] = sum;
  }
  return sums;
}

function byCode(numbers: readonly number[]): SearchOutcome {
  const found = numbers
    .slice(0, foundShownMax)
    .map((number) => ({ number, alias: null, byCode: true, byText: false }));
  return { ...nothing, found, total: numbers.length };
}

function foundOf(
  { number, alias }: Ranked,
  { strength }: StrengthMeter,
  words: readonly QueryWord[],
): Found {
  const byText = (strength[number] ?? 0) < tellingShare * weightOf(words);
  return { number, alias, byCode: false, byText };
}

function weightOf(words: readonly QueryWord[]): number {
  return words.reduce((sum, { weight }) => sum + weight, 0);
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
