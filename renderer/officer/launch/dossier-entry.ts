import { dossierTailMin } from '../../../shared/limits.ts';

/** What stands in the code field, read: nothing, too few digits, the last digits of a code, or a text for `find`. */
export type Entry =
  | { readonly kind: 'empty' }
  | { readonly kind: 'short' }
  | { readonly kind: 'digits'; readonly digits: string; readonly today: string | null }
  | { readonly kind: 'code'; readonly text: string };

/** The number of a dossier has four digits, up to seven for ministry portals. */
const numberOnly = /^\d{4,7}$/;
const dayAndNumber = /^\d{6}-\d{4,7}$/;

/**
 * Reads what hands and clipboards leave in the field. `prefix` is the first part of today's codes at this unit, which
 * nobody has to type: the number is enough, or the day and the number. What is more than that is left to the machine.
 */
export function readEntry(typed: string, prefix: string | null): Entry {
  const text = typed.normalize('NFC').replace(/\s+/g, '');
  if (text === '') return { kind: 'empty' };
  if (/^\d+$/.test(text)) {
    if (text.length < dossierTailMin) return { kind: 'short' };
    return { kind: 'digits', digits: text, today: prefix === null ? null : today(text, prefix) };
  }
  if (prefix !== null && dayAndNumber.test(text))
    return { kind: 'code', text: unitOf(prefix) + text };
  return { kind: 'code', text };
}

/** Whether the first part of today's codes stands before what is being typed. */
export function isPrefixed(typed: string): boolean {
  return /^\d*$/.test(typed.trim());
}

function today(digits: string, prefix: string): string | null {
  return numberOnly.test(digits) ? prefix + digits : null;
}

/** `H00.00.01-` of `H00.00.01-261122-`. */
function unitOf(prefix: string): string {
  return prefix.slice(0, prefix.indexOf('-') + 1);
}
