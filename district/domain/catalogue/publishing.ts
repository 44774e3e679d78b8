import type { PublishingKey } from '../../../shared/contract/catalogue.ts';
import type { CatalogueManifest } from '../../../shared/model/catalogue-package.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import type { DistrictStore, Now } from '../ports.ts';
import { newPublishingKey, type BuiltPackage } from './package.ts';
import type { PublishingKeyPair } from './ports.ts';
import { publishedIn } from './published.ts';
import { inWorkshop } from './workshop/workshop.ts';

/** Publishes the draft as the next version. `draft` names the content that was looked at: nothing else is published. */
export function publishDraft(
  store: DistrictStore,
  now: Now,
  { draft: looked, by }: { readonly draft: string; readonly by: string },
): Promise<Result<CatalogueManifest, Problem>> {
  return publishNext(store, now, by, async (making) => {
    const { content: draft } = await store.catalogues.draft();
    return inWorkshop('package', { ...making, draft, looked });
  });
}

/** Publishes what an older version held as the next version; the draft stays as it is. */
export async function publishAgain(
  store: DistrictStore,
  now: Now,
  { version, by }: { readonly version: number; readonly by: string },
): Promise<Result<CatalogueManifest, Problem>> {
  const again = await store.catalogues.file(version);
  if (!again) return fail(problem('catalogue.version-unknown', { version }));
  return publishNext(store, now, by, (making) => inWorkshop('packageAgain', { ...making, again }));
}

/** The public half of the key that signs this district's catalogues. */
export async function publishingKeyOf({ catalogues }: DistrictStore): Promise<PublishingKey> {
  const { id, publicKey } = await catalogues.publishingKey(newPublishingKey);
  return { id, publicKey };
}

type Making = {
  readonly published: Uint8Array | null;
  readonly version: number;
  readonly publishedAt: number;
  readonly key: PublishingKeyPair;
};

/**
 * Makes a package against the newest version and adds it as the next. Nothing is locked while it is made; when somebody
 * else published meanwhile it is made again, against theirs, so that two who publish the same publish it once.
 */
async function publishNext(
  { catalogues }: DistrictStore,
  now: Now,
  by: string,
  make: (making: Making) => Promise<Result<BuiltPackage, Problem>>,
): Promise<Result<CatalogueManifest, Problem>> {
  const key = await catalogues.publishingKey(newPublishingKey);
  for (;;) {
    const { newest, published } = await publishedIn(catalogues);
    const version = (newest?.version ?? 0) + 1;
    const built = await make({ published, version, publishedAt: now(), key });
    if (!built.ok) return built;
    const { manifest, file } = built.value;
    if (await catalogues.addVersion({ manifest, publishedBy: by, bytes: file.length }, file)) {
      return ok(manifest);
    }
  }
}
