import { writeFile } from 'node:fs/promises';
import type { Clock } from '../core/ports.ts';
import { requestTimeoutMs } from '../../shared/limits.ts';
import { problem, type Problem } from '../../shared/model/problems.ts';

/** One request over HTTP and the whole of its answer: the only place of the kiosk that calls fetch. */

export type HttpRequest = {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer> | null;
  /** An answer longer than this is not from the district. */
  readonly answerBytesMax: number;
  /** A file that takes the body of a 200 instead of the answer; what was there is overwritten. */
  readonly saveTo?: string;
  /** Instead of `requestTimeoutMs`, for a download. */
  readonly timeoutMs?: number;
};

/** Somebody answered, not necessarily the district. */
export type Answer = {
  readonly kind: 'answered';
  readonly status: number;
  readonly body: string;
  /** The headers Retry-After and Date as sent. */
  readonly retryAfter: string | null;
  readonly date: string | null;
  /** Device time half-way through the round trip, ms since 1970 UTC: what the answer's own time compares with. */
  readonly middleWallMs: number;
};

/** Nothing whole came back; nothing counts as sent. */
export type NoAnswer = { readonly kind: 'no-answer'; readonly problem: Problem };

export type Exchange = Answer | NoAnswer;

/**
 * Sends one request and reads the whole answer within `requestTimeoutMs`. Redirects are answers, never followed: a
 * signed batch goes to the district's own host or nowhere. Never throws.
 */
export async function exchange(
  request: HttpRequest,
  clock: Clock,
  stopped: AbortSignal,
): Promise<Exchange> {
  const timeout = new AbortController();
  const cancelTimeout = clock.after(request.timeoutMs ?? requestTimeoutMs, () => timeout.abort());
  const sentMonoMs = clock.mono();
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      body: request.body,
      redirect: 'manual',
      signal: AbortSignal.any([timeout.signal, stopped]),
    });
    const body = await readAnswer(response, request);
    if (body === null) return { kind: 'no-answer', problem: problem('district.not-the-district') };
    return {
      kind: 'answered',
      status: response.status,
      body,
      retryAfter: response.headers.get('retry-after'),
      date: response.headers.get('date'),
      middleWallMs: Math.round(clock.wall() - (clock.mono() - sentMonoMs) / 2),
    };
  } catch (error) {
    const slow = timeout.signal.aborted ? problem('district.slow') : null;
    const disk = diskProblem(error, request.saveTo);
    return { kind: 'no-answer', problem: slow ?? disk ?? networkProblem(error) };
  } finally {
    cancelTimeout();
  }
}

/** The body as text, or kept in a file; null when it is longer than allowed. Throws what the disk says. */
async function readAnswer(
  response: Response,
  { answerBytesMax, saveTo }: HttpRequest,
): Promise<string | null> {
  if (saveTo === undefined || response.status !== 200) {
    return readBounded(response, answerBytesMax);
  }
  let bytes = 0;
  const bounded = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of response.body ?? []) {
      bytes += chunk.byteLength;
      if (bytes > answerBytesMax) return; // leaving the loop cancels the rest
      yield chunk;
    }
  };
  await writeFile(saveTo, bounded());
  return bytes > answerBytesMax ? null : '';
}

/** The body as text, or null when it is longer than allowed. Throws when the connection breaks in the middle. */
async function readBounded(response: Response, bytesMax: number): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > bytesMax) return null; // leaving the loop cancels the rest
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** OpenSSL's and Node's names for a certificate that does not prove who answers. */
const certificateFailure =
  /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET|VERIFY|DECRYPT|DECODE)_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_)/;

function networkProblem(error: unknown): Problem {
  const code = causeCode(error);
  return certificateFailure.test(code)
    ? problem('district.certificate', { reason: code })
    : problem('district.unreachable');
}

/** What kept a download from being written; null when it was not the disk. */
function diskProblem(error: unknown, path: string | undefined): Problem | null {
  const isDisk =
    error instanceof Error && 'syscall' in error && /open|write/.test(String(error.syscall));
  if (path === undefined || !isDisk) return null;
  const isFull = /^(ENOSPC|EDQUOT)$/.test(causeCode(error));
  return problem(isFull ? 'storage.full' : 'storage.failing', { path });
}

/** fetch wraps what happened in `cause`, sometimes more than once. */
function causeCode(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code;
  }
  return '';
}
