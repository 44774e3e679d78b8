import { createHash, createPublicKey, verify } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { parseDictionary } from 'structured-headers';
import {
  readSignature,
  signatureBase,
  type ReadSignature,
} from '../../shared/contract/signature.ts';
import type { UploadRefusal } from '../../shared/contract/upload.ts';
import { kioskIdSchema } from '../../shared/model/ids.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import type { Kiosk, Kiosks, KioskState } from '../domain/ports.ts';

/** A request as it came, with the bytes of its body; null for a request without one. */
export type ReceivedRequest = {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array | null;
};

export type SignatureRefusal = Extract<
  UploadRefusal['refusal'],
  'unknown-kiosk' | 'signature' | 'digest' | 'forbidden' | 'retired'
>;

/**
 * Whose request this is: the kiosk whose key signed it (RFC 9421), over a body that is the one that was signed
 * (RFC 9530). A kiosk learns that it is forbidden or retired only by its own signature.
 */
export async function kioskOf(
  kiosks: Kiosks,
  request: ReceivedRequest,
): Promise<Result<Kiosk, SignatureRefusal>> {
  const kiosk = await kioskOfHead(kiosks, { ...request, hasBody: request.body !== null });
  if (kiosk.ok && request.body && !isDigestOf(request.headers['content-digest'], request.body)) {
    return fail('digest');
  }
  return kiosk;
}

/** A request of which the body, if it has one, has not been read. */
export type RequestHead = Omit<ReceivedRequest, 'body'> & { readonly hasBody: boolean };

/** The same before the body is read: the signature is over its digest. Whether the digest is right is still to be seen. */
export async function kioskOfHead(
  kiosks: Kiosks,
  request: RequestHead,
): Promise<Result<Kiosk, SignatureRefusal>> {
  const signature = signatureOf(request);
  if (!signature) return fail('signature');
  const keyid = kioskIdSchema.safeParse(signature.keyid);
  const kiosk = keyid.success ? await kiosks.find(keyid.data) : null;
  if (!kiosk) return fail('unknown-kiosk');
  if (!isSignedBy(kiosk, request, signature)) return fail('signature');
  const refusal = refusalOfState[kiosk.state];
  return refusal ? fail(refusal) : ok(kiosk);
}

const refusalOfState: Readonly<Record<KioskState, SignatureRefusal | null>> = {
  active: null,
  forbidden: 'forbidden',
  retired: 'retired',
};

function signatureOf({ headers, hasBody }: RequestHead): ReadSignature | null {
  const { 'signature-input': signatureInput, signature } = headers;
  if (typeof signatureInput !== 'string' || typeof signature !== 'string') return null;
  return readSignature({ signatureInput, signature }, hasBody);
}

function isSignedBy(kiosk: Kiosk, request: RequestHead, signature: ReadSignature): boolean {
  const [path = '', ...query] = request.url.split(/(?=\?)/);
  const contentDigest = request.hasBody ? String(request.headers['content-digest']) : null;
  const base = signatureBase(
    { method: request.method, path, query: query.join(''), contentDigest },
    signature.signatureParams,
  );
  const key = createPublicKey({
    format: 'jwk',
    key: { kty: 'OKP', crv: 'Ed25519', x: kiosk.publicKey },
  });
  return verify(null, Buffer.from(base), key, signature.signature);
}

export function isDigestOf(header: string | string[] | undefined, body: Uint8Array): boolean {
  try {
    const named = parseDictionary(String(header)).get('sha-256')?.[0];
    const digest = createHash('sha256').update(body).digest();
    return named instanceof ArrayBuffer && digest.equals(new Uint8Array(named));
  } catch {
    return false; // not a structured field (RFC 8941): names no digest
  }
}
