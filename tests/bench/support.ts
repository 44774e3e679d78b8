import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';

/** What every measurement needs: percentiles, a folder to throw away, and one table for people to read. */

export type Unit = '' | 'ms' | 'µs' | 's' | 'kB' | 'MB' | 'bytes' | 'entries/s' | '%' | '/s';

/** What a figure should reach. Missing it fails nothing: a table is for reading, a test for passing. */
export type Aim =
  | { readonly kind: 'ratio-max'; readonly value: number }
  | { readonly kind: 'ratio-min'; readonly value: number }
  | { readonly kind: 'max'; readonly value: number }
  | { readonly kind: 'min'; readonly value: number }
  /** Ours less the peer's. */
  | { readonly kind: 'more-max'; readonly value: number };

export interface Figure {
  readonly name: string;
  readonly unit: Unit;
  readonly ours: number;
  /** The same, measured in the same run by something else. */
  readonly peer?: number;
  readonly aim?: Aim;
}

const columns = ['what', 'ours', 'peer', 'ratio', 'aim', ''] as const;

/**
 * Prints a title, one table and its notes.
 * @param notes - how it was measured, a sentence each
 */
export function printTable(
  title: string,
  figures: readonly Figure[],
  notes: readonly string[],
): void {
  const cells = [[...columns], ...figures.map(cellsOf)];
  printCells(title, cells, notes, [0, columns.length - 1]);
}

/**
 * Prints a title, rows of cells under a row of headings, and notes.
 * @param leftColumns - the columns of words; numbers stand right
 */
export function printCells(
  title: string,
  cells: readonly (readonly string[])[],
  notes: readonly string[],
  leftColumns: readonly number[] = [0],
): void {
  const widths = (cells[0] ?? []).map((_, column) =>
    Math.max(...cells.map((row) => textAt(row, column).length)),
  );
  const padded = (text: string, column: number): string => {
    const width = widths[column] ?? 0;
    return leftColumns.includes(column) ? text.padEnd(width) : text.padStart(width);
  };
  const lines = cells.map((row) =>
    widths
      .map((_, column) => padded(textAt(row, column), column))
      .join('  ')
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((width) => '-'.repeat(width)).join('  '));
  console.log(`\n${title}\n\n${lines.join('\n')}\n`);
  for (const note of notes) console.log(`  ${note}`);
}

/** Says why a measurement is not made on this machine. */
export function printSkipped(title: string, reason: string): void {
  console.log(`\n${title}\n\n  skipped: ${reason}`);
}

function cellsOf(figure: Figure): string[] {
  const { name, unit, ours, peer, aim } = figure;
  return [
    name,
    amount(ours, unit),
    peer === undefined ? '' : amount(peer, unit),
    peer === undefined ? '' : `${short(ours / peer)} ×`,
    aim === undefined ? '' : aimText(aim, unit),
    aim === undefined ? '' : isMet(figure, aim) ? 'met' : 'MISSED',
  ];
}

function aimText({ kind, value }: Aim, unit: Unit): string {
  if (kind === 'ratio-max') return `≤ ${short(value)} ×`;
  if (kind === 'ratio-min') return `≥ ${short(value)} ×`;
  if (kind === 'min') return `≥ ${amount(value, unit)}`;
  return kind === 'max' ? `≤ ${amount(value, unit)}` : `≤ peer + ${amount(value, unit)}`;
}

function isMet({ ours, peer = NaN }: Figure, { kind, value }: Aim): boolean {
  switch (kind) {
    case 'ratio-max':
      return ours / peer <= value;
    case 'ratio-min':
      return ours / peer >= value;
    case 'max':
      return ours <= value;
    case 'min':
      return ours >= value;
    case 'more-max':
      return ours - peer <= value;
  }
}

function textAt(row: readonly string[], column: number): string {
  return row[column] ?? '';
}

/** A value with its unit, as tables show it. */
export function amount(value: number, unit: Unit): string {
  return `${short(value)} ${unit}`.trim();
}

/** Three digits that say something; whole numbers from a hundred on. */
function short(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}

/** The smallest sample that at least `share` (0 to 1) of all samples do not exceed. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}

/** A folder on the disk that the temporary files of this machine are on. */
export interface ScratchFolder {
  readonly path: string;
  remove(): void;
}

export function scratchFolder(): ScratchFolder {
  const path = mkdtempSync(join(tmpdir(), 'hai-long-bench-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** One sentence about where the numbers come from, for the notes. */
export function machineNote(): string {
  return `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}, ${process.platform}.`;
}
