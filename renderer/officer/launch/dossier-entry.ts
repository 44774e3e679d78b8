import { dossierTailMin } from '../../../shared/limits.ts';
import type { PlainKey } from '../wording.svelte.ts';

/** What is missing before the machine can be asked what a text means; null if nothing is. */
export function entryFault(typed: string): PlainKey | null {
  const text = typed.trim();
  if (text === '') return 'code.missing';
  return /^\d+$/.test(text) && text.length < dossierTailMin ? 'code.tooShort' : null;
}

/** Whether what is typed may be the end of a code, so that today's first part stands before it. */
export function isPrefixed(typed: string): boolean {
  return /^\d*$/.test(typed.trim());
}
