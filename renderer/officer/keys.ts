import { handOvers } from './launch/hand-overs.ts';

/** What a key of the desk does, wherever the focus is. */
export type DeskKey =
  | { readonly kind: 'code' | 'correction' | 'withdraw' | 'lock' }
  | { readonly kind: 'hand-over'; readonly index: number };

/** The keys as they are shown; those of `aria-keyshortcuts` and of the table below. */
export const deskKeys = [
  ['F2', 'keys.code'],
  ['Alt + 1 … 3', 'keys.handOver'],
  ['Alt + 4', 'keys.correction'],
  ['Alt + T', 'keys.withdraw'],
  ['Alt + K', 'keys.lock'],
] as const;

/** By the place on the keyboard: with Alt, and under an input method, the letter may be another. */
export function steersDesk({
  altKey,
  ctrlKey,
  metaKey,
  code,
  repeat,
}: KeyboardEvent): DeskKey | null {
  if (ctrlKey || metaKey || repeat) return null;
  if (code === 'F2' && !altKey) return { kind: 'code' };
  if (!altKey) return null;
  const digit = Number(/^Digit(\d)$/.exec(code)?.[1] ?? 0);
  if (digit >= 1 && digit <= handOvers.length) return { kind: 'hand-over', index: digit - 1 };
  if (digit === handOvers.length + 1) return { kind: 'correction' };
  if (code === 'KeyT') return { kind: 'withdraw' };
  return code === 'KeyK' ? { kind: 'lock' } : null;
}
