import { createHash, createPrivateKey, sign, type KeyObject } from 'node:crypto';
import { serializeDictionary } from 'structured-headers';
import {
  contentDigestValue,
  signatureBase,
  signatureLabel,
  signatureParams,
} from '../../shared/contract/signature.ts';
import type { Clock, Identity } from '../core/ports.ts';
import { exchange, type Exchange, type HttpRequest } from './exchange.ts';

/** What a kiosk asks of its district; the sender adds host, digest and signature. */
export type DistrictRequest = Omit<HttpRequest, 'url'> & { readonly path: string };

/** Sends one request, signed with the kiosk's own key, to the district it is enrolled with. */
export type Send = (request: DistrictRequest) => Promise<Exchange>;

/** Where and as whom to send. The district stands at the root of its host; a path in its URL is not used. */
export type SenderParts = {
  readonly districtUrl: string;
  readonly identity: Identity;
  readonly clock: Clock;
  /** Aborts what is under way when the kiosk stops. */
  readonly stopped: AbortSignal;
};

export function createSender(parts: SenderParts): Send {
  const key = createPrivateKey(parts.identity.privateKey);
  return ({ path, ...request }) => {
    const url = new URL(path, parts.districtUrl);
    const signature = signatureHeaders(request, url, parts, key);
    const headers = { ...request.headers, ...signature };
    return exchange({ ...request, url, headers }, parts.clock, parts.stopped);
  };
}

/** Content-Digest (RFC 9530) if there is a body, Signature-Input and Signature (RFC 9421). */
function signatureHeaders(
  request: Pick<HttpRequest, 'method' | 'body'>,
  url: URL,
  { identity, clock }: SenderParts,
  key: KeyObject,
): Record<string, string> {
  const contentDigest = request.body === null ? null : digestOf(request.body);
  const signed = { method: request.method, path: url.pathname, query: url.search, contentDigest };
  const created = Math.floor(clock.wall() / 1_000);
  const params = signatureParams(signed, { keyid: identity.kiosk, created });
  const signature = signText(signatureBase(signed, params), key);
  return {
    ...(contentDigest === null ? {} : { 'content-digest': contentDigest }),
    'signature-input': `${signatureLabel}=${params}`,
    signature: serializeDictionary({ [signatureLabel]: [signature, new Map()] }),
  };
}

function digestOf(body: Uint8Array): string {
  return contentDigestValue(createHash('sha256').update(body).digest('base64'));
}

/** Ed25519 over the text's UTF-8 bytes (RFC 9421, 3.3.6). */
export function signText(text: string, key: KeyObject): ArrayBuffer {
  return new Uint8Array(sign(null, Buffer.from(text), key)).buffer;
}
