import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import type { DocumentKind } from '../../shared/model/documents.ts';
import type { Clock, Log } from '../core/ports.ts';
import { lookAt, openDurable } from './database.ts';
import { documentFormatTable, documentMigrations } from './documents-schema.ts';
import { DamageError, isDamage, NewerFormat } from './failures.ts';
import { databaseSuffixes, fileNames, freeName, moveDatabase } from './folder.ts';
import { hashOf, hashText } from './journal-row.ts';
import { formatOf, knownFormat, migrate } from './migrations.ts';

/** A row of the table `document`. */
export type DocumentRow = {
  readonly kind: DocumentKind;
  readonly version: number;
  readonly hash: Uint8Array;
  readonly body: string;
};

export const documentColumns = 'kind, version, hash, body';
export const insertDocument = `INSERT OR REPLACE INTO document (${documentColumns}) VALUES (?, ?, ?, ?)`;

export type DocumentOptions = { readonly folder: string; readonly clock: Clock; readonly log: Log };

/** Whether a row is what was installed: its body has its hash. */
export function isWhole(row: DocumentRow): boolean {
  return row.hash instanceof Uint8Array && hashOf(row.body) === hashText(row.hash);
}

/** Opens the documents, makes the file if it is missing, replaces it if it is damaged. Throws what the disk says. */
export function openDocuments(options: DocumentOptions): Database.Database {
  const path = join(options.folder, fileNames.documents);
  if (!databaseSuffixes.some((suffix) => existsSync(path + suffix))) return openSound(path, 0);
  try {
    return openSound(path, formatOnDisk(path));
  } catch (error) {
    if (!isDamage(error)) throw error;
    return replaceDocuments(options, error);
  }
}

/** Sets the damaged file aside and goes on with a new one that holds every document that could still be read whole. */
export function replaceDocuments(options: DocumentOptions, damage: unknown): Database.Database {
  const { folder, clock, log } = options;
  const setAside = freeName(folder, fileNames.documents, clock.wall());
  moveDatabase(folder, fileNames.documents, setAside);
  const rows = survivingRows(join(folder, setAside));
  const database = openSound(join(folder, fileNames.documents), 0);
  const insert = database.prepare(insertDocument);
  database.transaction(() => {
    for (const row of rows) insert.run(row.kind, row.version, row.hash, row.body);
  })();
  log('documents.quarantined', { setAside, reason: String(damage), salvaged: rows.length });
  return database;
}

function openSound(path: string, format: number): Database.Database {
  const known = knownFormat(documentMigrations);
  if (format > known) throw new NewerFormat(path, format, known);
  const database = openDurable(path);
  try {
    migrate(database, format, documentMigrations, documentFormatTable);
    const verdict = database.pragma('integrity_check(1)', { simple: true });
    if (verdict !== 'ok') throw new DamageError(String(verdict));
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** 0 for a file whose making was cut short: nothing had been installed yet. */
function formatOnDisk(path: string): number {
  return lookAt(path, (database) => {
    const tables = database.prepare('SELECT count(*) AS count FROM sqlite_schema').get();
    if ((tables as { count: number }).count === 0) return 0;
    return formatOf(database, documentFormatTable);
  });
}

function survivingRows(path: string): DocumentRow[] {
  const rows: DocumentRow[] = [];
  try {
    lookAt(path, (database) => {
      const all = database.prepare(`SELECT ${documentColumns} FROM document`);
      for (const row of all.iterate() as IterableIterator<DocumentRow>) {
        if (isWhole(row)) rows.push(row);
      }
    });
  } catch (error) {
    if (!isDamage(error)) throw error;
  }
  return rows;
}
