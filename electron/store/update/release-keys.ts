import {
  noReleaseKeys,
  releaseKeysSchema,
  type ReleaseKeys,
} from '../../../shared/model/release.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import { readIfThere } from '../atomic-file.ts';
import type { Identity } from '../../core/ports.ts';

export type { ReleaseKeys };

/** The computer's own list of whose releases are taken; none when there is no such file. Problem: `update.keys`. */
export function readReleaseKeys(path: string): Result<ReleaseKeys, Problem> {
  try {
    const text = readIfThere(path);
    if (text === null) return ok(noReleaseKeys);
    const read = releaseKeysSchema.safeParse(JSON.parse(text));
    return read.success ? ok(read.data) : fail(problem('update.keys', { path }));
  } catch {
    return fail(problem('update.keys', { path }));
  }
}

/** All keys whose releases this kiosk takes; what enrolment gave counts only where the computer's list says so. */
export function trustedKeys(
  { releaseKeys, publishingKey }: ReleaseKeys,
  identity: Pick<Identity, 'publishingKey'> | null,
): readonly string[] {
  const district = publishingKey ? identity?.publishingKey : undefined;
  return district ? [...releaseKeys, district.publicKey] : releaseKeys;
}
