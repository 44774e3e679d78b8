import type { SearchIndex } from './search-index.ts';

/** The number of a folded word, or -1. */
export function wordNumber(index: SearchIndex, folded: string): number {
  const at = firstNotBefore(index.words, folded);
  return index.words[at] === folded ? at : -1;
}

/** The numbers of all words that begin like this: from the first to the one after the last. */
export function wordsBeginning(index: SearchIndex, beginning: string): [from: number, to: number] {
  const from = firstNotBefore(index.words, beginning);
  return [from, firstNotBefore(index.words, `${beginning}\uffff`)];
}

/** In how many procedures a word stands in the name or an alias; the larger of the two. */
export function namedBy(index: SearchIndex, word: number): number {
  return Math.max(lengthOf(index.inName, word), lengthOf(index.inAlias, word));
}

export function lengthOf({ starts }: { readonly starts: Uint32Array }, list: number): number {
  return (starts[list + 1] ?? 0) - (starts[list] ?? 0);
}

function firstNotBefore(words: readonly string[], sought: string): number {
  let from = 0;
  let to = words.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((words[middle] ?? '') < sought) from = middle + 1;
    else to = middle;
  }
  return from;
}
