import type { EditablePart, PartText } from '../../../shared/contract/catalogue.ts';
import type { ProcedureCode, UnitId } from '../../../shared/model/ids.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import type { DistrictStore, Now } from '../ports.ts';
import type { Packed } from './ports.ts';
import { publishedIn } from './published.ts';
import { inWorkshop } from './workshop/workshop.ts';

/** What the office does with its draft. Each change is made from the draft as it is at that moment. */

/**
 * Puts what `change` makes of the draft in its place. Nothing is locked while it is made: when somebody else changed the
 * draft meanwhile, the change is made again from theirs.
 */
export async function changeDraft(
  { catalogues }: DistrictStore,
  now: Now,
  by: string,
  change: (draft: Packed | null) => Promise<Result<Packed, Problem>>,
): Promise<Result<void, Problem>> {
  for (;;) {
    const { content, revision } = await catalogues.draft();
    const changed = await change(content);
    if (!changed.ok) return changed;
    const next = { content: changed.value, from: revision, by, at: now() };
    if (await catalogues.putDraft(next)) return ok(undefined);
  }
}

/** A part of the draft as a person edits it. */
export async function draftPart(
  { catalogues }: DistrictStore,
  part: EditablePart,
): Promise<PartText> {
  return inWorkshop('part', { draft: (await catalogues.draft()).content, part });
}

/** Replaces a part of the draft. Errors: `catalogue.part…`, and what was there is kept. */
export async function putPart(
  store: DistrictStore,
  now: Now,
  { by, ...change }: PartText & { readonly by: string },
): Promise<Result<void, Problem>> {
  const units = (await store.places.units()).map(({ id }) => id);
  return changeDraft(store, now, by, (draft) => inWorkshop('putPart', { draft, units, ...change }));
}

/** Lets units receive procedures; null: all that no unit receives. Errors: `catalogue.part-units`. */
export async function assignTo(
  store: DistrictStore,
  now: Now,
  {
    codes,
    units,
    by,
  }: {
    readonly codes: readonly ProcedureCode[] | null;
    readonly units: readonly UnitId[];
    readonly by: string;
  },
): Promise<Result<void, Problem>> {
  const known = (await store.places.units()).map(({ id }) => id);
  const strange = units.filter((unit) => !known.includes(unit));
  if (strange.length > 0) {
    return fail(problem('catalogue.part-units', { units: strange.join(', ') }));
  }
  return changeDraft(store, now, by, async (draft) =>
    ok(await inWorkshop('assign', { draft, codes, units })),
  );
}

/** Gives the draft another label. Errors: `catalogue.label` for an empty one. */
export async function putLabel(
  store: DistrictStore,
  now: Now,
  { label, by }: { readonly label: string; readonly by: string },
): Promise<Result<void, Problem>> {
  const text = label.normalize('NFC').trim();
  if (text === '') return fail(problem('catalogue.label'));
  return changeDraft(store, now, by, async (draft) =>
    ok(await inWorkshop('putLabel', { draft, label: text })),
  );
}

/** Throws the draft's changes away: it becomes what is published. */
export async function resetDraft(store: DistrictStore, now: Now, by: string): Promise<void> {
  const { published } = await publishedIn(store.catalogues);
  await changeDraft(store, now, by, async () => ok(await inWorkshop('reset', { published })));
}
