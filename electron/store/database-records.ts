import { pageBytes, type DatabasePages, type PagePosition } from './database-pages.ts';

/**
 * Rows out of the bytes of a page. Everything is checked against the page's bounds and nothing is believed: a row that
 * does not fit is left out. Layout: https://www.sqlite.org/fileformat2.html (sections 1.6 and 2.1).
 */
export type FoundRecord = {
  readonly rowid: number;
  readonly values: readonly (string | number | Buffer | null)[];
  readonly at: PagePosition;
  readonly cell: number;
};

const tableLeaf = 0x0d;
const fileHeaderBytes = 100;
const leafHeaderBytes = 8;
/** The longest payload that stays on its page, and the least of it that stays when the rest overflows. */
const localMax = pageBytes - 35;
const localMin = Math.floor(((pageBytes - 12) * 32) / 255) - 23;
const overflowBytes = pageBytes - 4;
/** No row of ours is longer: a larger number is damage, not a reason to allocate. */
const payloadMax = 8 * 1024 * 1024;

/** The rows of a page, if it is a leaf of a table. */
export function* recordsOf(
  pages: DatabasePages,
  at: PagePosition,
  bytes: Buffer,
): Iterable<FoundRecord> {
  const start = at === 0 ? fileHeaderBytes : 0;
  if (bytes[start] !== tableLeaf) return;
  const cells = bytes.readUInt16BE(start + 3);
  for (let index = 0; index < cells; index += 1) {
    const pointer = start + leafHeaderBytes + 2 * index;
    if (pointer + 2 > pageBytes) return;
    const found = recordAt(pages, at, bytes, bytes.readUInt16BE(pointer));
    if (found) yield found;
  }
}

/** The row whose cell begins at `cell`; null if there is none that makes sense. */
export function recordAt(
  pages: DatabasePages,
  at: PagePosition,
  bytes: Buffer,
  cell: number,
): FoundRecord | null {
  try {
    const length = readVarint(bytes, cell);
    const rowid = readVarint(bytes, length.next);
    if (length.value > payloadMax) return null;
    const payload = payloadOf(pages, bytes, rowid.next, length.value);
    const values = payload && valuesOf(payload);
    return values && { rowid: rowid.value, values, at, cell };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function payloadOf(
  pages: DatabasePages,
  bytes: Buffer,
  from: number,
  length: number,
): Buffer | null {
  const local = localBytes(length);
  if (from + local > pageBytes) return null;
  const parts = [bytes.subarray(from, from + local)];
  let missing = length - local;
  let next = missing > 0 ? bytes.readUInt32BE(from + local) : 0;
  while (missing > 0) {
    const page = next === 0 ? null : pages.newest(next);
    if (!page) return null;
    parts.push(page.subarray(4, 4 + Math.min(missing, overflowBytes)));
    missing -= overflowBytes;
    next = page.readUInt32BE(0);
  }
  return Buffer.concat(parts);
}

function localBytes(length: number): number {
  if (length <= localMax) return length;
  const wanted = localMin + ((length - localMin) % overflowBytes);
  return wanted <= localMax ? wanted : localMin;
}

function valuesOf(payload: Buffer): FoundRecord['values'] | null {
  const header = readVarint(payload, 0);
  const values: (string | number | Buffer | null)[] = [];
  let at = header.value;
  for (let next = header.next; next < header.value;) {
    const type = readVarint(payload, next);
    const length = lengthOf(type.value);
    if (at + length > payload.length) return null;
    values.push(valueOf(payload, type.value, at, length));
    at += length;
    next = type.next;
  }
  return values;
}

/** Bytes of a value by its serial type: 0 null, 1 to 6 integers, 7 float, 8 and 9 the numbers 0 and 1, then blob, text. */
function lengthOf(type: number): number {
  if (type >= 12) return Math.floor((type - 12) / 2);
  return [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0][type] ?? 0;
}

function valueOf(
  payload: Buffer,
  type: number,
  at: number,
  length: number,
): string | number | Buffer | null {
  if (type >= 12) {
    const bytes = payload.subarray(at, at + length);
    return type % 2 === 0 ? bytes : bytes.toString('utf8');
  }
  if (type === 0) return null;
  if (type === 6) return Number(payload.readBigInt64BE(at));
  if (type === 7) return payload.readDoubleBE(at);
  return type >= 8 ? type - 8 : payload.readIntBE(at, length);
}

/** SQLite's variable-length integer: seven bits a byte, high bit set but in the last; a ninth byte gives all eight. */
function readVarint(bytes: Buffer, at: number): { value: number; next: number } {
  let value = 0;
  for (let index = 0; index < 8; index += 1) {
    const byte = bytes.readUInt8(at + index);
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, next: at + index + 1 };
  }
  return { value: value * 256 + bytes.readUInt8(at + 8), next: at + 9 };
}
