import { z } from 'zod';
import { proceduresMax } from '../../../../shared/limits.ts';
import { problem, type Problem } from '../../../../shared/model/problems.ts';
import { publishedProcedureSchema } from '../../../../shared/model/published-procedure.ts';
import { fail, ok, type Result } from '../../../../shared/model/result.ts';
import { daysIn } from './cells.ts';
import { decodeText } from './delimited.ts';
import { refused } from './problems.ts';
import { hasKnownShape } from './procedure-code.ts';
import type { ReadRow } from './row.ts';

/** A procedure of the list with its place in it, counted from 1. */
export type ReadItem = ReadRow & { readonly row: number };

/** Reads a JSON file: an array of procedures as this product publishes them, every field named. */
export function readJsonList(
  name: string,
  bytes: Uint8Array,
  today: string,
): Result<ReadItem[], Problem> {
  const list = parsed(decodeText(bytes).text);
  if (!list.ok) return fail(problem('import.broken', { name, reason: list.problem }));
  if (!Array.isArray(list.value))
    return fail(problem('import.json-shape', { reason: typeof list.value }));
  if (list.value.length === 0) return fail(problem('import.empty', { name }));
  if (list.value.length > proceduresMax)
    return fail(problem('import.too-many', { max: proceduresMax }));
  return ok(
    list.value.map((item: unknown, at) => ({ row: at + 1, ...readItem(item, at + 1, today) })),
  );
}

function parsed(text: string): Result<unknown, string> {
  try {
    return ok(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function readItem(item: unknown, row: number, today: string): ReadRow {
  const read = publishedProcedureSchema.safeParse(item);
  const code = codeIn(item);
  const refuse = (problem: ReturnType<typeof refused>): ReadRow => ({
    ...{ code, procedure: null },
    problems: [problem],
  });
  if (!read.success) {
    const [issue] = read.error.issues;
    const path = issue?.path.join('.') ?? '';
    const reason = issue?.message ?? '';
    return refuse(refused({ row, column: path }, 'import.json-field', { path, reason }));
  }
  const procedure = read.data;
  if (!hasKnownShape(procedure.code)) {
    return refuse(refused({ row, column: 'code' }, 'import.code-shape', { code: procedure.code }));
  }
  const { decision, dataDate } = procedure;
  const future = [...daysIn(decision ?? '').map(({ day }) => day), dataDate ?? ''].find(
    (day) => day > today,
  );
  if (future !== undefined) {
    const column = future === dataDate ? 'dataDate' : 'decision';
    return refuse(refused({ row, column }, 'import.future', { date: future }));
  }
  return { code, procedure, problems: [] };
}

function codeIn(item: unknown): string | null {
  const named = z.object({ code: z.string() }).safeParse(item);
  return named.success ? named.data.code : null;
}
