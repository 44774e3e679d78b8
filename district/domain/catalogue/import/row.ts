import type { ImportField, ImportProblem } from '../../../../shared/contract/catalogue.ts';
import {
  publishedProcedureSchema,
  type PublishedProcedure,
} from '../../../../shared/model/published-procedure.ts';
import { fold } from '../../../../shared/rules/folding.ts';
import { daysIn, hasHtml, linesOf, readDay, textOf, withoutHtml } from './cells.ts';
import { channelsOf, componentsOf, legalBasesOf } from './parts.ts';
import { notice, refused } from './problems.ts';
import { codeOfNumber, hasKnownShape } from './procedure-code.ts';
import type { Cell } from './table.ts';

/** A row by field, with the heading of each field's column. */
export type FieldRow = {
  readonly row: number;
  readonly cells: ReadonlyMap<ImportField, Cell>;
  readonly headings: ReadonlyMap<ImportField, string>;
};

/** A procedure when the row can be taken, and what there is to say about it. */
export type ReadRow = {
  /** As far as it can be told, also for a row that is refused. */
  readonly code: string | null;
  readonly procedure: PublishedProcedure | null;
  readonly problems: readonly ImportProblem[];
};

/** What a row is read with: what stands for an empty source, and today, `YYYY-MM-DD`. */
export type RowGround = { readonly source: string; readonly today: string };

/** Reads one row. An empty cell, or one that only guesses, is unknown. */
export function readRow(row: FieldRow, ground: RowGround): ReadRow {
  const reader = new RowReader(row);
  const code = reader.code();
  const name = reader.text('name')?.replaceAll('\n', ' ') ?? null;
  if (code !== null && name === null) reader.refuse('name', 'import.name-missing');
  const days = reader.days(ground.today);
  const candidate = {
    ...{ code, name },
    ...factsOf(reader),
    channels: channelsOf((field) => reader.text(field)),
    status: reader.status(),
    ...days,
    replacedBy: reader.codes('replacedBy'),
    decision: reader.decision(ground.today),
    source: reader.text('source') ?? ground.source,
    officialUrl: reader.address('officialUrl'),
  };
  return { code, ...finish(reader, candidate) };
}

function factsOf(reader: RowReader) {
  const split = <T>(field: ImportField, read: (lines: string[]) => T): T | null => {
    const text = reader.text(field);
    return text === null ? null : read(linesOf(text));
  };
  return {
    domain: reader.text('domain'),
    level: reader.text('level'),
    decidingAgency: reader.text('decidingAgency'),
    receivingAgency: reader.text('receivingAgency'),
    subjects: reader.text('subjects'),
    steps: split('steps', (lines) => lines),
    components: split('components', componentsOf),
    blankForms: split('blankForms', (lines) =>
      lines.map((line) => ({ name: line, address: null })),
    ),
    result: reader.text('result'),
    conditions: reader.text('conditions'),
    legalBases: split('legalBases', legalBasesOf),
    keywords: (reader.text('keywords') ?? '')
      .split(/[,;\n]/)
      .map((word) => word.trim())
      .filter(Boolean),
  };
}

function finish(reader: RowReader, candidate: object): Omit<ReadRow, 'code'> {
  if (reader.isRefused) return { procedure: null, problems: reader.problems };
  const read = publishedProcedureSchema.safeParse(candidate);
  if (read.success) return { procedure: read.data, problems: reader.problems };
  const [issue] = read.error.issues;
  const reason = issue?.path.join('.') ?? '';
  reader.refuse((issue?.path[0] as ImportField | undefined) ?? 'code', 'import.too-long', {
    reason,
  });
  return { procedure: null, problems: reader.problems };
}

const guessed = /\((?:inferred|suy đoán|đoán)\)|^\?+$/iu;
const statuses = [
  {
    status: 'in-force',
    words: ['con hieu luc', 'dang hieu luc', 'dang ap dung', 'in-force', 'in force'],
  },
  { status: 'replaced', words: ['bi thay the', 'thay the', 'duoc thay the', 'replaced'] },
  { status: 'repealed', words: ['bi bai bo', 'bai bo', 'het hieu luc', 'huy bo', 'repealed'] },
] as const;

