import type { CatalogueOverview } from '../../../shared/contract/catalogue.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import type { DistrictStore, Now } from '../ports.ts';
import { changesBetween, contentDigest, emptyContent } from './content.ts';
import { unknownCodes } from './parts.ts';
import { publishedContent } from './publishing.ts';

/** What is published, what the office works on, and how the two differ. */
export async function overviewOf(store: DistrictStore): Promise<CatalogueOverview> {
  const versions = await store.catalogues.versions();
  const draft = (await store.catalogues.draft()) ?? emptyContent;
  return {
    versions: versions.map(({ manifest, publishedBy, bytes }) => {
      const { version, publishedAt, label, procedures, digest } = manifest;
      return { version, publishedAt, publishedBy, label, procedures, digest, bytes };
    }),
    draft: {
      label: draft.label,
      procedures: draft.procedures.length,
      digest: contentDigest(draft),
      changes: changesBetween(await publishedContent(store), draft),
      unknownCodes: unknownCodes(draft),
    },
  };
}

/** Gives the draft another label. Errors: `catalogue.label` for an empty one. */
export async function putLabel(
  { catalogues }: DistrictStore,
  now: Now,
  { label, by }: { readonly label: string; readonly by: string },
): Promise<Result<void, Problem>> {
  const text = label.normalize('NFC').trim();
  if (text === '') return fail(problem('catalogue.label'));
  await catalogues.changeDraft((draft) => ({ ...(draft ?? emptyContent), label: text }), by, now());
  return ok(undefined);
}

/** Throws the draft's changes away: it becomes what is published. */
export async function resetDraft(store: DistrictStore, now: Now, by: string): Promise<void> {
  const published = await publishedContent(store);
  await store.catalogues.changeDraft(() => published, by, now());
}
