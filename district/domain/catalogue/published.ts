import type { CatalogueManifest } from '../../../shared/model/catalogue-package.ts';
import type { DistrictStore } from '../ports.ts';
import type { Catalogues } from './ports.ts';
import { inWorkshop } from './workshop/workshop.ts';

/** The newest version and its package file; nulls before the first. */
export async function publishedIn(catalogues: Catalogues): Promise<{
  readonly newest: CatalogueManifest | null;
  readonly published: Uint8Array | null;
}> {
  const newest = (await catalogues.newest())?.manifest ?? null;
  return { newest, published: newest && (await catalogues.file(newest.version)) };
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
  const published = version === 0 ? null : await store.catalogues.file(version);
  const names = await inWorkshop('publishedNames', { published });
  namesOfVersion.set(store, { version, names });
  return names;
}