/** The cells of one row as values, and the problems met on the way. */
class RowReader {
  readonly problems: ImportProblem[] = [];
  readonly #row: FieldRow;

  constructor(row: FieldRow) {
    this.#row = row;
  }

  get isRefused(): boolean {
    return this.problems.some(({ severity }) => severity === 'refused');
  }

  refuse(
    field: ImportField,
    ...problem: Parameters<typeof refused> extends [unknown, ...infer P] ? P : never
  ): void {
    this.problems.push(refused(this.#place(field), ...problem));
  }

  /** The text of a field without HTML and without guesses. */
  text(field: ImportField): string | null {
    const text = textOf(this.#cell(field));
    if (text === null) return null;
    if (guessed.test(text)) {
      this.#notice(field, 'import.guess', { text });
      return null;
    }
    if (!hasHtml(text)) return text;
    this.#notice(field, 'import.html');
    return textOf(withoutHtml(text));
  }

  code(): string | null {
    const cell = this.#cell('code');
    const code =
      typeof cell === 'number' ? codeOfNumber(cell) : (textOf(cell)?.replace(/\s/g, '') ?? null);
    if (code === null) this.refuse('code', 'import.code-missing');
    else if (!hasKnownShape(code)) this.refuse('code', 'import.code-shape', { code });
    else if (typeof cell === 'number') this.#notice('code', 'import.code-number', { code });
    return code;
  }

  /** Data and decisions of tomorrow cannot have been published today; a procedure may well come into force later. */
  days(today: string) {
    const dataDate = this.#day('dataDate');
    this.#refuseFuture('dataDate', dataDate, today);
    return {
      dataDate,
      effectiveFrom: this.#day('effectiveFrom'),
      effectiveTo: this.#day('effectiveTo'),
    };
  }

  decision(today: string): string | null {
    const text = this.text('decision');
    const latest =
      daysIn(text ?? '')
        .map(({ day }) => day)
        .sort()
        .at(-1) ?? null;
    this.#refuseFuture('decision', latest, today);
    return text;
  }

  status(): (typeof statuses)[number]['status'] {
    const text = this.text('status');
    if (text === null) return 'in-force';
    const known = statuses.find(({ words }) => words.some((word) => word === fold(text)));
    if (!known) this.refuse('status', 'import.status', { text });
    return known?.status ?? 'in-force';
  }

  codes(field: ImportField): string[] {
    const words = (this.text(field) ?? '').split(/[,;\s]+/).filter(Boolean);
    for (const text of words.filter((word) => !hasKnownShape(word))) {
      this.#notice(field, 'import.value', { text });
    }
    return words.filter(hasKnownShape);
  }

  address(field: ImportField): string | null {
    const text = this.text(field);
    if (text === null || URL.parse(text)?.protocol === 'https:') return text;
    this.#notice(field, 'import.value', { text });
    return null;
  }

  #day(field: ImportField): string | null {
    const cell = this.#cell(field);
    const text = textOf(cell);
    const day = readDay(cell);
    if (text !== null && day === null) this.#notice(field, 'import.date', { text });
    return day;
  }

  #refuseFuture(field: ImportField, day: string | null, today: string): void {
    if (day !== null && day > today) this.refuse(field, 'import.future', { date: day });
  }

  #notice(
    field: ImportField,
    ...problem: Parameters<typeof notice> extends [unknown, ...infer P] ? P : never
  ): void {
    const made = notice(this.#place(field), ...problem);
    if (!this.problems.some(({ column, en }) => column === made.column && en === made.en))
      this.problems.push(made);
  }

  #cell(field: ImportField): Cell {
    return this.#row.cells.get(field) ?? null;
  }

  #place(field: ImportField) {
    return { row: this.#row.row, column: this.#row.headings.get(field) ?? null };
  }
}
