import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { DistrictClient } from '../../shared/contract/district.ts';
import { importTimeoutMs, requestTimeoutMs } from '../../shared/limits.ts';

/**
 * The office's line to the district server that served this page. The session travels as a same-origin cookie that no
 * script can read. Every call ends after `requestTimeoutMs`.
 */
export function connectDistrict(): DistrictClient {
  const link = new RPCLink({
    url: new URL('/rpc', location.origin).href,
    fetch: (request, init) =>
      fetch(request, { ...init, signal: AbortSignal.timeout(requestTimeoutMs) }),
  });
  return createORPCClient(link);
}

/** Sends a file as it is to a raw route of the server; the call ends after `importTimeoutMs`. */
export function postFile(
  path: string,
  file: Blob,
  type = 'application/octet-stream',
): Promise<Response> {
  return fetch(path, {
    method: 'POST',
    headers: { 'content-type': type },
    body: file,
    signal: AbortSignal.timeout(importTimeoutMs),
  });
}
