import type Database from 'better-sqlite3';
import {
  documentBodies,
  type DocumentBody,
  type DocumentKind,
  type InstalledDocument,
  type SentDocument,
} from '../../shared/model/documents.ts';
import type { Form } from '../../shared/model/form.ts';
import { problem, type Problem } from '../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import type { Documents } from '../core/ports.ts';
import {
  documentColumns,
  insertDocument,
  isWhole,
  openDocuments,
  replaceDocuments,
  type DocumentOptions,
  type DocumentRow,
} from './documents-file.ts';
import { expectedProblem, isDamage } from './failures.ts';
import { canonicalText, hashBytes, hashOf, hashText } from './journal-row.ts';

/** The one in use and the one before it. Of forms every version is kept: answers name the version they were given on. */
const versionsKept = 2;

const statements = {
  ofKind: `SELECT ${documentColumns} FROM document WHERE kind = ? ORDER BY version DESC`,
  ofForm: `
    SELECT ${documentColumns} FROM document WHERE form = ? AND form_version = ?
    ORDER BY version DESC`,
  dropOld: `
    DELETE FROM document WHERE kind = ? AND version NOT IN
      (SELECT version FROM document WHERE kind = ? ORDER BY version DESC LIMIT ${versionsKept})`,
} as const;

/** The downward documents in `documents.sqlite`. What is lost here can be downloaded again. */
export class DocumentFile implements Documents {
  readonly #options: DocumentOptions;
  #database: Database.Database;
  /** As last read and parsed: a catalogue of thousands is not parsed for every look. */
  readonly #current = new Map<DocumentKind, InstalledDocument<DocumentKind> | null>();

  private constructor(options: DocumentOptions, database: Database.Database) {
    this.#options = options;
    this.#database = database;
  }

  /** Problems: storage.*. */
  static open(options: DocumentOptions): Result<DocumentFile, Problem> {
    try {
      return ok(new DocumentFile(options, openDocuments(options)));
    } catch (error) {
      return fail(expectedProblem(error, options.folder));
    }
  }

  /** The newest version that is whole and that this program understands. */
  current<K extends DocumentKind>(kind: K): InstalledDocument<K> | null {
    let found = this.#current.get(kind);
    if (found === undefined) {
      found = firstUsable(this.#rows(statements.ofKind, [kind]), kind);
      this.#current.set(kind, found);
    }
    return found as InstalledDocument<K> | null;
  }

  /** Problems: document.invalid (hash, shape, older than the one in use), storage.*. */
  install(document: SentDocument): Result<void, Problem> {
    const { kind, version, hash } = document;
    const body = textOf(document.body);
    const reason = body === null ? 'not JSON' : this.#complaint(document, body);
    if (reason !== null) {
      return fail(problem('document.invalid', { document: kind, version, reason }));
    }
    try {
      this.#guarded(() =>
        this.#database
          .transaction(() => {
            this.#database.prepare(insertDocument).run(kind, version, hashBytes(hash), body);
            if (kind !== 'form') this.#database.prepare(statements.dropOld).run(kind, kind);
          })
          .immediate(),
      );
      return ok(undefined);
    } catch (error) {
      return fail(expectedProblem(error, this.#options.folder));
    } finally {
      this.#current.delete(kind);
    }
  }

  form(id: string, version: number): Form | null {
    return firstUsable(this.#rows(statements.ofForm, [id, version]), 'form')?.body ?? null;
  }

  close(): void {
    this.#database.close();
  }

  #complaint({ kind, version, hash, body }: SentDocument, text: string): string | null {
    if (hashOf(text) !== hash) return 'hash';
    const read = documentBodies[kind].safeParse(body);
    if (!read.success) {
      const issue = read.error.issues[0];
      return `${issue?.path.join('.') || kind}: ${issue?.message ?? ''}`;
    }
    const inUse = this.current(kind);
    return inUse && inUse.version > version ? `version ${inUse.version} is in use` : null;
  }

  #rows(sql: string, values: readonly unknown[]): DocumentRow[] {
    return this.#guarded(() => this.#database.prepare(sql).all(...values) as DocumentRow[]);
  }

  /** Damage that shows on the way replaces the file, and `work` runs once more, on the new one. */
  #guarded<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (!isDamage(error)) throw error;
      this.#database.close();
      this.#current.clear();
      this.#database = replaceDocuments(this.#options, error);
      return work();
    }
  }
}

/** Null for what has no canonical form, such as half a character. */
function textOf(body: unknown): string | null {
  try {
    return canonicalText(body);
  } catch {
    return null;
  }
}

function firstUsable<K extends DocumentKind>(
  rows: readonly DocumentRow[],
  kind: K,
): InstalledDocument<K> | null {
  for (const row of rows) {
    const read = isWhole(row) ? documentBodies[kind].safeParse(JSON.parse(row.body)) : null;
    if (!read?.success) continue;
    const body = read.data as DocumentBody<K>;
    return { kind, version: row.version, hash: hashText(row.hash), body };
  }
  return null;
}
