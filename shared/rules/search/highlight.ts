import { fold } from '../folding.ts';
import type { SearchIndex } from './search-index.ts';
import type { QueryWord } from './understand.ts';
import { wordNumber } from './vocabulary.ts';
import { wordPattern, wordTexts } from './words.ts';

export type Spans = [from: number, to: number][];

/** What was read of texts before: looking up takes less time than folding, and many procedures share a paragraph. */
type Read = {
  /** Words as texts write them → number of the folded word, -1 for none. */
  readonly words: Map<string, number>;
  /** Paragraph → the numbers of its words. */
  readonly paragraphs: Map<string, Int32Array>;
};
const readByIndex = new WeakMap<SearchIndex, Read>();
const wordsMax = 20_000;
const paragraphsMax = 10_000;
const snippetLengthMax = 160;
const blank = 0x20;

/** Marks in real texts what one search found in them. */
export class Highlighter {
  readonly #index: SearchIndex;
  readonly #read: Read;
  /** Folded word → the first word of the search that it answers, folded as typed. */
  readonly #typed = new Map<number, string>();
  readonly #telling = new Set<number>();
  readonly #pattern = new RegExp(wordPattern);

  constructor(index: SearchIndex, words: readonly QueryWord[]) {
    this.#index = index;
    const read = readByIndex.get(index) ?? { words: new Map(), paragraphs: new Map() };
    readByIndex.set(index, read);
    this.#read = read;
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
    const pattern = this.#pattern;
    pattern.lastIndex = 0;
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
    let best: string | null = null;
    let most = 0;
    for (const text of texts) {
      let letters = 0;
      for (const number of this.#numbersOf(text)) {
        if (this.#telling.has(number)) letters += this.#index.words[number]?.length ?? 0;
      }
      if (letters > most) [best, most] = [text, letters];
    }
    return best === null ? null : cutAround(best, this.spans(best, true));
  }

  #numbersOf(paragraph: string): Int32Array {
    const { paragraphs } = this.#read;
    let numbers = paragraphs.get(paragraph);
    if (!numbers) {
      numbers = Int32Array.from(wordTexts(paragraph), (word) => this.#numberOf(word));
      if (paragraphs.size >= paragraphsMax) paragraphs.clear();
      paragraphs.set(paragraph, numbers);
    }
    return numbers;
  }

  #numberOf(word: string): number {
    const { words } = this.#read;
    let number = words.get(word);
    if (number === undefined) {
      number = wordNumber(this.#index, fold(word));
      if (words.size >= wordsMax) words.clear();
      words.set(word, number);
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
