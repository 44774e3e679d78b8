import type { Meanings } from './meanings.ts';
import type { Lists, SearchIndex } from './search-index.ts';
import type { QueryWord } from './understand.ts';

/** What each virtue of a text that holds words of a search is worth. */
const worth = {
  found: 0.6,
  covered: 0.8,
  together: 0.6,
  marks: 0.3,
  strength: 0.35,
  own: 0.05,
  ended: 0.2,
};
const aliasShare = 0.97;
/** Where a word stands several times: right after the word before it, and with the marks that were typed. */
const preferred = { next: 0.1, sameMarks: 0.2 };

export type Ranked = {
  readonly number: number;
  readonly score: number;
  /** The alias that answers better than the name does; null when the name does best. */
  readonly alias: number | null;
};

export type Ranking = {
  readonly index: SearchIndex;
  readonly words: readonly QueryWord[];
  /** Filled with these words. */
  readonly meanings: Meanings;
  /** The sum of the words' weights. */
  readonly weight: number;
  /** How much each folded word tells. */
  readonly weights: Float32Array;
  /** 1 by number: the unit receives it. */
  readonly received: Uint8Array | null;
};

/** Ranks one procedure; `strength` is its share of the search's whole weight. */
export function rank(ranking: Ranking, number: number, strength: number): Ranked {
  const { index, received } = ranking;
  const { names, aliasesOf, aliases } = index;
  let best = fit(ranking, names, number);
  let alias: number | null = null;
  const end = aliasesOf.starts[number + 1] ?? 0;
  for (let at = aliasesOf.starts[number] ?? 0; at < end; at += 1) {
    const candidate = aliasesOf.items[at] ?? 0;
    const of = aliasShare * fit(ranking, aliases, candidate);
    if (of > best) [best, alias] = [of, candidate];
  }
  const own = received?.[number] === 1 ? worth.own : 0;
  const ended = index.inForce[number] === 1 ? 0 : worth.ended;
  return { number, alias, score: best + worth.strength * strength + own - ended };
}

/** The words of the text at hand that the search knows: their places, as there are at most so many. */
const hitsMax = 64;
const hits = new Uint32Array(hitsMax);

/** How well one text, a name or an alias, answers a search. All shares are from 0 to 1. */
function fit(ranking: Ranking, { starts, items }: Lists, list: number): number {
  const { index, meanings, weights, words } = ranking;
  const start = starts[list] ?? 0;
  const end = starts[list + 1] ?? 0;
  let count = 0;
  let held = 0;
  let whole = 0;
  for (let at = start; at < end; at += 1) {
    const folded = index.foldedOf[items[at] ?? 0] ?? 0;
    whole += weights[folded] ?? 0;
    if (meanings.bits[folded] === 0 || count === hitsMax) continue;
    held += weights[folded] ?? 0;
    hits[count++] = at;
  }
  if (count === 0) return 0;
  const { found, marks, pairs } = matched(ranking, items, count);
  const covered = whole === 0 ? 0 : held / whole;
  const most = Math.min(words.length, count) - 1;
  const together = most < 1 ? 0 : pairs / most;
  return (
    found * (worth.found + worth.covered * covered + worth.together * together) +
    worth.marks * marks
  );
}

type Matched = {
  /** How much of the search the text holds, by weight. */
  readonly found: number;
  /** Words typed with marks: the share with the same marks less the share with others. */
  readonly marks: number;
  /** How many neighbours in the search are neighbours in the text, in the same order. */
  readonly pairs: number;
};

function matched(
  { index, words, meanings, weight }: Ranking,
  items: Uint32Array,
  count: number,
): Matched {
  let found = 0;
  let marks = 0;
  let pairs = 0;
  let before = -2;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (!word) continue;
    let place = -1;
    let most = 0;
    for (let hit = 0; hit < count; hit += 1) {
      const here = hits[hit] ?? 0;
      const marked = items[here] ?? 0;
      const folded = index.foldedOf[marked] ?? 0;
      if ((((meanings.bits[folded] ?? 0) >> at) & 1) === 0) continue;
      const value =
        (meanings.sureness[folded] ?? 0) +
        (here === before + 1 ? preferred.next : 0) +
        (marked === word.marked ? preferred.sameMarks : 0);
      if (value > most) [place, most] = [here, value];
    }
    if (place < 0) continue;
    const marked = items[place] ?? 0;
    found += word.weight * (meanings.sureness[index.foldedOf[marked] ?? 0] ?? 0);
    if (place === before + 1) pairs += 1;
    before = place;
    if (word.marked !== null) marks += marked === word.marked ? word.weight : -word.weight;
  }
  return { found: found / weight, marks: marks / weight, pairs };
}

/** The items of one list. */
export function slice({ starts, items }: Lists, list: number): Uint32Array {
  return items.subarray(starts[list] ?? 0, starts[list + 1] ?? 0);
}
