import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Hash } from '../../shared/model/ids.ts';
import { entrySchema, type Entry } from '../../shared/model/journal.ts';
import { entryLine } from '../../shared/rules/journal-line.ts';
import type { JournalLine } from '../core/ports.ts';
import { DamageError } from './failures.ts';

/** A row of the table `entry`, as SQLite gives it. A damaged file may give anything. */
export type EntryRow = {
  readonly seq: number;
  readonly id: string;
  readonly kind: string;
  readonly body: string;
  readonly wall: number;
  readonly boot: string;
  readonly mono: number;
  readonly offset: number | null;
  readonly prev: Uint8Array;
  readonly hash: Uint8Array;
};

export const entryColumns = 'seq, id, kind, body, wall, boot, mono, "offset", prev, hash';

export function hashOf(line: string): Hash {
  return createHash('sha256').update(line).digest('hex') as Hash;
}

export function hashText(bytes: Uint8Array): Hash {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex') as Hash;
}

export function hashBytes(hash: Hash): Buffer {
  return Buffer.from(hash, 'hex');
}

/** Canonical JSON (RFC 8785), as it is stored and hashed. */
export function canonicalText(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('Not JSON');
  return text;
}

/** The line of a row, with its hash checked. Throws DamageError if the row is not what was written. */
export function lineOf(row: EntryRow, journal: string): JournalLine {
  if (!(row.prev instanceof Uint8Array) || !(row.hash instanceof Uint8Array)) {
    throw new DamageError(`entry ${row.seq}: no hash`);
  }
  const line = uncheckedLine(row, journal);
  const hash = hashOf(line);
  if (hash !== hashText(row.hash)) throw new DamageError(`entry ${row.seq}: hash`);
  return { seq: row.seq, hash, line };
}

function uncheckedLine(row: EntryRow, journal: string): string {
  const { body, prev, hash: _hash, ...rest } = row;
  const envelope = { ...rest, journal, prev: hashText(prev) } as Omit<Entry, 'body'>;
  return entryLine(envelope, body);
}

/** The entry of a row, with its hash checked. */
export function entryOf(row: EntryRow, journal: string): Entry {
  return entryOfLine(lineOf(row, journal).line);
}

/** Reads an entry out of its line. Throws DamageError if it is none. */
export function entryOfLine(line: string): Entry {
  const read = entrySchema.safeParse(parseJson(line));
  if (!read.success) throw new DamageError(`not an entry: ${read.error.message}`);
  return read.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
