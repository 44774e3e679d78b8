import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readImport } from '../district/domain/catalogue/import/read-import.ts';
import { buildPackage, newPublishingKey } from '../district/domain/catalogue/package.ts';
import { readPart } from '../district/domain/catalogue/parts.ts';
import type { CatalogueContent } from '../district/domain/catalogue/content.ts';
import { unitSchema } from '../shared/model/unit.ts';
import type { Problem } from '../shared/model/problems.ts';
import type { Result } from '../shared/model/result.ts';
import { repository } from './setup/run-tool.ts';

/**
 * The catalogue that a kiosk shows before it has heard of a district: the samples, imported through the same door as an
 * office's own list. It carries no version that counts, and the kiosk trusts it as a part of the program: the key that
 * signs it is thrown away.
 */
export const shippedPath = 'out/catalogue.ndjson.gz';

const sample = (name: string): string => join(repository, 'samples', name);

export async function buildShippedCatalogue(): Promise<void> {
  const content = await sampleContent();
  const { file } = buildPackage(
    content,
    { version: 1, publishedAt: Date.now() },
    newPublishingKey(),
  );
  const target = join(repository, shippedPath);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, file);
}

async function sampleContent(): Promise<CatalogueContent> {
  const { unit, catalogueLabel } = JSON.parse(await readFile(sample('unit.json'), 'utf8')) as {
    readonly unit: unknown;
    readonly catalogueLabel: string;
  };
  const { id } = unitSchema.parse(unit);
  const name = 'procedures.csv';
  const today = new Date().toISOString().slice(0, 10);
  const file = { name, today, bytes: await readFile(sample(name)) };
  const { procedures, refusedCodes } = sound(await readImport(file, null, () => null));
  if (refusedCodes.length > 0) throw new Error(`samples/${name}: ${refusedCodes.join(', ')}`);
  const part = async <K extends 'lifeEvents' | 'aliases' | 'feedback'>(key: K, json: string) =>
    sound(readPart(key, await readFile(sample(json), 'utf8')));
  return {
    ...{ label: catalogueLabel, procedures },
    assignments: [{ unit: id, codes: procedures.map(({ code }) => code) }],
    lifeEvents: await part('lifeEvents', 'life-events.json'),
    aliases: await part('aliases', 'aliases.json'),
    feedback: await part('feedback', 'feedback.json'),
  };
}

function sound<T>(result: Result<T, Problem>): T {
  if (!result.ok) throw new Error(result.problem.en);
  return result.value;
}
