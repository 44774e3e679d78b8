import { createHash } from 'node:crypto';

/** What the workshop opened last: the draft and the published version are asked for again and again, unchanged. */

const keptMax = 3;
const kept = new Map<string, unknown>();

/** What `open` makes of the bytes. It is shared, so it must not be changed; `open` is one and the same for the same bytes. */
export function opened<T>(bytes: Uint8Array, open: (bytes: Uint8Array) => T): T {
  const name = createHash('sha256').update(bytes).digest('hex');
  const known = kept.get(name) as T | undefined;
  const value = known ?? open(bytes);
  kept.delete(name);
  kept.set(name, value); // the last one used is the last to go
  const [oldest] = kept.keys();
  if (kept.size > keptMax && oldest !== undefined) kept.delete(oldest);
  return value;
}
