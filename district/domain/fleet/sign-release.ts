import { writeFile } from 'node:fs/promises';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { releaseManifestSchema } from '../../../shared/model/release.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import { newPublishingKey } from '../catalogue/package.ts';
import type { DistrictStore } from '../ports.ts';
import { signed } from '../signing.ts';
import { jsonIn } from './releases.ts';

/**
 * From the command line: the office vouches for a release with its publishing key, in place of whoever signed it before;
 * the manifest is written anew. Kiosks take it only where their computer says so. Problem: `fleet.release`.
 */
export async function signReleaseFile(
  { catalogues }: DistrictStore,
  path: string,
): Promise<Result<string, Problem>> {
  const read = releaseManifestSchema.safeParse(await jsonIn(path));
  if (!read.success) return fail(problem('fleet.release'));
  const { signature: _before, ...unsigned } = read.data;
  const key = await catalogues.publishingKey(newPublishingKey);
  await writeFile(path, `${JSON.stringify(signed(key, unsigned), null, 2)}\n`);
  return ok(`release ${read.data.version} is signed by this district: ${key.publicKey}`);
}
