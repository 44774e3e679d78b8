import { fold } from '../folding.ts';
import type { Lists, SearchIndex } from './search-index.ts';
import { splitWords } from './splitting.ts';
import { markedForm } from './words.ts';

/** What the search knows of a procedure. */
export type SearchedProcedure = {
  readonly code: string;
  readonly name: string;
  readonly keywords: readonly string[];
  /** Everything else that can be read on its page. */
  readonly texts: readonly string[];
  readonly inForce: boolean;
};

/** An index, and what its numbers stand for. */
export type BuiltIndex = {
  readonly index: SearchIndex;
  /** By number, which is the Vietnamese order of names: the place of the procedure in the order they were added. */
  readonly places: Uint32Array;
  /** The alias texts by alias number. */
  readonly aliases: readonly string[];
};

type Collected = {
  readonly code: string;
  readonly name: string;
  readonly words: readonly number[];
  readonly aliases: number[];
  readonly inForce: boolean;
};

/** More different ones are read word by word as they come. */
const paragraphsMax = 100_000;
const firstRoom = 4_096;

/** Collects a catalogue and makes its search index. */
export class IndexBuilder {
  readonly #folded = new Numbers();
  readonly #marked = new Numbers();
  /** Words are few and come again: as written → folded and marked number. */
  readonly #foldedAsWritten = new Map<string, number>();
  readonly #markedAsWritten = new Map<string, number>();
  readonly #foldedOf: number[] = [];
  /** Paragraphs come again, too: agencies, laws, forms, what a step always says. */
  readonly #paragraphs = new Map<string, readonly number[]>();
  /** The words of all texts, each once a procedure, in the order the procedures were added. */
  readonly #textWords = new Growing();
  readonly #textStarts: number[] = [0];
  /** Folded word → 1 + the place of the procedure whose text had it last. */
  readonly #lastText = new Growing();
  readonly #procedures: Collected[] = [];
  readonly #places = new Map<string, number>();
  readonly #aliases = new Map<string, { readonly number: number; readonly words: number[] }>();

  add(procedure: SearchedProcedure): void {
    const place = this.#procedures.length;
    const { code, name, inForce } = procedure;
    this.#places.set(code, place);
    let end = this.#textStarts[place] ?? 0;
    for (const text of procedure.texts) end = this.#addText(text, place, end);
    this.#textStarts.push(end);
    const words = splitWords(name).map((word) => this.#markedNumber(word));
    this.#procedures.push({ code, name, words, inForce, aliases: [] });
    for (const keyword of procedure.keywords) this.addAlias(keyword, [code]);
  }

  /** @returns where the words of the texts end then */
  #addText(text: string, place: number, begin: number): number {
    const words = this.#wordsOf(text);
    const last = this.#lastText.upTo(this.#folded.all.length);
    const all = this.#textWords.upTo(begin + words.length);
    let end = begin;
    for (const word of words) {
      if (last[word] === place + 1) continue;
      last[word] = place + 1;
      all[end++] = word;
    }
    return end;
  }

  /** Everyday words for procedures that were added before; codes that were not are left out. */
  addAlias(text: string, codes: readonly string[]): void {
    const number = this.#aliasNumber(text);
    for (const code of codes) {
      const aliases = this.#procedures[this.#places.get(code) ?? -1]?.aliases;
      if (aliases && !aliases.includes(number)) aliases.push(number);
    }
  }

