import { catalogueImportPath } from '../../../shared/contract/catalogue-paths.ts';
import type { ColumnMapping, ImportPreview, Missing } from '../../../shared/contract/catalogue.ts';
import { importBytesMax } from '../../../shared/limits.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import type { Trouble } from '../ask.ts';
import { postFile } from '../client.ts';

export type HandedIn = {
  readonly file: File;
  readonly missing: Missing;
  /** What the person decided for the columns; null before anything was decided. */
  readonly mapping: ColumnMapping | null;
};

const megabyte = 1024 * 1024;

/** Hands a file in and answers what it would change. A file beyond the bound is not even sent. */
export async function handIn({
  file,
  missing,
  mapping,
}: HandedIn): Promise<Result<ImportPreview, Trouble>> {
  if (file.size > importBytesMax) {
    return refused(problem('import.too-large', { mebibytes: importBytesMax / megabyte }));
  }
  const query = new URLSearchParams({ name: file.name, missing });
  if (mapping) query.set('mapping', JSON.stringify(mapping));
  try {
    const answer = await postFile(`${catalogueImportPath}?${query}`, file);
    if (answer.ok) return ok((await answer.json()) as ImportPreview);
    if (![401, 413, 422].includes(answer.status)) return fail({ kind: 'failed' });
    return refused((await answer.json()) as Problem);
  } catch {
    return fail({ kind: 'unreachable' }); // no answer, or one that breaks off
  }
}

function refused(because: Problem): Result<never, Trouble> {
  return fail({ kind: 'refused', problem: because });
}
