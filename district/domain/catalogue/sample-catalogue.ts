import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { UnitId } from '../../../shared/model/ids.ts';
import { ok } from '../../../shared/model/result.ts';
import type { DistrictStore, Now } from '../ports.ts';
import { emptyContent, type CatalogueContent } from './content.ts';
import { changeDraft } from './drafting.ts';
import { previewImport, takeImport } from './importing.ts';
import { overviewOf } from './overview.ts';
import { readPart } from './parts.ts';
import { publishDraft } from './publishing.ts';
import { pack, unpack } from './workshop/packing.ts';

/** Who is said to have published the samples. */
const samplePublisher = 'samples';
const procedureList = 'procedures.csv';

/**
 * Publishes the sample catalogue of `folder` for `unit`, through the same door as an office's own list. A district that
 * has published is left as it is. Samples are part of the product, so a bad one is a defect and throws.
 */
export async function publishSampleCatalogue(
  store: DistrictStore,
  now: Now,
  {
    folder,
    unit,
    label,
  }: { readonly folder: string; readonly unit: UnitId; readonly label: string },
): Promise<void> {
  if (await store.catalogues.newest()) return;
  const by = samplePublisher;
  const handedIn = { name: procedureList, missing: 'withdraw', mapping: null } as const;
  const bytes = await readFile(join(folder, procedureList));
  const preview = await previewImport(store, now, { ...handedIn, bytes });
  if (!preview.ok) throw new Error(preview.problem.en);
  const { id, problems } = preview.value;
  const bad = problems.find(({ severity }) => severity === 'refused');
  if (bad) throw new Error(`${procedureList}, row ${bad.row}: ${bad.en}`);
  await takeImport(store, now, { id, by });

  const parts = await samplePartsIn(folder);
  await changeDraft(store, now, by, async (packed) => {
    const { procedures } = packed ? unpack<CatalogueContent>(packed) : emptyContent;
    const assignments = [{ unit, codes: procedures.map(({ code }) => code) }];
    return ok(pack({ ...parts, procedures, label, assignments }));
  });
  const { draft } = await overviewOf(store);
  const published = await publishDraft(store, now, { draft: draft.digest, by });
  if (!published.ok) throw new Error(published.problem.en);
}

async function samplePartsIn(
  folder: string,
): Promise<Pick<CatalogueContent, 'lifeEvents' | 'aliases' | 'feedback'>> {
  const part = async <K extends 'lifeEvents' | 'aliases' | 'feedback'>(key: K, file: string) => {
    const read = readPart(key, await readFile(join(folder, file), 'utf8'));
    if (!read.ok) throw new Error(`${file}: ${read.problem.en}`);
    return read.value;
  };
  return {
    lifeEvents: await part('lifeEvents', 'life-events.json'),
    aliases: await part('aliases', 'aliases.json'),
    feedback: await part('feedback', 'feedback.json'),
  };
}
