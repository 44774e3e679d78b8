import { generateKeyPairSync, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { serializeDictionary } from 'structured-headers';
import { describe, expect, it } from 'vitest';
import {
  contentDigestValue,
  readSignature,
  signatureBase,
  signatureLabel,
  signatureParams,
  type SignedRequest,
} from './signature.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const keyid = '0190a5a0-0000-7000-8000-000000000001';
const created = 1_763_780_000;

const upload: SignedRequest = {
  method: 'POST',
  path: '/api/journals/0190a5a0/entries',
  query: '',
  contentDigest: contentDigestValue('AAAA'),
};
const question: SignedRequest = { ...upload, method: 'GET', contentDigest: null };

function signedHeaders(request: SignedRequest) {
  const params = signatureParams(request, { keyid, created });
  const signature = new Uint8Array(
    sign(null, Buffer.from(signatureBase(request, params)), privateKey),
  ).buffer;
  return {
    signatureInput: `${signatureLabel}=${params}`,
    signature: serializeDictionary({ [signatureLabel]: [signature, new Map()] }),
  };
}

/** What a receiver does: reads the headers and verifies them against the request it got. */
function isVerified(request: SignedRequest, headers: ReturnType<typeof signedHeaders>): boolean {
  const read = readSignature(headers, request.contentDigest !== null);
  if (read === null) return false;
  const base = Buffer.from(signatureBase(request, read.signatureParams));
  return verify(null, base, publicKey, read.signature);
}

describe('a signature', () => {
  it('is verified on the other side, with and without a body', () => {
    expect(isVerified(upload, signedHeaders(upload))).toBe(true);
    expect(isVerified(question, signedHeaders(question))).toBe(true);
  });

  it('says whose key and when', () => {
    expect(readSignature(signedHeaders(upload), true)).toMatchObject({ keyid, created });
  });

  it.each<[string, Partial<SignedRequest>]>([
    ['method', { method: 'PUT' }],
    ['path', { path: '/api/journals/other/entries' }],
    ['query', { query: '?x=1' }],
    ['digest', { contentDigest: contentDigestValue('BBBB') }],
  ])('does not fit a request with another %s', (_name, change) => {
    expect(isVerified({ ...upload, ...change }, signedHeaders(upload))).toBe(false);
  });

  it('does not fit when its own parameters are changed', () => {
    const headers = signedHeaders(upload);
    for (const [from, to] of [
      [String(created), String(created + 1)],
      [keyid, keyid.replace('1', '2')],
    ] as const) {
      const signatureInput = headers.signatureInput.replace(from, to);
      expect(signatureInput).not.toBe(headers.signatureInput);
      expect(isVerified(upload, { ...headers, signatureInput })).toBe(false);
    }
  });

  it('that leaves the body out is no signature of a request with a body', () => {
    expect(readSignature(signedHeaders(question), true)).toBeNull();
    expect(readSignature(signedHeaders(upload), false)).toBeNull();
  });

  it('by another algorithm is no signature', () => {
    const headers = signedHeaders(upload);
    const signatureInput = headers.signatureInput.replace('"ed25519"', '"hmac-sha256"');
    expect(readSignature({ ...headers, signatureInput }, true)).toBeNull();
  });
});

describe('the signature base', () => {
  it('is the text of RFC 9421, 2.5, an absent query being a lone question mark', () => {
    const params = signatureParams(upload, { keyid, created });
    expect(params).toBe(
      `("@method" "@path" "@query" "content-digest");created=${created};keyid="${keyid}";alg="ed25519"`,
    );
    expect(signatureBase(upload, params)).toBe(
      [
        '"@method": POST',
        '"@path": /api/journals/0190a5a0/entries',
        '"@query": ?',
        '"content-digest": sha-256=:AAAA:',
        `"@signature-params": ${params}`,
      ].join('\n'),
    );
  });
});

describe('reading', () => {
  const texts = fc.record({
    signatureInput: fc.oneof(fc.string(), mutated(signedHeaders(upload).signatureInput)),
    signature: fc.oneof(fc.string(), mutated(signedHeaders(upload).signature)),
  });

  it('never throws, and what it reads of changed texts is never verified', () => {
    const original = signedHeaders(upload);
    fc.assert(
      fc.property(texts, (headers) => {
        const verified = isVerified(upload, headers);
        const read = readSignature(headers, true);
        const same =
          read?.signatureParams === readSignature(original, true)?.signatureParams &&
          Buffer.from(read?.signature ?? []).equals(
            Buffer.from(readSignature(original, true)?.signature ?? []),
          );
        expect(verified).toBe(same);
      }),
    );
  });

  /** The text with one character replaced. */
  function mutated(text: string): fc.Arbitrary<string> {
    return fc
      .tuple(fc.nat(text.length - 1), fc.string({ minLength: 1, maxLength: 1 }))
      .map(([at, character]) => text.slice(0, at) + character + text.slice(at + 1));
  }
});
