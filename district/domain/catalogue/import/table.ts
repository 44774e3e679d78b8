import type { ImportProblem } from '../../../../shared/contract/catalogue.ts';

/** The value of a cell as its file format gives it. Null: empty. */
export type Cell = string | number | boolean | Date | null;

/** A row with the number that the file's own program shows for it. */
export type TableRow = { readonly row: number; readonly cells: readonly Cell[] };

/** Rows of a file, headings among them, and what was noticed while reading. */
export type Table = {
  readonly rows: readonly TableRow[];
  readonly notices: readonly ImportProblem[];
};
