import { fold } from '../folding.ts';
import type { SearchIndex } from './search-index.ts';
import type { QueryWord } from './understand.ts';
import { wordNumber } from './vocabulary.ts';

export type Spans = [from: number, to: number][];

/** Words as texts write them → number of the folded word, -1 for none: looking up takes less time than folding. */
const numbersOfIndexes = new WeakMap<SearchIndex, Map<string, number>>();
const numbersMax = 20_000;
const snippetLengthMax = 160;
const blank = 0x20;

/** Marks in real texts what one search found in them. */
export class Highlighter {
  readonly #index: SearchIndex;
  readonly #numbers: Map<string, number>;
  /** Folded word → the first word of the search that it answers, folded as typed. */
  readonly #typed = new Map<number, string>();
  readonly #telling = new Set<number>();

  constructor(index: SearchIndex, words: readonly QueryWord[]) {
    this.#index = index;
    const numbers = numbersOfIndexes.get(index) ?? new Map<string, number>();
    numbersOfIndexes.set(index, numbers);
    this.#numbers = numbers;
    for (const { readings, typed, filling } of words) {
      const folded = fold(typed);
      for (const number of readings.keys()) {
        if (!this.#typed.has(number)) this.#typed.set(number, folded);
        if (!filling) this.#telling.add(number);
      }
    }
  }

  /**
   * The parts of a text that were found, with the marks it is written with. Of a word that was half typed the part that
   * was typed. Neighbouring words are one part.
   */
  spans(text: string, onlyTelling = false): Spans {
    const spans: Spans = [];
    const pattern = /[\p{L}\p{M}\p{N}]+/gu;
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      const [word] = match;
      const number = this.#numberOf(word);
      const typed = this.#typed.get(number);
      if (typed === undefined || (onlyTelling && !this.#telling.has(number))) continue;
      const from = match.index;
      const to = from + this.#lengthFound(number, word, typed);
      const last = spans.at(-1);
      if (last?.[1] === from - 1 && text.charCodeAt(from - 1) === blank) last[1] = to;
      else spans.push([from, to]);
    }
    return spans;
  }

  /** A piece of the paragraph that holds most of the search, with what was found in it; null if none holds any. */
  snippet(texts: readonly string[]): { text: string; spans: Spans } | null {
    let best: { text: string; spans: Spans } | null = null;
    let most = 0;
    for (const text of texts) {
      const spans = this.spans(text, true);
      const length = spans.reduce((sum, [from, to]) => sum + to - from, 0);
      if (length > most) [best, most] = [{ text, spans }, length];
    }
    return best && cutAround(best.text, best.spans);
  }

  #numberOf(word: string): number {
    let number = this.#numbers.get(word);
    if (number === undefined) {
      number = wordNumber(this.#index, fold(word));
      if (this.#numbers.size >= numbersMax) this.#numbers.clear();
      this.#numbers.set(word, number);
    }
    return number;
  }

  #lengthFound(number: number, word: string, typed: string): number {
    const folded = this.#index.words[number] ?? '';
    const isPart = folded.length === word.length && folded.startsWith(typed);
    return isPart ? typed.length : word.length;
  }
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
