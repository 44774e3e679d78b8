import type { ImportProblem } from '../../../../shared/contract/catalogue.ts';
import {
  problem,
  type ProblemCode,
  type ProblemParameters,
} from '../../../../shared/model/problems.ts';

/** A place in the file: the row as the file counts, and the heading of the column. */
export type Place = { readonly row: number | null; readonly column: string | null };

type ImportCode = Extract<ProblemCode, `import.${string}`>;

/** The row is not taken. */
export function refused(
  place: Place,
  code: ImportCode,
  parameters: ProblemParameters = {},
): ImportProblem {
  return made('refused', place, code, parameters);
}

/** The row is taken, and the office should know how. */
export function notice(
  place: Place,
  code: ImportCode,
  parameters: ProblemParameters = {},
): ImportProblem {
  return made('notice', place, code, parameters);
}

export const wholeFile: Place = { row: null, column: null };

function made(
  severity: ImportProblem['severity'],
  { row, column }: Place,
  code: ImportCode,
  parameters: ProblemParameters,
): ImportProblem {
  const { vi, en } = problem(code, parameters);
  return { severity, row, column, vi, en };
}
