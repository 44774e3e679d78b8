import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { ColumnMapping, ImportPreview, Missing } from '../../../shared/contract/catalogue.ts';
import { importLifeMs, importProblemsShownMax } from '../../../shared/limits.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import { dayInVietnam } from '../period.ts';
import type { DistrictStore, Now } from '../ports.ts';
import { changesBetween, emptyContent, type CatalogueContent } from './content.ts';
import { readImport } from './import/read-import.ts';
import { merged } from './merging.ts';
import type { PendingImport } from './ports.ts';

/** A file that somebody of the office hands in. */
export type HandedIn = {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly missing: Missing;
  /** What the person decided for the columns; null: as decided before for these headings, or as they say themselves. */
  readonly mapping: ColumnMapping | null;
  readonly by: string;
};

/** Reads a file and says what it would change. Nothing changes but the memory of how its columns are mapped. */
export async function previewImport(
  { catalogues }: DistrictStore,
  now: Now,
  { name, bytes, missing, mapping, by }: HandedIn,
): Promise<Result<ImportPreview, Problem>> {
  const file = { name, bytes, today: dayInVietnam(now()) };
  const read = await readImport(file, mapping, (headings) => catalogues.mapping(keyOf(headings)));
  if (!read.ok) return read;
  const { kind, columns, rows, procedures, refusedCodes, problems } = read.value;
  if (mapping)
    await catalogues.rememberMapping(keyOf(columns.map(({ heading }) => heading)), mapping);

  const fields = kind === 'json' ? null : columns.flatMap(({ field }) => field ?? []);
  const found = { procedures, fields, refusedCodes };
  const pending = { id: uuidv7(), by, at: now(), missing, ...found };
  await catalogues.keepImport(pending, now() - importLifeMs);
  const draft = (await catalogues.draft()) ?? emptyContent;
  return ok({
    id: pending.id,
    fileName: name,
    kind,
    columns: [...columns],
    rows,
    taken: procedures.length,
    refused: problemRows(problems),
    problems: problems.slice(0, importProblemsShownMax),
    problemCount: problems.length,
    changes: changesBetween(draft, taken(draft, pending)),
  });
}

function problemRows(problems: ImportPreview['problems']): number {
  const refused = problems.filter(({ severity }) => severity === 'refused');
  return new Set(refused.map(({ row }) => row)).size;
}

/** The headings of a file as one name, whatever their order. */
function keyOf(headings: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(headings.toSorted())).digest('hex');
}

/** Takes a previewed import into the draft. Errors: `import.unknown` when it was taken before or forgotten. */
export async function takeImport(
  { catalogues }: DistrictStore,
  now: Now,
  { id, by }: { readonly id: string; readonly by: string },
): Promise<Result<void, Problem>> {
  const pending = await catalogues.takeImport(id);
  if (!pending || pending.at < now() - importLifeMs) return fail(problem('import.unknown'));
  await catalogues.changeDraft((draft) => taken(draft ?? emptyContent, pending), by, now());
  return ok(undefined);
}

/** The draft with an import in it. A procedure whose row was refused stays as it is. */
function taken(draft: CatalogueContent, pending: PendingImport): CatalogueContent {
  const { procedures, fields, refusedCodes, missing } = pending;
  const before = new Map(draft.procedures.map((procedure) => [procedure.code, procedure]));
  const imported = procedures.map((procedure) => {
    const held = before.get(procedure.code);
    return held ? merged(held, procedure, fields) : procedure;
  });
  const inFile = new Set(imported.map(({ code }) => code));
  const refused = new Set(refusedCodes);
  const kept = draft.procedures.filter(
    ({ code }) => !inFile.has(code) && (missing === 'keep' || refused.has(code)),
  );
  return { ...draft, procedures: [...imported, ...kept] };
}
