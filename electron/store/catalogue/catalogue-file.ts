import { hash } from 'node:crypto';
import Database from 'better-sqlite3';
import {
  catalogueManifestSchema,
  type CatalogueItem,
  type CatalogueItemOf,
  type CatalogueManifest,
} from '../../../shared/model/catalogue-package.ts';
import type { PublishedProcedure } from '../../../shared/model/published-procedure.ts';
import { ProcedureSearch } from '../../../shared/rules/search/search.ts';
import type { FeedbackChannel } from '../../../shared/contract/look-up.ts';
import type {
  Catalogue,
  CatalogueLifeEvent,
  CatalogueOrigin,
  CatalogueRow,
} from '../../core/look-up/ports.ts';
import { DamageError, isDamage, NewerFormat } from '../failures.ts';
import { formatOf } from '../migrations.ts';
import type { CatalogueRowTexts } from './catalogue-writer.ts';
import { indexOf, rowsOf, unpackJson, unpackList } from './parts.ts';
import { catalogueFormat, catalogueFormatTable } from './schema.ts';

/** Items are read one at a time. */
const cacheKibibytes = 1_024;

type Options = {
  readonly origin: CatalogueOrigin;
  /** Told when what was read contradicts itself; the read is then answered as if nothing were there. */
  readonly onDamage: (error: unknown) => void;
};

/** One built catalogue. Everything but the procedures' own texts is read and checked when it is opened. */
export class CatalogueFile implements Catalogue {
  readonly manifest: CatalogueManifest;
  readonly origin: CatalogueOrigin;
  readonly search: ProcedureSearch;
  readonly #database: Database.Database;
  readonly #onDamage: Options['onDamage'];
  readonly #placeOf: Database.Statement;
  readonly #itemOf: Database.Statement;
  readonly #row: (number: number) => CatalogueRowTexts;
  readonly #numberAt: Uint32Array;
  readonly #domains: ReadonlyMap<string | null, readonly number[]>;
  readonly #lifeEvents: readonly CatalogueLifeEvent[];
  readonly #received: ReadonlyMap<string, readonly number[]>;
  readonly #feedback: readonly CatalogueItemOf<'feedback'>[];
  readonly #aliases: readonly string[];

  /** Throws what the disk says, DamageError for a file that is not what was built, NewerFormat for a newer program's. */
  constructor(path: string, { origin, onDamage }: Options) {
    const database = new Database(path, { readonly: true, fileMustExist: true });
    this.#database = database;
    this.#onDamage = onDamage;
    this.origin = origin;
    try {
      database.pragma('trusted_schema = OFF');
      database.pragma('cell_size_check = ON');
      database.pragma(`cache_size = -${cacheKibibytes}`);
      const format = formatOf(database, catalogueFormatTable);
      if (format > catalogueFormat) throw new NewerFormat(path, format, catalogueFormat);
      if (format < catalogueFormat) throw new DamageError(`format ${format}`); // built again from its package
      this.manifest = manifestOf(database);
      this.#placeOf = database.prepare('SELECT place FROM item WHERE code = ?');
      this.#itemOf = database.prepare('SELECT line, hash FROM item WHERE code = ?');
      const part = (name: string): Uint8Array => readPart(database, name);
      this.search = new ProcedureSearch(indexOf(part));
      this.#row = rowsOf('rows', part) as (number: number) => CatalogueRowTexts;
      const places = unpackList(part('places'));
      this.#numberAt = new Uint32Array(places.length);
      places.forEach((place, number) => (this.#numberAt[place] = number));
      // What the parts hold was checked before it was written, and their hashes say that it is still that.
      this.#domains = new Map(unpackJson(part('domains')) as [string | null, number[]][]);
      this.#lifeEvents = unpackJson(part('life-events')) as CatalogueLifeEvent[];
      this.#received = new Map(unpackJson(part('received')) as [string, number[]][]);
      this.#feedback = unpackJson(part('feedback')) as CatalogueItemOf<'feedback'>[];
      this.#aliases = unpackJson(part('alias-texts')) as string[];
    } catch (error) {
      database.close();
      throw error;
    }
  }

  rows(numbers: readonly number[]): readonly CatalogueRow[] {
    return numbers.map((number) => ({ number, ...this.#row(number) }));
  }

  numberOf(code: string): number | null {
    return this.#guarded(null, () => {
      const row = this.#placeOf.get(code) as { readonly place: number } | undefined;
      return row ? (this.#numberAt[row.place] ?? null) : null;
    });
  }

  procedure(code: string): PublishedProcedure | null {
    return this.#guarded(null, () => {
      const row = this.#itemOf.get(code) as
        { readonly line: Buffer; readonly hash: Uint8Array } | undefined;
      if (!row) return null;
      if (!isHashOf(row.hash, row.line)) throw new DamageError(`procedure ${code}`);
      const item = JSON.parse(row.line.toString('utf8')) as CatalogueItem;
      return item.kind === 'procedure' ? item.procedure : null;
    });
  }

  domains(): ReadonlyMap<string | null, readonly number[]> {
    return this.#domains;
  }

  lifeEvents(): readonly CatalogueLifeEvent[] {
    return this.#lifeEvents;
  }

  receivedBy(unit: string): readonly number[] {
    return this.#received.get(unit) ?? [];
  }

  feedback(unit: string): readonly FeedbackChannel[] {
    return this.#feedback
      .filter((channel) => channel.unit === unit)
      .map(({ agency, address, telephone, mailbox, website }) => ({
        ...{ agency, address, telephone, mailbox, website },
      }));
  }

  alias(alias: number): string {
    return this.#aliases[alias] ?? '';
  }

  close(): void {
    this.#database.close();
  }

  #guarded<T>(without: T, read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (!isDamage(error)) throw error;
      this.#onDamage(error);
      return without;
    }
  }
}

function manifestOf(database: Database.Database): CatalogueManifest {
  const row = database.prepare('SELECT manifest FROM catalogue').get() as { manifest: string };
  try {
    return catalogueManifestSchema.parse(JSON.parse(row.manifest));
  } catch {
    throw new DamageError('manifest');
  }
}

function readPart(database: Database.Database, name: string): Uint8Array {
  const row = database.prepare('SELECT bytes, hash FROM part WHERE name = ?').get(name) as
    { readonly bytes: Uint8Array; readonly hash: Uint8Array } | undefined;
  if (!row || !isHashOf(row.hash, row.bytes)) throw new DamageError(`part ${name}`);
  return row.bytes;
}

function isHashOf(expected: Uint8Array, content: Uint8Array): boolean {
  return hash('sha256', content, 'buffer').equals(expected);
}
