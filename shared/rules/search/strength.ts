import type { Lists, SearchIndex } from './search-index.ts';
import type { QueryWord } from './understand.ts';

/** What a match in each place counts against one in the name. */
const placeShare = { name: 1, alias: 0.95, text: 0.3 };
/** One or two letters begin a large part of all words: they are not looked for in the long texts. */
const textReadingsMax = 64;

/** How strongly each procedure answers, by number: from 0 to the sum of the words' weights. */
export type Strengths = {
  readonly strength: Float32Array;
  /** Bit n: word n of the search was found, anywhere; in the name or an alias. */
  readonly anywhere: Uint16Array;
  readonly named: Uint16Array;
};

/** One pass over the procedures that hold the words, however many words and procedures there are. */
export class StrengthMeter {
  readonly #index: SearchIndex;
  readonly #best: Float32Array;
  readonly #strengths: Strengths;

  constructor(index: SearchIndex) {
    this.#index = index;
    this.#best = new Float32Array(index.procedures);
    this.#strengths = {
      strength: new Float32Array(index.procedures),
      anywhere: new Uint16Array(index.procedures),
      named: new Uint16Array(index.procedures),
    };
  }

  /** The result is good until the next call. */
  measure(words: readonly QueryWord[]): Strengths {
    const { strength, anywhere, named } = this.#strengths;
    for (const array of [strength, anywhere, named]) array.fill(0);
    words.forEach((word, at) => this.#add(word, 1 << at));
    return this.#strengths;
  }

  #add({ readings, weight }: QueryWord, bit: number): void {
    const { inName, inAlias, inText } = this.#index;
    const { strength, anywhere, named } = this.#strengths;
    const best = this.#best.fill(0);
    for (const [word, sureness] of readings) {
      raise(best, named, bit, { list: inName, word, to: sureness * placeShare.name });
      raise(best, named, bit, { list: inAlias, word, to: sureness * placeShare.alias });
      if (readings.size > textReadingsMax) continue;
      raise(best, anywhere, bit, { list: inText, word, to: sureness * placeShare.text });
    }
    for (let number = 0; number < best.length; number += 1) {
      strength[number] = (strength[number] ?? 0) + weight * (best[number] ?? 0);
    }
    for (let number = 0; number < named.length; number += 1) {
      anywhere[number] = (anywhere[number] ?? 0) | ((named[number] ?? 0) & bit);
    }
  }
}

type Rise = { readonly list: Lists; readonly word: number; readonly to: number };

function raise(best: Float32Array, seen: Uint16Array, bit: number, { list, word, to }: Rise): void {
  const { starts, items } = list;
  const end = starts[word + 1] ?? 0;
  for (let at = starts[word] ?? 0; at < end; at += 1) {
    const number = items[at] ?? 0;
    if ((best[number] ?? 0) < to) best[number] = to;
    seen[number] = (seen[number] ?? 0) | bit;
  }
}