  build(): BuiltIndex {
    const order = this.#inOrderOfNames();
    const sorted = order.flatMap((place) => this.#procedures[place] ?? []);
    const { words, renumbered } = this.#sortedWords();
    const aliasWords = [...this.#aliases.values()].map((alias) => alias.words);
    const foldedOf = Uint32Array.from(this.#foldedOf, (word) => renumbered[word] ?? 0);
    const names = lists(sorted.map((it) => it.words));
    const spoken = lists(
      sorted.map((it) => it.aliases.flatMap((alias) => aliasWords[alias] ?? [])),
    );
    const folded = ({ starts, items }: Lists): Lists => ({
      starts,
      items: items.map((word) => foldedOf[word] ?? 0),
    });
    const index: SearchIndex = {
      ...{ procedures: sorted.length, words, foldedOf, names },
      codes: sorted.map(({ code }) => code.toLowerCase()),
      markedWords: this.#marked.all,
      inName: inverted(folded(names), words.length),
      inAlias: inverted(folded(spoken), words.length),
      inText: this.#inTexts(order, renumbered),
      aliases: lists(aliasWords),
      aliasesOf: lists(sorted.map((it) => it.aliases)),
      inForce: Uint8Array.from(sorted, (it) => Number(it.inForce)),
    };
    return { index, places: Uint32Array.from(order), aliases: [...this.#aliases.keys()] };
  }

  /** The procedures of each word of the texts, by their final numbers; each word stands once for each procedure. */
  #inTexts(order: readonly number[], renumbered: Uint32Array): Lists {
    const length = this.#textStarts.at(-1) ?? 0;
    const all = this.#textWords.upTo(length);
    const starts = new Uint32Array(renumbered.length + 1);
    for (let at = 0; at < length; at += 1) count(starts, renumbered[all[at] ?? 0] ?? 0);
    sumUp(starts);
    const next = starts.slice();
    const items = new Uint32Array(length);
    for (let number = 0; number < order.length; number += 1) {
      const place = order[number] ?? 0;
      const end = this.#textStarts[place + 1] ?? 0;
      for (let at = this.#textStarts[place] ?? 0; at < end; at += 1) {
        const word = renumbered[all[at] ?? 0] ?? 0;
        const to = next[word] ?? 0;
        items[to] = number;
        next[word] = to + 1;
      }
    }
    return { starts, items };
  }

  /** The folded words of a paragraph. */
  #wordsOf(paragraph: string): readonly number[] {
    let words = this.#paragraphs.get(paragraph);
    if (!words) {
      words = splitWords(paragraph).map((word) => this.#foldedNumber(word));
      if (this.#paragraphs.size < paragraphsMax) this.#paragraphs.set(paragraph, words);
    }
    return words;
  }

  #inOrderOfNames(): number[] {
    const vietnamese = new Intl.Collator('vi');
    return this.#procedures
      .map((it, place) => ({ it, place }))
      .sort((a, b) => vietnamese.compare(a.it.name, b.it.name) || (a.it.code < b.it.code ? -1 : 1))
      .map(({ place }) => place);
  }

  #sortedWords(): { words: string[]; renumbered: Uint32Array } {
    const words = [...this.#folded.all].sort((a, b) => (a < b ? -1 : 1));
    const renumbered = new Uint32Array(words.length);
    words.forEach((word, number) => (renumbered[this.#folded.of(word)] = number));
    return { words, renumbered };
  }

  #aliasNumber(text: string): number {
    let alias = this.#aliases.get(text);
    if (!alias) {
      const words = splitWords(text).map((word) => this.#markedNumber(word));
      alias = { number: this.#aliases.size, words };
      this.#aliases.set(text, alias);
    }
    return alias.number;
  }

  #foldedNumber(written: string): number {
    let number = this.#foldedAsWritten.get(written);
    if (number === undefined) {
      number = this.#folded.of(fold(written));
      this.#foldedAsWritten.set(written, number);
    }
    return number;
  }

  #markedNumber(written: string): number {
    let number = this.#markedAsWritten.get(written);
    if (number === undefined) {
      number = this.#marked.of(markedForm(written), written.toLowerCase().normalize('NFC'));
      this.#foldedOf[number] = this.#foldedNumber(written);
      this.#markedAsWritten.set(written, number);
    }
    return number;
  }
}

/** Texts by number, in the order they first came. */
class Numbers {
  readonly all: string[] = [];
  readonly #numbers = new Map<string, number>();

  /** `shown`: how the text is kept in {@link all}, from its first coming. */
  of(text: string, shown = text): number {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.all.length;
      this.all.push(shown);
      this.#numbers.set(text, number);
    }
    return number;
  }
}

function lists(rows: readonly (readonly number[])[]): Lists {
  const starts = new Uint32Array(rows.length + 1);
  rows.forEach((row, at) => (starts[at + 1] = (starts[at] ?? 0) + row.length));
  const items = new Uint32Array(starts[rows.length] ?? 0);
  rows.forEach((row, at) => items.set(row, starts[at]));
  return { starts, items };
}

/** Out of the words of each procedure the procedures of each word, ascending, each once. */
function inverted({ starts: from, items: wordsOf }: Lists, words: number): Lists {
  const procedures = from.length - 1;
  const starts = new Uint32Array(words + 1);
  const items = new Uint32Array(wordsOf.length);
  const next = new Uint32Array(words);
  /** Word → 1 + the procedure that had it last. */
  const last = new Uint32Array(words);
  const eachOnce = (visit: (word: number, procedure: number) => void): void => {
    last.fill(0);
    for (let procedure = 0; procedure < procedures; procedure += 1) {
      const end = from[procedure + 1] ?? 0;
      for (let at = from[procedure] ?? 0; at < end; at += 1) {
        const word = wordsOf[at] ?? 0;
        if (last[word] === procedure + 1) continue;
        last[word] = procedure + 1;
        visit(word, procedure);
      }
    }
  };
  eachOnce((word) => count(starts, word));
  sumUp(starts);
  next.set(starts.subarray(0, words));
  eachOnce((word, procedure) => {
    const at = next[word] ?? 0;
    items[at] = procedure;
    next[word] = at + 1;
  });
  return { starts, items: items.slice(0, starts[words]) };
}

/** One more for a word, kept one place further on: see {@link sumUp}. */
function count(starts: Uint32Array, word: number): void {
  starts[word + 1] = (starts[word + 1] ?? 0) + 1;
}

/** Makes out of the lengths of lists where each begins. */
function sumUp(starts: Uint32Array): void {
  for (let at = 1; at < starts.length; at += 1) {
    starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
  }
}

/** Numbers, as many as come; 0 where none was written. */
class Growing {
  #numbers = new Uint32Array(firstRoom);

  /** The numbers themselves, with room for so many. Good until the next call. */
  upTo(length: number): Uint32Array {
    if (length > this.#numbers.length) {
      const wider = new Uint32Array(Math.max(length, this.#numbers.length * 2));
      wider.set(this.#numbers);
      this.#numbers = wider;
    }
    return this.#numbers;
  }
}
