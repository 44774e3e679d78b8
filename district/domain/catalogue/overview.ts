import type { CatalogueOverview } from '../../../shared/contract/catalogue.ts';
import type { DistrictStore } from '../ports.ts';
import { publishedIn } from './published.ts';
import { inWorkshop } from './workshop/workshop.ts';

/** What is published, what the office works on, and how the two differ. */
export async function overviewOf({ catalogues }: DistrictStore): Promise<CatalogueOverview> {
  const versions = await catalogues.versions();
  const { content } = await catalogues.draft();
  const { published } = await publishedIn(catalogues);
  return {
    versions: versions.map(({ manifest, publishedBy, bytes }) => {
      const { version, publishedAt, label, procedures, digest } = manifest;
      return { version, publishedAt, publishedBy, label, procedures, digest, bytes };
    }),
    draft: await inWorkshop('overview', { draft: content, published }),
  };
}

/** Everything in the draft by code and name, as JSON. */
export async function draftNames({ catalogues }: DistrictStore): Promise<string> {
  return inWorkshop('names', { draft: (await catalogues.draft()).content });
}
