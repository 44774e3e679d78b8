import { dossierTailMin } from '../limits.ts';
import { parseDossierCode, type DossierCode } from './dossier-code.ts';
import { problem, type Problem } from './problems.ts';
import { fail, ok, type Result } from './result.ts';

/**
 * What a person types, pastes or scans where a dossier code is meant: the code with whatever a scanner, a QR code or a
 * keyboard put around it; today's code without its first part; or only its last digits.
 */
export type DossierReading =
  | { readonly kind: 'code'; readonly code: DossierCode }
  /** The last digits, of the date too if there are more than a number has. */
  | { readonly kind: 'digits'; readonly digits: string };

/** A code of either generation, anywhere in a text. What stands beside it may not continue it. */
const codeInText =
  /(?<![A-Z0-9.])(?:\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}|[A-Z]\d{2}(?:\.\d{1,4}){0,4})-\d{6}-\d{4,7}(?![A-Z0-9])/g;
/** How scanners name the symbology they read (AIM): `]C1`, `]Q3`. */
const symbology = /^\][A-Z]\w/;
const digitsMax = 13;

/** Problems: `dossier.shape` for no code or several different ones, `dossier.date`. */
export function readDossier(text: string): Result<DossierReading, Problem> {
  const plain = plainOf(text);
  const found = [...new Set(plain.match(codeInText) ?? [])];
  if (found.length === 1) {
    const code = parseDossierCode(found[0] ?? '');
    return code.ok ? ok({ kind: 'code', code: code.value }) : code;
  }
  const digits = plain.replace(/[\s-]/g, '');
  const enough = digits.length >= dossierTailMin && digits.length <= digitsMax;
  if (found.length === 0 && enough && /^\d+$/.test(digits)) return ok({ kind: 'digits', digits });
  return fail(problem('dossier.shape', { code: text.trim() }));
}

/** Full-width forms and dashes of every kind as typed on a plain keyboard; capitals; no control characters, no blanks in a code. */
function plainOf(text: string): string {
  return decoded(text)
    .normalize('NFKC')
    .replace(/[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/g, '-')
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .trim()
    .toUpperCase()
    .replace(symbology, '')
    .replace(/\s*([-.])\s*/g, '$1');
}

/** A QR code often holds an address with the code in it. */
function decoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
