import type {
  ColumnMapping,
  ImportField,
  ImportPreview,
  ImportProblem,
} from '../../../../shared/contract/catalogue.ts';
import { importBytesMax } from '../../../../shared/limits.ts';
import { problem, type Problem } from '../../../../shared/model/problems.ts';
import type { PublishedProcedure } from '../../../../shared/model/published-procedure.ts';
import { fail, ok, type Result } from '../../../../shared/model/result.ts';
import { textOf } from './cells.ts';
import { headingAt, headingsIn, mapColumns } from './columns.ts';
import { readDelimited } from './delimited.ts';
import { settleDuplicates } from './duplicates.ts';
import { fileKindOf, type FileKind } from './file-kind.ts';
import { readJsonList, type ReadItem } from './json-list.ts';
import { readRow, type FieldRow } from './row.ts';
import { readSpreadsheet } from './spreadsheet.ts';
import type { Cell, Table, TableRow } from './table.ts';

/** A file as it came. `today` is the day in Vietnam, `YYYY-MM-DD`. */
export type ImportedFile = {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly today: string;
};

/** What a file says, read and checked; nothing is changed by reading. */
export type ReadImport = {
  readonly kind: FileKind;
  readonly columns: ImportPreview['columns'];
  readonly rows: number;
  readonly procedures: readonly PublishedProcedure[];
  /** Codes of rows that were refused: what is held of them stays as it is. */
  readonly refusedCodes: readonly string[];
  readonly problems: ImportProblem[];
};

/** Finds what was decided before for a set of headings. */
export type RememberedMapping = (headings: readonly string[]) => ColumnMapping | null;

/**
 * Reads a file that somebody wants to import. `mapping` is what the person decided for this file; without it, what was
 * decided before for the same headings. Errors: a sentence for a file of which nothing can be taken.
 */
export async function readImport(
  file: ImportedFile,
  mapping: ColumnMapping | null,
  remembered: RememberedMapping,
): Promise<Result<ReadImport, Problem>> {
  if (file.bytes.length > importBytesMax) {
    return fail(problem('import.too-large', { mebibytes: importBytesMax / 1024 / 1024 }));
  }
  const kind = fileKindOf(file.name, file.bytes);
  if (!kind.ok) return kind;
  if (kind.value === 'json') {
    const items = readJsonList(file.name, file.bytes, file.today);
    return items.ok ? ok(summed('json', [], [], items.value)) : items;
  }
  const table =
    kind.value === 'xlsx'
      ? await readSpreadsheet(file.name, file.bytes)
      : readDelimited(file.name, file.bytes);
  return table.ok ? readTable(file, kind.value, table.value, mapping, remembered) : table;
}

function readTable(
  file: ImportedFile,
  kind: FileKind,
  { rows, notices }: Table,
  mapping: ColumnMapping | null,
  remembered: RememberedMapping,
): Result<ReadImport, Problem> {
  const heading = rows[headingAt(rows) ?? 0];
  if (!heading) return fail(problem('import.empty', { name: file.name }));
  const headings = headingsIn(heading);
  const columns = mapColumns(headings, mapping ?? remembered(headings));
  const unusable = mappingProblem(headings, columns);
  if (unusable) return fail(unusable);
  const body = rows.slice(rows.indexOf(heading) + 1).filter(isFilled);
  if (body.length === 0) return fail(problem('import.empty', { name: file.name }));
  const ground = { source: `Tệp “${file.name}”`, today: file.today };
  const items = body.map((row) => ({
    row: row.row,
    ...readRow(byField(row, headings, columns), ground),
  }));
  return ok(summed(kind, described(headings, columns, body), notices, items));
}

const isFilled = ({ cells }: TableRow): boolean => cells.some((cell) => textOf(cell) !== null);

/** Code and name must be somewhere, and nothing twice. */
function mappingProblem(headings: readonly string[], columns: ColumnMapping): Problem | null {
  const seen = new Map<ImportField, string>();
  for (const heading of headings) {
    const field = columns[heading] ?? null;
    const before = field && seen.get(field);
    if (before) return problem('import.column-twice', { one: before, other: heading });
    if (field) seen.set(field, heading);
  }
  if (!seen.has('code')) return problem('import.column-missing', { column: 'Mã thủ tục' });
  if (!seen.has('name')) return problem('import.column-missing', { column: 'Tên thủ tục' });
  return null;
}

function byField(row: TableRow, headings: readonly string[], columns: ColumnMapping): FieldRow {
  const cells = new Map<ImportField, Cell>();
  const named = new Map<ImportField, string>();
  headings.forEach((heading, at) => {
    const field = columns[heading] ?? null;
    if (field === null) return;
    cells.set(field, row.cells[at] ?? null);
    named.set(field, heading);
  });
  return { row: row.row, cells, headings: named };
}

const sampleLength = 120;

function described(
  headings: readonly string[],
  columns: ColumnMapping,
  body: readonly TableRow[],
): ImportPreview['columns'] {
  return headings.map((heading, at) => {
    const filled = body.find(({ cells }) => textOf(cells[at] ?? null) !== null);
    const sample = textOf(filled?.cells[at] ?? null)?.slice(0, sampleLength) ?? null;
    return { heading, field: columns[heading] ?? null, sample };
  });
}

function summed(
  kind: FileKind,
  columns: ImportPreview['columns'],
  notices: readonly ImportProblem[],
  items: readonly ReadItem[],
): ReadImport {
  const settled = settleDuplicates(items);
  const isRefused = (item: ReadItem) =>
    item.problems.some(({ severity }) => severity === 'refused');
  return {
    kind,
    columns,
    rows: items.length,
    procedures: settled.flatMap(({ procedure }) => procedure ?? []),
    refusedCodes: settled.flatMap((item) => (isRefused(item) ? (item.code ?? []) : [])),
    problems: [...notices, ...settled.flatMap(({ problems }) => problems)],
  };
}
