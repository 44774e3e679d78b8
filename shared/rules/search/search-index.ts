/**
 * What a search reads: numbers in typed arrays, so that it is built once at installation, stored as it is, and read
 * back without being built again. Procedures, words and aliases are named by their numbers from 0.
 *
 * A list of lists is two arrays: `starts[i]` to `starts[i + 1]` bound what belongs to `i` in the array of items.
 */
export type Lists = { readonly starts: Uint32Array; readonly items: Uint32Array };

export type SearchIndex = {
  readonly procedures: number;
  /** Codes in lower case, by procedure. */
  readonly codes: readonly string[];
  /** Folded words in the order of their code units: words with one beginning are neighbours. */
  readonly words: readonly string[];
  /** Words with their marks, as names and aliases write them, lower case, NFC. */
  readonly markedWords: readonly string[];
  /** The folded word of each marked word. */
  readonly foldedOf: Uint32Array;
  /** Procedures by folded word, ascending: in the name, in its aliases and keywords, in the rest of its text. */
  readonly inName: Lists;
  readonly inAlias: Lists;
  readonly inText: Lists;
  /** Marked words of each name, in order. */
  readonly names: Lists;
  /** Marked words of each alias, in order; the aliases of each procedure. */
  readonly aliases: Lists;
  readonly aliasesOf: Lists;
  /** 1: in force. */
  readonly inForce: Uint8Array;
};
