import { parse } from 'csv-parse/sync';
import { procedureSchema, type Procedure } from '../../shared/model/unit.ts';

/** A row of a procedure list that cannot be taken, by its line in the file. */
export type RefusedRow = { readonly line: number; readonly reason: string };

export type ReadProcedures = {
  readonly procedures: readonly Procedure[];
  readonly refused: readonly RefusedRow[];
};

/** How a list marks a level that its maker guessed: read as unknown. */
const guessed = /\(inferred\)/i;

/**
 * Reads a procedure list: UTF-8 CSV with the columns code, name, domain, level, time_limit and fee, others ignored.
 * Texts are trimmed and brought to NFC. An empty time limit or fee is unknown and stays unknown.
 *
 * @throws when the text is not CSV with these columns at all.
 */
export function readProcedures(csv: string): ReadProcedures {
  const rows: { record: Record<string, string>; info: { lines: number } }[] = parse(csv, {
    bom: true,
    columns: true,
    info: true,
    skip_empty_lines: true,
    trim: true,
  });
  const procedures: Procedure[] = [];
  const refused: RefusedRow[] = [];
  const codes = new Set<string>();
  for (const { record, info } of rows) {
    const read = readRow(record);
    if (!read.success) {
      const issue = read.error.issues[0];
      refused.push({ line: info.lines, reason: `${issue?.path.join('.')}: ${issue?.message}` });
    } else if (codes.has(read.data.code)) {
      refused.push({ line: info.lines, reason: `code: ${read.data.code} stands twice` });
    } else {
      codes.add(read.data.code);
      procedures.push(read.data);
    }
  }
  return { procedures, refused };
}

function readRow(row: Record<string, string>) {
  return procedureSchema.safeParse({
    code: row.code,
    name: row.name,
    domain: row.domain,
    level: known(row.level),
    timeLimit: textOrNull(row.time_limit),
    fee: textOrNull(row.fee),
  });
}

function known(level: string | undefined): string | null {
  return level !== undefined && guessed.test(level) ? null : textOrNull(level);
}

function textOrNull(text: string | undefined): string | null {
  return text === undefined || text.trim() === '' ? null : text;
}
