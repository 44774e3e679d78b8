import type { DistrictStore } from '../../ports.ts';
import { emptyContent, type CatalogueContent } from '../content.ts';
import { readPackage } from '../package.ts';
import { publishedIn } from '../published.ts';

/** What the newest version holds, opened here: tests have nobody to hold up. Not shipped. */
export async function publishedContent({ catalogues }: DistrictStore): Promise<CatalogueContent> {
  const { published } = await publishedIn(catalogues);
  return published ? readPackage(published) : emptyContent;
}
