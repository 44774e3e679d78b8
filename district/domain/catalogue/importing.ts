import { v7 as uuidv7 } from 'uuid';
import type { ColumnMapping, ImportPreview, Missing } from '../../../shared/contract/catalogue.ts';
import { importLifeMs, workshopMemoryMebibytes } from '../../../shared/limits.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import { dayInVietnam } from '../period.ts';
import type { DistrictStore, Now } from '../ports.ts';
import { changeDraft } from './drafting.ts';
import type { Previewed } from './workshop/tasks.ts';
import { inWorkshop, WorkshopError } from './workshop/workshop.ts';

/** A file that somebody of the office hands in. */
export type HandedIn = {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly missing: Missing;
  /** What the person decided for the columns; null: as decided before for these headings, or as they say themselves. */
  readonly mapping: ColumnMapping | null;
};

/** Reads a file and says what it would change. Nothing changes but the memory of how its columns are mapped. */
export async function previewImport(
  store: DistrictStore,
  now: Now,
  handedIn: HandedIn,
): Promise<Result<ImportPreview, Problem>> {
  const { catalogues } = store;
  const read = await readIn(store, now, handedIn);
  if (!read.ok) return read;
  const { preview, pending, headings } = read.value;
  if (handedIn.mapping) await catalogues.rememberMapping(headings, handedIn.mapping);
  const id = uuidv7();
  await catalogues.keepImport({ id, at: now(), body: pending }, now() - importLifeMs);
  return ok({ id, ...preview });
}

/** A file that needs more room or time than any honest one ends the workshop's thread, and gets its sentence. */
async function readIn(
  { catalogues }: DistrictStore,
  now: Now,
  { name, bytes, missing, mapping }: HandedIn,
): Promise<Result<Previewed, Problem>> {
  const file = { name, bytes, today: dayInVietnam(now()) };
  const { content: draft } = await catalogues.draft();
  const mappings = await catalogues.mappings();
  try {
    return await inWorkshop('preview', { file, draft, mapping, mappings, missing });
  } catch (error) {
    if (!(error instanceof WorkshopError && error.tooMuch)) throw error;
    return fail(problem('import.too-much', { name, mebibytes: workshopMemoryMebibytes }));
  }
}

/** Takes a previewed import into the draft. Errors: `import.unknown` when it was taken before or forgotten. */
export async function takeImport(
  store: DistrictStore,
  now: Now,
  { id, by }: { readonly id: string; readonly by: string },
): Promise<Result<void, Problem>> {
  const pending = await store.catalogues.takeImport(id);
  if (!pending || pending.at < now() - importLifeMs) return fail(problem('import.unknown'));
  return changeDraft(store, now, by, async (draft) =>
    ok(await inWorkshop('take', { draft, pending: pending.body })),
  );
}
