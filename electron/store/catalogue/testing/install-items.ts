import { createHash } from 'node:crypto';
import { join } from 'node:path';
import {
  catalogueManifestSchema,
  type CatalogueItem,
} from '../../../../shared/model/catalogue-package.ts';
import { openForBuilding } from '../../database.ts';
import { CatalogueWriter } from '../catalogue-writer.ts';
import { writePointer } from '../pointer.ts';

/** Leaves a data folder as if a package of these items had been installed from the district. */
export function installItems(
  folder: string,
  items: readonly CatalogueItem[],
  { version, label }: { readonly version: number; readonly label: string },
): void {
  const digest = createHash('sha256').update(JSON.stringify(items)).digest('hex');
  const file = `catalogue-${version}-${digest.slice(0, 8)}.sqlite`;
  const database = openForBuilding(join(folder, file));
  const writer = new CatalogueWriter(database);
  for (const item of items) writer.add(item, Buffer.from(JSON.stringify(item)));
  const { procedures } = writer;
  const counts = { items: items.length, procedures };
  writer.finish(
    catalogueManifestSchema.parse({
      ...{ format: 1, version, publishedAt: 0, label, digest },
      ...counts,
    }),
  );
  database.close();
  writePointer(folder, { current: { file, origin: 'district', digest }, previous: null });
}
