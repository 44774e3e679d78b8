import type { Lists, SearchIndex } from '../../../shared/rules/search/search-index.ts';

/** The search index and the lists of a catalogue as bytes: numbers in the machine's own order, texts as JSON. */
export type Part = { readonly name: string; readonly bytes: Uint8Array };

const listNames = ['inName', 'inAlias', 'inText', 'names', 'aliases', 'aliasesOf'] as const;

export function indexParts(index: SearchIndex): Part[] {
  return [
    { name: 'codes', bytes: packJson(index.codes) },
    { name: 'words', bytes: packJson(index.words) },
    { name: 'markedWords', bytes: packJson(index.markedWords) },
    { name: 'foldedOf', bytes: packList(index.foldedOf) },
    { name: 'inForce', bytes: index.inForce },
    ...listNames.flatMap((name) => [
      { name: `${name}.starts`, bytes: packList(index[name].starts) },
      { name: `${name}.items`, bytes: packList(index[name].items) },
    ]),
  ];
}

/** The index out of its parts, which `part` gives by name. */
export function indexOf(part: (name: string) => Uint8Array): SearchIndex {
  const texts = (name: string): string[] => unpackJson(part(name)) as string[];
  const lists = (name: (typeof listNames)[number]): Lists => ({
    starts: unpackList(part(`${name}.starts`)),
    items: unpackList(part(`${name}.items`)),
  });
  const codes = texts('codes');
  return {
    ...{ procedures: codes.length, codes },
    words: texts('words'),
    markedWords: texts('markedWords'),
    foldedOf: unpackList(part('foldedOf')),
    inName: lists('inName'),
    inAlias: lists('inAlias'),
    inText: lists('inText'),
    names: lists('names'),
    aliases: lists('aliases'),
    aliasesOf: lists('aliasesOf'),
    inForce: new Uint8Array(part('inForce')),
  };
}

/** Values one after another as JSON, and where each begins and ends: any of them is read without the others. */
export function packRows(name: string, rows: readonly unknown[]): Part[] {
  const texts = rows.map((row) => Buffer.from(JSON.stringify(row)));
  const starts = new Uint32Array(rows.length + 1);
  texts.forEach((text, at) => (starts[at + 1] = (starts[at] ?? 0) + text.length));
  return [
    { name, bytes: Buffer.concat(texts) },
    { name: `${name}.starts`, bytes: packList(starts) },
  ];
}

/** The rows of {@link packRows}, out of the parts. */
export function rowsOf(name: string, part: (name: string) => Uint8Array): (row: number) => unknown {
  const bytes = Buffer.from(part(name));
  const starts = unpackList(part(`${name}.starts`));
  return (row) => JSON.parse(bytes.toString('utf8', starts[row], starts[row + 1]));
}

export function packList(numbers: Uint32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

/** Copied, because numbers have to stand on even places in memory. */
export function unpackList(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(new Uint8Array(bytes).buffer);
}

export function packJson(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}

export function unpackJson(bytes: Uint8Array): unknown {
  return JSON.parse(Buffer.from(bytes).toString('utf8'));
}
