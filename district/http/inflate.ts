import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { batchBytesMax } from '../../shared/limits.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';

const gunzipAsync = promisify(gunzip);

/** Unpacks a batch, never further than a batch may be: a small body that swells is stopped while it swells. */
export async function inflate(
  body: Buffer,
  encoding: string | undefined,
): Promise<Result<Uint8Array, 'too-large' | 'chain'>> {
  if (encoding === undefined || encoding === 'identity') return ok(body);
  if (encoding !== 'gzip') return fail('chain');
  try {
    return ok(await gunzipAsync(body, { maxOutputLength: batchBytesMax }));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ERR_BUFFER_TOO_LARGE') return fail('too-large');
    return fail('chain'); // what the kiosk signed is not gzip: nothing in it can follow
  }
}
