import { releaseUploadPath, releaseUploadType } from '../../../shared/contract/care-paths.ts';
import type { Releases } from '../../../shared/contract/releases.ts';
import { releaseBytesMax } from '../../../shared/limits.ts';
import { problem } from '../../../shared/model/problems.ts';
import type { Result } from '../../../shared/model/result.ts';
import { refused, type Trouble } from '../ask.ts';
import { sendFile } from '../send-file.ts';

const mebibyte = 1024 * 1024;

/** Hands a release in: its manifest and its program, as the two files it is made of. What cannot be one is not sent. */
export async function handInRelease(files: readonly File[]): Promise<Result<Releases, Trouble>> {
  const manifest = files.find(({ name }) => name.endsWith('.json'));
  const program = files.find(({ name }) => name.endsWith('.gz'));
  if (!manifest || !program || files.length !== 2) return refused(problem('fleet.release-form'));
  if (program.size > releaseBytesMax) {
    return refused(problem('fleet.release-large', { mebibytes: releaseBytesMax / mebibyte }));
  }
  const line = oneLine(await manifest.text().catch(() => '')); // gone from the disk: no manifest either
  if (line === null) return refused(problem('fleet.release'));
  return sendFile(releaseUploadPath, new Blob([line, '\n', program]), releaseUploadType);
}

function oneLine(text: string): string | null {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return null;
  }
}
