import type { SearchIndex } from './search-index.ts';
import type { QueryWord } from './understand.ts';

/** How well one text, a name or an alias, answers a search. All shares are from 0 to 1. */
type Fit = {
  /** How much of the search it holds, by weight. */
  readonly found: number;
  /** How much of the text the search covers, by weight. */
  readonly covered: number;
  /** How many neighbours in the search are neighbours in the text, in the same order. */
  readonly together: number;
  /** Words typed with marks: the share with the same marks less the share with others. */
  readonly marks: number;
};

/** What each virtue is worth beside holding the words at all. */
const worth = { covered: 0.5, together: 0.6, marks: 0.3, strength: 0.35, own: 0.05, ended: 0.2 };
const aliasShare = 0.97;

export type Ranked = {
  readonly number: number;
  readonly score: number;
  /** The alias that answers better than the name does; null when the name does best. */
  readonly alias: number | null;
};

export type Ranking = {
  readonly index: SearchIndex;
  readonly words: readonly QueryWord[];
  /** How much each folded word tells. */
  readonly weights: Float32Array;
  /** 1 by number: the unit receives it. */
  readonly received: Uint8Array | null;
};

/** Ranks one procedure; `strength` is its share of the search's whole weight. */
export function rank(ranking: Ranking, number: number, strength: number): Ranked {
  const { index, received } = ranking;
  const { names, aliasesOf, aliases } = index;
  let best = value(fitOf(ranking, slice(names, number)));
  let alias: number | null = null;
  for (const candidate of slice(aliasesOf, number)) {
    const of = aliasShare * value(fitOf(ranking, slice(aliases, candidate)));
    if (of > best) [best, alias] = [of, candidate];
  }
  const own = received?.[number] === 1 ? worth.own : 0;
  const ended = index.inForce[number] === 1 ? 0 : worth.ended;
  return { number, alias, score: best + worth.strength * strength + own - ended };
}

function value({ found, covered, together, marks }: Fit): number {
  return found * (1 + worth.covered * covered + worth.together * together) + worth.marks * marks;
}

function fitOf({ index, words, weights }: Ranking, text: Uint32Array): Fit {
  let total = 0;
  let found = 0;
  let marks = 0;
  let pairs = 0;
  let before = -2;
  let held = 0;
  let whole = 0;
  const used = new Uint8Array(text.length);
  for (const word of words) {
    const match = place(index, word, text, before + 1);
    total += word.weight;
    if (match.at < 0) continue;
    used[match.at] = 1;
    found += word.weight * match.sureness;
    if (match.at === before + 1) pairs += 1;
    before = match.at;
    if (word.marked === null) continue;
    const same = text[match.at] === word.marked;
    marks += same ? word.weight : -word.weight;
  }
  for (let at = 0; at < text.length; at += 1) {
    const folded = index.foldedOf[text[at] ?? 0] ?? 0;
    const weight = weights[folded] ?? 0;
    whole += weight;
    if (used[at] === 1) held += weight;
  }
  return {
    found: total === 0 ? 0 : found / total,
    covered: whole === 0 ? 0 : held / whole,
    together: words.length < 2 ? 0 : pairs / (words.length - 1),
    marks: total === 0 ? 0 : marks / total,
  };
}

/** Where a word of the search stands in a text: best at `next`, right after the word before; -1 nowhere. */
function place(
  index: SearchIndex,
  word: QueryWord,
  text: Uint32Array,
  next: number,
): { at: number; sureness: number } {
  let best = { at: -1, sureness: 0 };
  let bestValue = 0;
  for (let at = 0; at < text.length; at += 1) {
    const marked = text[at] ?? 0;
    const sureness = word.readings.get(index.foldedOf[marked] ?? 0) ?? 0;
    if (sureness === 0) continue;
    const sameMarks = marked === word.marked;
    const preferred = sureness + (at === next ? 0.1 : 0) + (sameMarks ? 0.2 : 0);
    if (preferred > bestValue) [best, bestValue] = [{ at, sureness }, preferred];
  }
  return best;
}

/** The items of one list. */
export function slice(
  lists: { readonly starts: Uint32Array; readonly items: Uint32Array },
  list: number,
): Uint32Array {
  return lists.items.subarray(lists.starts[list] ?? 0, lists.starts[list + 1] ?? 0);
}
