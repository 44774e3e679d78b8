import type { PublishingKey } from '../../../shared/contract/catalogue.ts';
import type { CatalogueManifest } from '../../../shared/model/catalogue-package.ts';
import { textLengthMax } from '../../../shared/limits.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import type { PublishedProcedure } from '../../../shared/model/published-procedure.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import type { Procedure } from '../../../shared/model/unit.ts';
import { publish as publishDocument } from '../documents.ts';
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
  await publishDocuments(store, now, content);
  return manifest;
}

/** Kiosks that do not know catalogue packages yet take the procedures of their unit as a document. */
async function publishDocuments(
  store: DistrictStore,
  now: Now,
  { label, procedures, assignments }: CatalogueContent,
): Promise<void> {
  for (const { unit, codes } of assignments) {
    const assigned = new Set<string>(codes);
    const body = {
      label,
      procedures: procedures.filter(({ code }) => assigned.has(code)).map(brief),
    };
    await publishDocument(store, now, unit, 'catalogue', body);
  }
}

const unknownDomain = 'Chưa rõ lĩnh vực';

function brief({ code, name, domain, level, channels }: PublishedProcedure): Procedure {
  const first = <T>(read: (channel: PublishedProcedure['channels'][number]) => T | null) =>
    channels.map(read).find((value) => value !== null) ?? null;
  return {
    ...{ code, name, level },
    domain: domain ?? unknownDomain,
    timeLimit: fitting(first(({ timeLimit }) => timeLimit?.text ?? null)),
    fee: fitting(first(({ fee }) => fee)),
  };
}

/** A text too long for a document is left out rather than cut: a fee without its exemptions would be wrong. */
function fitting(text: string | null): string | null {
  return text !== null && text.length <= textLengthMax ? text : null;
}
