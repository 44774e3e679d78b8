import { fold } from '../folding.ts';
import { slice, type Ranked } from './rank.ts';
import type { SearchIndex } from './search-index.ts';
import { wordsOf } from './words.ts';

/** Scores this close to the best are no reason to prefer one. */
const closeScore = 0.9;
/** Names are near-twins from this share of common words on (Dice). */
const commonShare = 0.72;
const twinsMax = 6;
/** Whole lists of look-alikes are not asked about, only the top. */
const lookedAtMax = 12;

/** The best ones if their names are nearly the same, best first; empty if the best one stands alone. */
export function twinsOf(index: SearchIndex, ranked: readonly Ranked[]): number[] {
  const [best] = ranked;
  if (!best) return [];
  const name = foldedName(index, best.number);
  const close = ranked
    .slice(0, lookedAtMax)
    .filter(({ score }) => score >= best.score * closeScore)
    .filter(({ number }) => dice(name, foldedName(index, number)) >= commonShare)
    .map(({ number }) => number);
  return close.length > 1 ? close.slice(0, twinsMax) : [];
}

function foldedName(index: SearchIndex, number: number): Set<number> {
  return new Set(Array.from(slice(index.names, number), (marked) => index.foldedOf[marked] ?? 0));
}

function dice(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  let common = 0;
  for (const word of one) if (other.has(word)) common += 1;
  return (2 * common) / (one.size + other.size);
}

/** For each name the words that not all of the names have: from the first offset to the one after the last. */
export function differences(names: readonly string[]): [number, number][][] {
  const words = names.map((name) => wordsOf(name));
  const sets = words.map((list) => new Set(list.map(({ text }) => fold(text))));
  return words.map((list) =>
    list
      .filter(({ text }) => !sets.every((set) => set.has(fold(text))))
      .map(({ from, to }) => [from, to]),
  );
}
