import type { PublishingKey } from '../../../shared/contract/catalogue.ts';
import type { CatalogueManifest } from '../../../shared/model/catalogue-package.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import type { DistrictStore, Now } from '../ports.ts';
import {
  changesBetween,
  contentDigest,
  emptyContent,
  isUnchanged,
  type CatalogueContent,
} from './content.ts';
import { buildPackage, newPublishingKey, readPackage } from './package.ts';

/** Publishes the draft as the next version. `draft` names the content that was looked at: nothing else is published. */
export async function publishDraft(
  store: DistrictStore,
  now: Now,
  { draft, by }: { readonly draft: string; readonly by: string },
): Promise<Result<CatalogueManifest, Problem>> {
  const content = (await store.catalogues.draft()) ?? emptyContent;
  if (contentDigest(content) !== draft) return fail(problem('catalogue.draft-changed'));
  if (content.label.trim() === '') return fail(problem('catalogue.label'));
  if (isUnchanged(changesBetween(await publishedContent(store), content))) {
    return fail(problem('catalogue.nothing-new'));
  }
  return ok(await publishContent(store, now, content, by));
}

/** Publishes what an older version held as the next version; the draft stays as it is. */
export async function publishAgain(
  store: DistrictStore,
  now: Now,
  { version, by }: { readonly version: number; readonly by: string },
): Promise<Result<CatalogueManifest, Problem>> {
  const file = await store.catalogues.file(version);
  if (!file) return fail(problem('catalogue.version-unknown', { version }));
  return ok(await publishContent(store, now, await readPackage(file), by));
}

/** The public half of the key that signs this district's catalogues. */
export async function publishingKeyOf({ catalogues }: DistrictStore): Promise<PublishingKey> {
  const { id, publicKey } = await catalogues.publishingKey(newPublishingKey);
  return { id, publicKey };
}

/** What the newest version holds; nothing before the first. */
export async function publishedContent({ catalogues }: DistrictStore): Promise<CatalogueContent> {
  const newest = await catalogues.newest();
  const file = newest && (await catalogues.file(newest.manifest.version));
  return file ? readPackage(file) : emptyContent;
}

async function publishContent(
  store: DistrictStore,
  now: Now,
  content: CatalogueContent,
  by: string,
): Promise<CatalogueManifest> {
  const key = await store.catalogues.publishingKey(newPublishingKey);
  const { manifest } = await store.catalogues.publish(async (version) => {
    const built = await buildPackage(content, { version, publishedAt: now() }, key);
    const stored = { manifest: built.manifest, publishedBy: by, bytes: built.file.length };
    return { stored, file: built.file };
  });
  return manifest;
}

/** What a report says of a procedure. */
export type ProcedureNames = { readonly name: string; readonly domain: string | null };

/** The newest version's label, and its names by code. */
export type PublishedNames = {
  readonly label: string;
  readonly procedures: ReadonlyMap<string, ProcedureNames>;
};

/** A report is asked for again and again; a version never changes. */
const namesOfVersion = new WeakMap<DistrictStore, { version: number; names: PublishedNames }>();

export async function publishedNames(store: DistrictStore): Promise<PublishedNames> {
  const version = (await store.catalogues.newest())?.manifest.version ?? 0;
  const known = namesOfVersion.get(store);
  if (known?.version === version) return known.names;
  const { label, procedures } = await publishedContent(store);
  const names = {
    label,
    procedures: new Map(procedures.map(({ code, name, domain }) => [code, { name, domain }])),
  };
  namesOfVersion.set(store, { version, names });
  return names;
}
