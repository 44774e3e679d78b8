import type { Lists, SearchIndex } from './search-index.ts';
import { searchWordsMax } from '../../limits.ts';
import type { QueryWord } from './understand.ts';
import { lengthOf } from './vocabulary.ts';

/** What a match in each place counts against one in the name. */
const placeShare = { name: 1, alias: 0.95, text: 0.3 };
/** A guess less sure than this may rank a procedure; that the word was found there is not said. */
const surelyFound = 0.65;
/** One or two letters begin a large part of all words: they are not looked for in the long texts. */
const textReadingsMax = 64;
const bitsInCell = 32;
/** A word is common whose lists are so many times longer than a set of one bit each: a few thousand at most are. */
const commonTimes = 4;

/**
 * How strongly each procedure answers a search, worked out along the lists of the search's words and nowhere else. Names
 * and aliases are weighed; of the texts, which hold common words in almost every procedure, only one bit is kept.
 * All arrays are made once; what a search left in them is taken out before the next.
 */
export class StrengthMeter {
  /** By number: names and aliases, from 0 to the sum of the words' weights. */
  readonly strength: Float32Array;
  /** By number, bit n: word n of the search stands in the name or an alias. */
  readonly named: Uint16Array;
  /** 1 by number: an alias holds some of it. */
  readonly spoken: Uint8Array;
  /** The numbers whose name or alias holds anything: the first `namedCount` are good. */
  readonly reached: Uint32Array;
  reachedCount = 0;
  /** The same as a set of one bit each. */
  readonly reachedSet: Uint32Array;
  /** A set of numbers, one bit each: those that hold every telling word, anywhere. */
  readonly whole: Uint32Array;
  readonly #index: SearchIndex;
  /** For each word of the search the set of the numbers that hold it, anywhere. */
  readonly #holders: readonly Uint32Array[];
  /** By number: what the word at hand counts so far. */
  readonly #best: Float32Array;
  readonly #common = new Map<number, Uint32Array>();
  #words: readonly QueryWord[] = [];

  constructor(index: SearchIndex) {
    const { procedures } = index;
    const cells = Math.ceil(procedures / bitsInCell);
    this.#index = index;
    this.strength = new Float32Array(procedures);
    this.named = new Uint16Array(procedures);
    this.spoken = new Uint8Array(procedures);
    this.reached = new Uint32Array(procedures);
    this.reachedSet = new Uint32Array(cells);
    this.whole = new Uint32Array(cells);
    this.#best = new Float32Array(procedures);
    this.#holders = Array.from({ length: searchWordsMax }, () => new Uint32Array(cells));
  }

