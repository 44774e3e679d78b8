import type { SearchIndex } from './search-index.ts';

/** The shortest part of a code that is looked for: "001", "1.0". */
const codePartMin = 3;

/**
 * The procedures whose code holds a part of the search that looks like a code: digits and dots, at least three
 * characters. The whole code first, then codes that begin so, then the others; dots may be left out.
 */
export function codesLike(index: SearchIndex, text: string): number[] {
  const part = codePart(text);
  if (part === null) return [];
  const bare = part.replaceAll('.', '');
  const places: { number: number; at: number; length: number }[] = [];
  index.codes.forEach((code, number) => {
    const at = code.indexOf(part);
    const found = at >= 0 ? at : code.replaceAll('.', '').indexOf(bare);
    if (found >= 0) places.push({ number, at: found, length: code.length });
  });
  return places
    .sort((a, b) => a.at - b.at || a.length - b.length || a.number - b.number)
    .map(({ number }) => number);
}

/**
 * The part of a search that looks like a code, in lower case; null if none does. Plain digits ("2024", "79") are a code
 * only if they are all that was typed.
 */
export function codePart(text: string): string | null {
  const parts = text.trim().toLowerCase().split(/\s+/);
  const isCode = (part: string): boolean =>
    part.length >= codePartMin &&
    /^[a-z0-9_.-]*\d[a-z0-9_.-]*$/.test(part) &&
    (/\d\.|\.\d/.test(part) || (parts.length === 1 && /^\d+$/.test(part)));
  return parts.find(isCode) ?? null;
}

/** Where a code holds what was typed; nothing when dots were left out on the way. */
export function codeSpans(code: string, text: string): [from: number, to: number][] {
  const part = codePart(text);
  const at = part === null ? -1 : code.toLowerCase().indexOf(part);
  return part === null || at < 0 ? [] : [[at, at + part.length]];
}
