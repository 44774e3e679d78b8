import { hash } from 'node:crypto';
import type Database from 'better-sqlite3';
import type {
  CatalogueItem,
  CatalogueItemOf,
  CatalogueManifest,
} from '../../../shared/model/catalogue-package.ts';
import type { PublishedProcedure } from '../../../shared/model/published-procedure.ts';
import { IndexBuilder } from '../../../shared/rules/search/build-index.ts';
import { procedureTexts } from '../../../shared/rules/search/procedure-texts.ts';
import { indexParts, packJson, packList, packRows } from './parts.ts';
import type { CatalogueRow } from '../../core/look-up/ports.ts';
import { catalogueFormat, catalogueSchema } from './schema.ts';
import { PackageError } from './package-lines.ts';

/** A row of a list; its number is where it stands. */
export type CatalogueRowTexts = Omit<CatalogueRow, 'number'>;

/** Writes the items of one package into a new database, in one transaction that {@link finish} ends. */
export class CatalogueWriter {
  readonly #database: Database.Database;
  readonly #insert: Database.Statement;
  /** What lists show, by place. */
  readonly #rows: CatalogueRowTexts[] = [];
  readonly #search = new IndexBuilder();
  readonly #places = new Map<string, { readonly place: number; readonly domain: string | null }>();
  readonly #lifeEvents: CatalogueItemOf<'life-event'>[] = [];
  readonly #assignments: CatalogueItemOf<'assignment'>[] = [];
  readonly #feedback: CatalogueItemOf<'feedback'>[] = [];
  readonly #aliases: CatalogueItemOf<'alias'>[] = [];

  constructor(database: Database.Database) {
    this.#database = database;
    database.exec('BEGIN');
    database.exec(catalogueSchema);
    this.#insert = database.prepare('INSERT INTO item VALUES (?, ?, ?, ?)');
  }

  get procedures(): number {
    return this.#places.size;
  }

  /** `line`: the item as the package writes it; kept as it is, so that nothing is serialised twice. */
  add(item: CatalogueItem, line: Buffer): void {
    switch (item.kind) {
      case 'procedure':
        return this.#addProcedure(item.procedure, line);
      case 'assignment':
        return void this.#assignments.push(item);
      case 'life-event':
        return void this.#lifeEvents.push(item);
      case 'alias':
        return void this.#aliases.push(item);
      case 'feedback':
        return void this.#feedback.push(item);
    }
  }

  finish(manifest: CatalogueManifest): void {
    for (const { words, codes } of this.#aliases) this.#search.addAlias(words, codes);
    const { index, places, aliases } = this.#search.build();
    const parts = [
      ...indexParts(index),
      { name: 'places', bytes: packList(places) },
      ...packRows(
        'rows',
        Array.from(places, (place) => this.#rows[place]),
      ),
      ...this.#listParts(places),
      { name: 'alias-texts', bytes: packJson(aliases) },
      { name: 'feedback', bytes: packJson(this.#feedback) },
    ];
    const insert = this.#database.prepare('INSERT INTO part (name, bytes, hash) VALUES (?, ?, ?)');
    for (const { name, bytes } of parts) insert.run(name, bytes, sha256(bytes));
    this.#database
      .prepare('INSERT INTO catalogue (one, format, manifest) VALUES (1, ?, ?)')
      .run(catalogueFormat, JSON.stringify(manifest));
    this.#database.pragma(`user_version = ${catalogueFormat}`);
    this.#database.exec('COMMIT');
  }

  #addProcedure(procedure: PublishedProcedure, line: Buffer): void {
    const { code, name, domain, level, status, keywords } = procedure;
    const place = this.#places.size;
    if (this.#places.has(code)) throw new PackageError('damaged', `${code} stands there twice`);
    this.#places.set(code, { place, domain });
    this.#rows.push({ code, name, domain, level, status });
    this.#insert.run(place, code, line, sha256(line));
    const texts = procedureTexts(procedure);
    this.#search.add({ code, name, keywords, texts, inForce: status === 'in-force' });
  }

  /** What names procedures, by their numbers; codes that the catalogue does not hold are left out. */
  #listParts(places: Uint32Array): { name: string; bytes: Uint8Array }[] {
    const numberAt = new Uint32Array(places.length);
    places.forEach((place, number) => (numberAt[place] = number));
    const numbersOf = (codes: readonly string[]): number[] =>
      codes.flatMap((code) => numberAt[this.#places.get(code)?.place ?? -1] ?? []);
    const domains = new Map<string | null, number[]>();
    for (const { place, domain } of this.#places.values()) {
      const numbers = domains.get(domain) ?? [];
      numbers.push(numberAt[place] ?? 0);
      domains.set(domain, numbers);
    }
    const ascending = (numbers: readonly number[]): number[] =>
      [...new Set(numbers)].sort((a, b) => a - b);
    const lifeEvents = this.#lifeEvents
      .toSorted((a, b) => a.order - b.order)
      .map(({ id, title, codes }) => ({ id, title, numbers: numbersOf(codes) }));
    const received = this.#assignments.map(({ unit, codes }) => [
      unit,
      ascending(numbersOf(codes)),
    ]);
    return [
      { name: 'domains', bytes: packJson([...domains].map(([name, of]) => [name, ascending(of)])) },
      { name: 'life-events', bytes: packJson(lifeEvents) },
      { name: 'received', bytes: packJson(received) },
    ];
  }
}

function sha256(content: Uint8Array): Buffer {
  return hash('sha256', content, 'buffer');
}
