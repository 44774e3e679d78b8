import { strFromU8, zipSync } from 'fflate';
import readSheets, { type Sheet } from 'read-excel-file/node';
import type { ImportProblem } from '../../../../shared/contract/catalogue.ts';
import { proceduresMax } from '../../../../shared/limits.ts';
import { problem, type Problem } from '../../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../../shared/model/result.ts';
import { openArchive, type Archive } from './archive.ts';
import { headingAt } from './columns.ts';
import { notice, wholeFile } from './problems.ts';
import type { Cell, Table, TableRow } from './table.ts';

/**
 * Reads an Excel workbook (.xlsx, .xlsm): the first sheet with recognisable headings, values only. What the reader
 * library does not tell, macros, formulas and merged cells, is seen in the archive itself.
 */
export async function readSpreadsheet(
  name: string,
  bytes: Uint8Array,
): Promise<Result<Table, Problem>> {
  const archive = openArchive(name, bytes);
  if (!archive.ok) return archive;
  const sheets = await sheetsOf(archive.value);
  if (!sheets) return fail(problem('import.broken', { name, reason: 'workbook' }));
  const at = Math.max(
    0,
    sheets.findIndex((sheet) => headingAt(rowsOf(sheet)) !== null),
  );
  const sheet = sheets[at];
  if (!sheet) return fail(problem('import.empty', { name }));
  if (sheet.data.length > proceduresMax)
    return fail(problem('import.too-many', { max: proceduresMax }));
  const xml = sheetXml(archive.value, at);
  const merged = mergedRanges(xml);
  const notices = [
    ...archiveNotices(archive.value, xml),
    ...(sheets.length > 1
      ? [notice(wholeFile, 'import.sheets', { sheets: sheets.length, sheet: sheet.sheet })]
      : []),
    ...merged.map(({ range, top }) =>
      notice({ row: top + 1, column: null }, 'import.merged', { range }),
    ),
  ];
  return ok({ rows: spread(rowsOf(sheet), merged), notices });
}

/** Null for a workbook that the reader cannot make sense of. */
async function sheetsOf(archive: Archive): Promise<Sheet[] | null> {
  try {
    // Packed again from what was counted: the reader unpacks by itself, and whatever it is given.
    return await readSheets(Buffer.from(zipSync(archive, { level: 0 })), { trim: false });
  } catch {
    return null; // whatever the reader stumbles on, the file is what is wrong
  }
}

function rowsOf({ data }: Sheet): TableRow[] {
  return data.map((cells, at) => ({ row: at + 1, cells: cells as Cell[] }));
}

function archiveNotices(archive: Archive, sheet: string): ImportProblem[] {
  const formulas = sheet.match(/<f[\s>/]/g)?.length ?? 0;
  return [
    ...(archive['xl/vbaProject.bin'] ? [notice(wholeFile, 'import.macros')] : []),
    ...(formulas > 0 ? [notice(wholeFile, 'import.formulas', { cells: formulas })] : []),
  ];
}

/** The XML of the sheet at this place in the workbook's order (ECMA-376, 18.2.20: sheets name parts by relation). */
function sheetXml(archive: Archive, at: number): string {
  const text = (part: string) => {
    const bytes = archive[part];
    return bytes ? strFromU8(bytes) : '';
  };
  const sheet = text('xl/workbook.xml').match(/<(?:\w+:)?sheet\s[^>]*>/g)?.[at] ?? '';
  const relation = /r:id="([^"]+)"/.exec(sheet)?.[1];
  const target = (text('xl/_rels/workbook.xml.rels').match(/<Relationship\s[^>]*>/g) ?? [])
    .filter((tag) => /Id="([^"]+)"/.exec(tag)?.[1] === relation)
    .map((tag) => /Target="([^"]+)"/.exec(tag)?.[1] ?? '')[0];
  return target ? text(target.startsWith('/') ? target.slice(1) : `xl/${target}`) : '';
}

/** A merged range, counted from zero, all ends included. */
type Merged = { range: string; top: number; left: number; bottom: number; right: number };

function mergedRanges(sheet: string): Merged[] {
  return [...sheet.matchAll(/<mergeCell\s[^>]*ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/g)].map(
    ([, left = 'A', top = '1', right = 'A', bottom = '1']) => ({
      range: `${left}${top}:${right}${bottom}`,
      ...{ top: Number(top) - 1, left: columnNumber(left) },
      ...{ bottom: Number(bottom) - 1, right: columnNumber(right) },
    }),
  );
}

/** "A" is 0, "Z" 25, "AA" 26. */
function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Gives every row of a merged range its value; across columns it stays in the first, where it was written. */
function spread(rows: readonly TableRow[], merged: readonly Merged[]): TableRow[] {
  const filled = rows.map(({ row, cells }) => ({ row, cells: [...cells] }));
  for (const { top, bottom, left } of merged) {
    const value = filled[top]?.cells[left] ?? null;
    for (const { cells } of filled.slice(top + 1, bottom + 1)) cells[left] = value;
  }
  return filled;
}
