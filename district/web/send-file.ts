import type { Problem } from '../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import { refused, type Trouble } from './ask.ts';
import { postFile } from './client.ts';

/** What the raw routes refuse with a problem for a body: nobody is signed in, too large, not what it should be. */
const refusalStatuses: readonly number[] = [401, 413, 422];

/** Sends a file to a raw route and takes what it answers. */
export async function sendFile<T>(
  ...[path, file, type]: Parameters<typeof postFile>
): Promise<Result<T, Trouble>> {
  try {
    const answer = await postFile(path, file, type);
    if (answer.ok) return ok((await answer.json()) as T);
    if (!refusalStatuses.includes(answer.status)) return fail({ kind: 'failed' });
    return refused((await answer.json()) as Problem);
  } catch {
    return fail({ kind: 'unreachable' }); // no answer, or one that breaks off
  }
}
