import canonicalize from 'canonicalize';
import { procedureFields, type ProcedureField } from '../../../shared/model/procedure-fields.ts';
import type { PublishedProcedure } from '../../../shared/model/published-procedure.ts';

/** NFD: a tone on the first vowel of oa, oe, uy ("Ủy", old style); the new style has it on the second ("Uỷ"). */
const oldStyle =
  /(o(?=[\u0300\u0301\u0303\u0309\u0323][ae])|u(?=[\u0300\u0301\u0303\u0309\u0323]y))(.)([aey])/giu;

/**
 * A text as it is compared, never as it is kept: one form of Unicode, one style of tone placement, single blanks. Both
 * "Uỷ ban" and "Ủy ban" are right, so one instead of the other is no change.
 */
export function comparable(text: string): string {
  return text
    .normalize('NFD')
    .replace(oldStyle, '$1$3$2')
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** The fields in which two records of a procedure differ. */
export function differingFields(
  one: PublishedProcedure,
  other: PublishedProcedure,
): ProcedureField[] {
  return procedureFields.filter((field) => !isSame(one[field], other[field]));
}

/** Whether two values say the same. */
export function isSame(one: unknown, other: unknown): boolean {
  return comparable(canonicalize(one) ?? '') === comparable(canonicalize(other) ?? '');
}
