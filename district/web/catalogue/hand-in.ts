import { catalogueImportPath } from '../../../shared/contract/catalogue-paths.ts';
import type { ColumnMapping, ImportPreview, Missing } from '../../../shared/contract/catalogue.ts';
import { importBytesMax } from '../../../shared/limits.ts';
import { problem } from '../../../shared/model/problems.ts';
import type { Result } from '../../../shared/model/result.ts';
import { refused, type Trouble } from '../ask.ts';
import { sendFile } from '../send-file.ts';

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
  return sendFile(`${catalogueImportPath}?${query}`, file);
}
