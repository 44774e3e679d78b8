import type { SearchIndex } from './search-index.ts';
import type { QueryWord } from './understand.ts';

/**
 * For each word of the vocabulary, which words of the search it answers: a table beside the vocabulary, filled for one
 * search and emptied for the next, so that a text is compared with a search by one look at each of its words.
 */
export class Meanings {
  /** By folded word: bit n is word n of the search. */
  readonly bits: Uint16Array;
  /** By folded word: how sure it is that it was meant; of several readings the surest. */
  readonly sureness: Float32Array;
  #filled: number[] = [];

  constructor({ words }: SearchIndex) {
    this.bits = new Uint16Array(words.length);
    this.sureness = new Float32Array(words.length);
  }

  read(words: readonly QueryWord[]): void {
    for (const word of this.#filled) this.bits[word] = 0;
    for (const word of this.#filled) this.sureness[word] = 0;
    this.#filled = [];
    words.forEach(({ readings }, at) => {
      for (const [word, sureness] of readings) {
        this.bits[word] = (this.bits[word] ?? 0) | (1 << at);
        this.sureness[word] = Math.max(this.sureness[word] ?? 0, sureness);
        this.#filled.push(word);
      }
    });
  }
}
