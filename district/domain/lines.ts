import { hash as digest } from 'node:crypto';
import type { Hash } from '../../shared/model/ids.ts';
import {
  entrySchema,
  journalKinds,
  type Entry,
  type EntryKind,
} from '../../shared/model/journal.ts';

/** A line of a journal, read: its envelope, the hash of its bytes, and why its body was not understood if it was not. */
export type ReadLine = {
  readonly entry: Entry;
  readonly hash: Hash;
  readonly text: string;
  readonly quarantine: string | null;
};

const lineFeed = 0x0a;

/** Splits NDJSON into lines, by bytes: what is hashed is what came. A last line without its line feed is a line. */
export function splitLines(ndjson: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = [];
  let start = 0;
  while (start < ndjson.length) {
    const end = ndjson.indexOf(lineFeed, start);
    const stop = end === -1 ? ndjson.length : end;
    lines.push(ndjson.subarray(start, stop));
    start = stop + 1;
  }
  return lines;
}

/** Reads a line; null if its bytes are not the JSON of an entry's envelope in UTF-8, so that nothing can follow it. */
export function readLine(bytes: Uint8Array): ReadLine | null {
  const text = decode(bytes);
  const entry = text === null ? null : readEntry(text);
  if (text === null || !entry) return null;
  return {
    entry,
    hash: digest('sha256', bytes, 'hex') as Hash,
    text,
    quarantine: quarantineReason(entry),
  };
}

/** Reads the envelope of an entry's line. */
export function readEntry(line: string): Entry | null {
  const envelope = entrySchema.safeParse(parseJson(line));
  return envelope.success ? envelope.data : null;
}

/** Whether the kind is one this version knows, and so its body has a shape to be checked against. */
export function isKnownKind(kind: string): kind is EntryKind {
  return Object.hasOwn(journalKinds, kind);
}

/** Why an entry is kept out of the reports; null if it is understood. */
function quarantineReason(entry: Entry): string | null {
  if (!isKnownKind(entry.kind)) return 'unknown kind';
  const body = journalKinds[entry.kind].safeParse(entry.body);
  if (!body.success) {
    const issue = body.error.issues[0];
    return storable(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  if (entry.kind !== 'journal.salvaged') return null;
  return salvagedReason(entry.body);
}

/** A salvaged entry is as good as the line it carries. */
function salvagedReason(body: Entry['body']): string | null {
  const inner = typeof body.line === 'string' ? readEntry(body.line) : null;
  if (!inner) return 'salvaged line: not an entry';
  const reason = quarantineReason(inner);
  return reason === null ? null : `salvaged line: ${reason}`;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const reasonLengthMax = 200;

function decode(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null; // not UTF-8: no JSON (RFC 8259, 8.1)
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // read as "no entry" by whoever asked
  }
}

/** A text the store can hold beside the line: PostgreSQL takes no NUL. The line itself keeps every byte. */
export function storable(text: string): string {
  return text.replaceAll('\0', ' ').slice(0, reasonLengthMax);
}
