import { fold } from '../folding.ts';
import type { SearchIndex } from './search-index.ts';
import type { QueryWord } from './understand.ts';
import { wordNumber } from './vocabulary.ts';
import { wordsOf, type Word } from './words.ts';

export type Spans = [from: number, to: number][];

/**
 * The parts of a real text that a search found, with the marks it is written with. Of a word that was half typed the
 * part that was typed. Neighbouring words are one part.
 */
export function highlight(index: SearchIndex, words: readonly QueryWord[], text: string): Spans {
  const spans: Spans = [];
  for (const word of wordsOf(text)) {
    const part = partFound(index, words, word);
    if (part === null) continue;
    const last = spans.at(-1);
    if (last && text.slice(last[1], part[0]) === ' ') last[1] = part[1];
    else spans.push(part);
  }
  return spans;
}

/** Folding a word takes longer than looking it up, and the words of a catalogue are few. */
const foldedWords = new Map<string, string>();
const foldedWordsMax = 20_000;

function foldWord(word: string): string {
  let folded = foldedWords.get(word);
  if (folded === undefined) {
    folded = fold(word);
    if (foldedWords.size >= foldedWordsMax) foldedWords.clear();
    foldedWords.set(word, folded);
  }
  return folded;
}

function partFound(
  index: SearchIndex,
  words: readonly QueryWord[],
  { text, from, to }: Word,
): [number, number] | null {
  const folded = foldWord(text);
  const number = wordNumber(index, folded);
  const word = words.find(({ readings }) => readings.has(number));
  if (!word) return null;
  const typed = foldWord(word.typed);
  const isPart = folded.length === text.length && folded.startsWith(typed);
  return [from, isPart ? from + typed.length : to];
}

const snippetLengthMax = 160;

/** A piece of the paragraph that holds most of a search, with what was found in it; null if none holds any. */
export function snippet(
  index: SearchIndex,
  words: readonly QueryWord[],
  texts: readonly string[],
): { text: string; spans: Spans } | null {
  const telling = words.filter(({ filling }) => !filling);
  let best: { text: string; spans: Spans } | null = null;
  let most = 0;
  for (const text of texts) {
    const spans = highlight(index, telling, text);
    const length = spans.reduce((sum, [from, to]) => sum + to - from, 0);
    if (length > most) [best, most] = [{ text, spans }, length];
  }
  return best && cutAround(best.text, best.spans);
}

function cutAround(text: string, spans: Spans): { text: string; spans: Spans } {
  if (text.length <= snippetLengthMax) return { text, spans };
  const first = spans[0]?.[0] ?? 0;
  const wanted = Math.max(0, first - snippetLengthMax / 4);
  const from = wanted === 0 ? 0 : text.indexOf(' ', wanted) + 1;
  const rough = text.slice(from, from + snippetLengthMax);
  const end = from + rough.length < text.length ? rough.lastIndexOf(' ') : rough.length;
  const body = rough.slice(0, end);
  const lead = from > 0 ? '… ' : '';
  const shift = lead.length - from;
  const shown = spans.filter(([start, to]) => start >= from && to <= from + body.length);
  return {
    text: lead + body + (from + body.length < text.length ? ' …' : ''),
    spans: shown.map(([start, to]) => [start + shift, to + shift]),
  };
}
