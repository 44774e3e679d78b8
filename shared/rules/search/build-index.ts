import { fold } from '../folding.ts';
import type { Lists, SearchIndex } from './search-index.ts';
import { markedForm, wordTexts } from './words.ts';

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
  readonly textWords: Uint32Array;
  readonly aliases: number[];
  readonly inForce: boolean;
};

/** Collects a catalogue and makes its search index. */
export class IndexBuilder {
  readonly #folded = new Numbers();
  readonly #marked = new Numbers();
  /** Words are few and come again: as written → folded and marked number. */
  readonly #foldedAsWritten = new Map<string, number>();
  readonly #markedAsWritten = new Map<string, number>();
  readonly #foldedOf: number[] = [];
  readonly #procedures: Collected[] = [];
  readonly #places = new Map<string, number>();
  readonly #aliases = new Map<string, { readonly number: number; readonly words: number[] }>();

  add(procedure: SearchedProcedure): void {
    const place = this.#procedures.length;
    const { code, name, inForce } = procedure;
    this.#places.set(code, place);
    const textWords = new Set<number>();
    for (const text of procedure.texts) {
      for (const word of wordTexts(text)) textWords.add(this.#foldedNumber(word));
    }
    const words = wordTexts(name).map((word) => this.#markedNumber(word));
    const collected = {
      ...{ code, name, words, inForce },
      textWords: Uint32Array.from(textWords),
      aliases: [],
    };
    this.#procedures.push(collected);
    for (const keyword of procedure.keywords) this.addAlias(keyword, [code]);
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
    const folded = (marked: readonly number[]): number[] =>
      marked.map((word) => foldedOf[word] ?? 0);
    const index: SearchIndex = {
      ...{ procedures: sorted.length, words, foldedOf },
      codes: sorted.map(({ code }) => code.toLowerCase()),
      markedWords: this.#marked.all,
      inName: inverted(sorted, words.length, (it) => new Set(folded(it.words))),
      inAlias: inverted(
        sorted,
        words.length,
        (it) => new Set(folded(it.aliases.flatMap((alias) => aliasWords[alias] ?? []))),
      ),
      inText: inverted(sorted, words.length, (it) => it.textWords, renumbered),
      names: lists(sorted.map((it) => it.words)),
      aliases: lists(aliasWords),
      aliasesOf: lists(sorted.map((it) => it.aliases)),
      inForce: Uint8Array.from(sorted, (it) => Number(it.inForce)),
    };
    return { index, places: Uint32Array.from(order), aliases: [...this.#aliases.keys()] };
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
      const words = wordTexts(text).map((word) => this.#markedNumber(word));
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

/** For each word the procedures that hold it, ascending; `wordsIn` gives each word once, `renumbered` its number. */
function inverted(
  procedures: readonly Collected[],
  words: number,
  wordsIn: (procedure: Collected) => Iterable<number>,
  renumbered: Uint32Array | null = null,
): Lists {
  const each = procedures.map((procedure) =>
    Uint32Array.from(wordsIn(procedure), (word) => (renumbered ? (renumbered[word] ?? 0) : word)),
  );
  const starts = new Uint32Array(words + 1);
  for (const list of each) for (const word of list) starts[word + 1] = (starts[word + 1] ?? 0) + 1;
  for (let word = 0; word < words; word += 1) {
    starts[word + 1] = (starts[word + 1] ?? 0) + (starts[word] ?? 0);
  }
  const items = new Uint32Array(starts[words] ?? 0);
  const next = starts.slice();
  each.forEach((list, number) => {
    for (const word of list) {
      const at = next[word] ?? 0;
      items[at] = number;
      next[word] = at + 1;
    }
  });
  return { starts, items };
}
