import { typingDistance } from './near-words.ts';
import type { SearchIndex } from './search-index.ts';
import { namedBy } from './vocabulary.ts';

/** Shorter words have too many neighbours to guess from. */
const mendedLengthMin = 3;
/** From this length on two slips are mended, before it one. */
const longWordLength = 6;

export type NearWord = { readonly word: number; readonly distance: number };

/** Finds the words of names and aliases that a mistyped word may have meant. */
export type TypingErrors = (typed: string) => NearWord[];

/**
 * Words are found by what is left of them when one letter is taken out (symmetric deletes, after SymSpell): two words
 * one slip apart have such a rest in common. So only a handful is measured, not the whole vocabulary.
 */
export function mendTypingErrors(index: SearchIndex): TypingErrors {
  const byRest = new Map<string, number[]>();
  index.words.forEach((word, number) => {
    if (namedBy(index, number) === 0) return;
    for (const rest of restsOf(word)) {
      const known = byRest.get(rest);
      if (known) known.push(number);
      else byRest.set(rest, [number]);
    }
  });
  return (typed) => {
    if (typed.length < mendedLengthMin) return [];
    const near = new Set([...restsOf(typed)].flatMap((rest) => byRest.get(rest) ?? []));
    const bound = typed.length >= longWordLength ? 2 : 1;
    return [...near]
      .map((word) => ({ word, distance: typingDistance(typed, index.words[word] ?? '', bound) }))
      .filter(({ distance }) => distance > 0 && distance <= bound);
  };
}

function restsOf(word: string): Set<string> {
  const rests = new Set([word]);
  for (let at = 0; at < word.length; at += 1) rests.add(word.slice(0, at) + word.slice(at + 1));
  return rests;
}