  /** What stands in the arrays is good until the next call. */
  measure(words: readonly QueryWord[]): void {
    this.#clear();
    this.#words = words;
    this.whole.fill(words.length > 0 ? 0xffffffff : 0);
    words.forEach((word, at) => this.#add(word, at));
  }

  /** Whether any procedure holds every telling word. */
  get someHoldAll(): boolean {
    return this.whole.some((cell) => cell !== 0);
  }

  holdsAll(number: number): boolean {
    return isIn(this.whole, number);
  }

  /** Visits the procedures that hold every telling word, and none of the search in name or alias. */
  forEachByText(visit: (number: number) => void): void {
    for (let cell = 0; cell < this.whole.length; cell += 1) {
      let bits = (this.whole[cell] ?? 0) & ~(this.reachedSet[cell] ?? 0);
      while (bits !== 0) {
        visit(cell * bitsInCell + 31 - Math.clz32(bits & -bits));
        bits &= bits - 1;
      }
    }
  }

  /** With what only the text holds. */
  fullStrength(number: number): number {
    const named = this.named[number] ?? 0;
    let strength = this.strength[number] ?? 0;
    for (let at = 0; at < this.#words.length; at += 1) {
      if ((named >> at) & 1 || !isIn(this.#holders[at], number)) continue;
      strength += (this.#words[at]?.weight ?? 0) * placeShare.text;
    }
    return strength;
  }

  #clear(): void {
    for (let at = 0; at < this.reachedCount; at += 1) {
      const number = this.reached[at] ?? 0;
      this.strength[number] = 0;
      this.named[number] = 0;
      this.spoken[number] = 0;
    }
    this.reachedCount = 0;
    this.reachedSet.fill(0);
  }

  #add({ readings, weight, filling }: QueryWord, at: number): void {
    const { inName, inAlias } = this.#index;
    const holders = this.#holders[at] ?? new Uint32Array(0);
    holders.fill(0);
    for (const [word, sureness] of readings) {
      this.#raise(inName, word, { at, weight, to: sureness * placeShare.name });
      this.#raise(inAlias, word, { at, weight, to: sureness * placeShare.alias });
      mark(this.spoken, inAlias, word);
      if (sureness >= surelyFound) this.#include(holders, word, readings.size <= textReadingsMax);
    }
    if (filling) return;
    const { whole } = this;
    for (let cell = 0; cell < whole.length; cell += 1) {
      whole[cell] = (whole[cell] ?? 0) & (holders[cell] ?? 0);
    }
  }

  /** Adds the procedures that hold a word to a set. Of common words the set is kept: it is shorter than their lists. */
  #include(holders: Uint32Array, word: number, inTexts: boolean): void {
    const { inName, inAlias, inText } = this.#index;
    const lists = inTexts ? [inName, inAlias, inText] : [inName, inAlias];
    const common = lengthOf(inText, word) + lengthOf(inName, word) > holders.length * commonTimes;
    if (!common || !inTexts) {
      for (const list of lists) include(holders, list, word);
      return;
    }
    let set = this.#common.get(word);
    if (!set) {
      set = new Uint32Array(holders.length);
      for (const list of lists) include(set, list, word);
      this.#common.set(word, set);
    }
    for (let cell = 0; cell < set.length; cell += 1) {
      holders[cell] = (holders[cell] ?? 0) | (set[cell] ?? 0);
    }
  }

  /** Raises what the word `at` counts in each procedure of a list to `to`, where it counted less. */
  #raise({ starts, items }: Lists, word: number, { at, weight, to }: Rise): void {
    const { strength, named, reached, reachedSet } = this;
    const best = this.#best;
    const bit = 1 << at;
    const end = starts[word + 1] ?? 0;
    for (let place = starts[word] ?? 0; place < end; place += 1) {
      const number = items[place] ?? 0;
      const bits = named[number] ?? 0;
      const before = (bits & bit) === 0 ? 0 : (best[number] ?? 0);
      if (before >= to) continue;
      if (bits === 0) {
        reached[this.reachedCount++] = number;
        reachedSet[number >>> 5] = (reachedSet[number >>> 5] ?? 0) | (1 << (number & 31));
      }
      named[number] = bits | bit;
      best[number] = to;
      strength[number] = (strength[number] ?? 0) + weight * (to - before);
    }
  }
}

type Rise = { readonly at: number; readonly weight: number; readonly to: number };

/** Whether a number is in a set of one bit each. */
function isIn(set: Uint32Array | undefined, number: number): boolean {
  return (((set?.[number >>> 5] ?? 0) >>> (number & 31)) & 1) === 1;
}

function include(set: Uint32Array, { starts, items }: Lists, word: number): void {
  const end = starts[word + 1] ?? 0;
  for (let place = starts[word] ?? 0; place < end; place += 1) {
    const number = items[place] ?? 0;
    set[number >>> 5] = (set[number >>> 5] ?? 0) | (1 << (number & 31));
  }
}

function mark(marks: Uint8Array, { starts, items }: Lists, word: number): void {
  const end = starts[word + 1] ?? 0;
  for (let place = starts[word] ?? 0; place < end; place += 1) marks[items[place] ?? 0] = 1;
}
