import { proceduresShownMax } from '../../shared/limits.ts';
import type { Procedure } from '../../shared/model/unit.ts';
import { fold } from '../../shared/rules/folding.ts';

/** The catalogue, folded once, ready to be looked up in. */
export type ProcedureIndex = {
  /** Procedures whose code or name matches, best first; the first ones of the catalogue for an empty text. */
  find(text: string): Procedure[];
  byCode(code: string): Procedure | null;
};

type Row = {
  readonly procedure: Procedure;
  readonly code: string;
  readonly folded: string;
  readonly marked: string;
};

export function indexProcedures(procedures: readonly Procedure[]): ProcedureIndex {
  const byCode = new Map(procedures.map((procedure) => [String(procedure.code), procedure]));
  const rows = procedures.map((procedure) => ({
    procedure,
    code: fold(procedure.code),
    folded: fold(procedure.name),
    marked: lower(procedure.name),
  }));

  return {
    byCode: (code) => byCode.get(code) ?? null,
    find(text) {
      const query = {
        folded: fold(text),
        marked: lower(text).trim(),
        words: fold(text).split(' '),
      };
      if (query.folded === '') return procedures.slice(0, proceduresShownMax);
      return rows
        .flatMap((row) => {
          const rank = rankOf(row, query);
          return rank === null ? [] : [{ row, rank }];
        })
        .sort((a, b) => a.rank - b.rank || a.row.folded.length - b.row.folded.length)
        .slice(0, proceduresShownMax)
        .map(({ row }) => row.procedure);
    },
  };
}

type Query = {
  readonly folded: string;
  readonly marked: string;
  readonly words: readonly string[];
};

/** How well a row answers, 0 the best; null when it does not. Words as typed with their marks come before look-alikes. */
function rankOf(row: Row, query: Query): number | null {
  if (row.code === query.folded) return 0;
  if (row.code.startsWith(query.folded)) return 1;
  const words = ` ${row.folded}`;
  if (words.includes(` ${query.folded}`)) {
    const exact = row.marked.includes(query.marked);
    if (row.folded.startsWith(query.folded)) return exact ? 2 : 4;
    return exact ? 3 : 5;
  }
  if (query.words.every((word) => words.includes(` ${word}`))) return 6;
  if (query.words.every((word) => words.includes(word) || row.code.includes(word))) return 7;
  return null;
}

function lower(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
