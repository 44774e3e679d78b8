import { z } from 'zod';
import { proceduresMax } from '../../../../shared/limits.ts';
import { problem, type Problem } from '../../../../shared/model/problems.ts';
import { publishedProcedureSchema } from '../../../../shared/model/published-procedure.ts';
import { fail, ok, type Result } from '../../../../shared/model/result.ts';
import { daysIn, hasHtml, textOf, withoutHtml } from './cells.ts';
import { decodeText } from './delimited.ts';
import { notice, refused } from './problems.ts';
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

function readItem(given: unknown, row: number, today: string): ReadRow {
  const stripped: string[] = [];
  const item = withoutTags(given, [], stripped);
  const notices = stripped.map((column) => notice({ row, column }, 'import.html'));
  const code = codeIn(item);
  const refuse = (...[column, ...why]: [string, ...Why]): ReadRow => ({
    ...{ code, procedure: null },
    problems: [refused({ row, column }, ...why), ...notices],
  });
  const read = publishedProcedureSchema.safeParse(item);
  if (!read.success) {
    const path = placeOf(read.error);
    return refuse(path, 'import.json-field', { path });
  }
  const procedure = read.data;
  if (!hasKnownShape(procedure.code)) {
    return refuse('code', 'import.code-shape', { code: procedure.code });
  }
  const { decision, dataDate } = procedure;
  const future = [...daysIn(decision ?? '').map(({ day }) => day), dataDate ?? ''].find(
    (day) => day > today,
  );
  if (future !== undefined) {
    return refuse(future === dataDate ? 'dataDate' : 'decision', 'import.future', { date: future });
  }
  return { code, procedure, problems: notices };
}

type Why = Parameters<typeof refused> extends [unknown, ...infer Rest] ? Rest : never;

/** The same with every text's HTML left out; `stripped` is told where. */
function withoutTags(value: unknown, path: readonly string[], stripped: string[]): unknown {
  if (typeof value === 'string') {
    if (!hasHtml(value)) return value;
    stripped.push(path.join('.'));
    return textOf(withoutHtml(value));
  }
  if (Array.isArray(value)) {
    return value.map((item, at) => withoutTags(item, [...path, String(at + 1)], stripped));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withoutTags(item, [...path, key], stripped)]),
  );
}

/** The field that cannot be used, "channels.1.fee"; items are counted from 1. */
function placeOf({ issues: [issue] }: z.ZodError): string {
  const path = issue?.path.map((step) => (typeof step === 'number' ? step + 1 : step)) ?? [];
  return [...path, ...(issue?.code === 'unrecognized_keys' ? issue.keys : [])].join('.');
}

function codeIn(item: unknown): string | null {
  const named = z.object({ code: z.string() }).safeParse(item);
  return named.success ? named.data.code : null;
}
