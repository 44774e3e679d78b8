import { gunzipSync, gzipSync } from 'node:zlib';
import type { Packed } from '../ports.ts';

/** How drafts and pending imports are kept: JSON, packed. For the workshop only: a whole catalogue takes its time. */

const quick = { level: 1 };
const gzipMagic = [0x1f, 0x8b];

export function pack(value: unknown): Packed {
  return gzipSync(JSON.stringify(value), quick);
}

/** Also reads plain JSON, as earlier servers kept it. */
export function unpack<T>(packed: Packed): T {
  const isPacked = gzipMagic.every((byte, at) => packed[at] === byte);
  return JSON.parse(Buffer.from(isPacked ? gunzipSync(packed) : packed).toString('utf8')) as T;
}
