import type { SearchIndex } from './search-index.ts';

/** The shortest part of a code that is looked for: "001", "1.0". */
const codePartMin = 3;

/** Codes are compared without what stands between their groups: people write a dot, a dash, a blank or nothing. */
const between = /[\s._-]+/g;
/** A national code is one digit and six: what is longer may be a variant of it (domain of procedure codes). */
const nationalDigits = 7;

/**
 * The procedures whose code holds what was typed, if that looks like a code: the whole code first, then codes that begin
 * so, then the others. A longer code than any of the catalogue's (an online variant, a province's own) finds the
 * national code it begins with.
 */
export function codesLike(index: SearchIndex, text: string): number[] {
  const part = codePart(text)?.replace(between, '') ?? null;
  if (part === null) return [];
  const places: { number: number; at: number; length: number }[] = [];
  bareCodes(index).forEach((bare, number) => {
    const isVariant = bare.length >= nationalDigits && part.startsWith(bare);
    const at = isVariant ? 0 : bare.indexOf(part);
    if (at >= 0) places.push({ number, at, length: bare.length });
  });
  return places
    .sort((a, b) => a.at - b.at || a.length - b.length || a.number - b.number)
    .map(({ number }) => number);
}

const bareByIndex = new WeakMap<SearchIndex, readonly string[]>();

function bareCodes(index: SearchIndex): readonly string[] {
  const known = bareByIndex.get(index) ?? index.codes.map((code) => code.replace(between, ''));
  bareByIndex.set(index, known);
  return known;
}

/**
 * The part of a search that looks like a code, in lower case; null if none does. Plain digits ("2024", "79") are a code
 * only if nothing else but digits was typed.
 */
export function codePart(text: string): string | null {
  const typed = text.trim().toLowerCase();
  if (/^[\d\s._-]+$/.test(typed)) return typed.length >= codePartMin ? typed : null;
  const isCode = (part: string): boolean =>
    part.length >= codePartMin && /^[a-z0-9_.-]+$/.test(part) && /\d[.-]|[.-]\d/.test(part);
  return typed.split(/\s+/).find(isCode) ?? null;
}

/** The part of a code that was typed; nothing where the separators differ. */
export function codeSpans(code: string, text: string): [from: number, to: number][] {
  const part = codePart(text);
  const at = part === null ? -1 : code.toLowerCase().indexOf(part);
  return part === null || at < 0 ? [] : [[at, at + part.length]];
}
