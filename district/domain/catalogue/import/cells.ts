import type { Cell } from './table.ts';

const tag = /<\/?[a-z][a-z0-9]*(?:\s[^<>]*)?\/?>/giu;
/** What a browser would never show as text. */
const unshown = /<!--[\s\S]*?-->|<(script|style)\b[^>]*>[\s\S]*?<\/\1\s*>/giu;
const blockEnd = /<br\s*\/?>|<\/(?:p|div|li|tr|h\d)>/giu;
const entities: Readonly<Record<string, string>> = {
  '&nbsp;': ' ',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};

export function hasHtml(text: string): boolean {
  return text.search(tag) !== -1;
}

/** The text of an HTML fragment: blocks become lines, tags go, nothing is ever rendered. */
export function withoutHtml(text: string): string {
  return text
    .replace(unshown, '')
    .replace(blockEnd, '\n')
    .replace(tag, '')
    .replace(/&(?:nbsp|lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? entity);
}

/** The text of a cell, NFC, with single blanks and no blank lines; null when it is empty. */
export function textOf(cell: Cell): string | null {
  if (cell === null) return null;
  const raw = cell instanceof Date ? dayOf(cell) : String(cell);
  const text = raw
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n\s*/gu, '\n')
    .trim();
  return text === '' ? null : text;
}

/** The lines of a text without their bullets; the numbering of steps stays. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/^[-+•–*]\s*/u, '').trim())
    .filter((line) => line !== '');
}

/** Days since 1899-12-30, how spreadsheets count (ECMA-376, 18.17.4.1); this range is 1954 to 2119. */
const serialDays = { from: 20_000, to: 80_000, epochMs: Date.UTC(1899, 11, 30) };
const dayMs = 24 * 60 * 60_000;

/** The day a cell names, `YYYY-MM-DD`; null when it is no day. Days come before months, as they are written here. */
export function readDay(cell: Cell): string | null {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? null : dayOf(cell);
  const text = textOf(cell);
  if (text === null) return null;
  if (/^\d{5}$/.test(text)) return dayOfSerial(Number(text));
  return (
    daysIn(text).find((found) => found.text.length >= text.length - 'ngày '.length)?.day ?? null
  );
}

function dayOfSerial(serial: number): string | null {
  if (serial < serialDays.from || serial > serialDays.to) return null;
  return dayOf(new Date(serialDays.epochMs + serial * dayMs));
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

const written =
  /(?<y1>\d{4})-(?<m1>\d{1,2})-(?<d1>\d{1,2})|(?<d2>\d{1,2})[/.-](?<m2>\d{1,2})[/.-](?<y2>\d{4})|(?<d3>\d{1,2}) tháng (?<m3>\d{1,2}) năm (?<y3>\d{4})/giu;

/** Every real day that a text names: "Quyết định 2304/QĐ-BNNMT ngày 23/6/2025". */
export function daysIn(text: string): { text: string; day: string }[] {
  return [...text.matchAll(written)].flatMap(({ 0: found, groups = {} }) => {
    const { y1, m1, d1, y2, m2, d2, y3, m3, d3 } = groups;
    const [year, month, day] = [y1 ?? y2 ?? y3, m1 ?? m2 ?? m3, d1 ?? d2 ?? d3].map(Number);
    const date = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day));
    const exists = date.getUTCMonth() + 1 === month && date.getUTCDate() === day;
    return exists ? [{ text: found, day: dayOf(date) }] : [];
  });
}
