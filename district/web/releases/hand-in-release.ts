import { releaseUploadPath, releaseUploadType } from '../../../shared/contract/care-paths.ts';
import type { Releases } from '../../../shared/contract/releases.ts';
import { releaseBytesMax } from '../../../shared/limits.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import type { Trouble } from '../ask.ts';
import { postFile } from '../client.ts';

const mebibyte = 1024 * 1024;

/** Hands a release in: its manifest and its program, as the two files it is made of. What cannot be one is not sent. */
export async function handInRelease(files: readonly File[]): Promise<Result<Releases, Trouble>> {
  const manifest = files.find(({ name }) => name.endsWith('.json'));
  const program = files.find(({ name }) => name.endsWith('.gz'));
  if (!manifest || !program || files.length !== 2) return refused(problem('fleet.release-form'));
  if (program.size > releaseBytesMax) {
    return refused(problem('fleet.release-large', { mebibytes: releaseBytesMax / mebibyte }));
  }
  const line = oneLine(await manifest.text());
  if (line === null) return refused(problem('fleet.release'));
  try {
    const whole = new Blob([line, '\n', program]);
    const answer = await postFile(releaseUploadPath, whole, releaseUploadType);
    if (answer.ok) return ok((await answer.json()) as Releases);
    if (![401, 413, 422].includes(answer.status)) return fail({ kind: 'failed' });
    return refused((await answer.json()) as Problem);
  } catch {
    return fail({ kind: 'unreachable' }); // no answer, or one that breaks off
  }
}

function oneLine(text: string): string | null {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return null;
  }
}

function refused(because: Problem): Result<never, Trouble> {
  return fail({ kind: 'refused', problem: because });
}
