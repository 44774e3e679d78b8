import { parseDictionary, serializeInnerList, type InnerList, type Item } from 'structured-headers';

/**
 * HTTP Message Signatures (RFC 9421) with Ed25519, the subset both sides of the district door use.
 * Pure: builds and reads the texts; whoever holds a key signs and verifies.
 *
 * `created` is read but never refused: a kiosk's clock may be years off, and every signed request is harmless when
 * repeated (a journal batch is accepted once, a document is only read).
 */
export const signatureLabel = 'kiosk';

/** What a signed request is made of. `contentDigest` is null for a request without a body. */
export type SignedRequest = {
  readonly method: string;
  /** Path and query as sent, for example `/api/journals/…/entries`. */
  readonly path: string;
  readonly query: string;
  readonly contentDigest: string | null;
};

export type SignatureParameters = {
  /** The kiosk's id. */
  readonly keyid: string;
  /** Seconds since 1970 UTC, by the kiosk's clock. */
  readonly created: number;
};

/** The value of Content-Digest (RFC 9530) for a SHA-256 digest in base64. */
export function contentDigestValue(sha256Base64: string): string {
  return `sha-256=:${sha256Base64}:`;
}

/** The signature base (RFC 9421, 2.5): the text that is signed. */
export function signatureBase(request: SignedRequest, signatureParams: string): string {
  const lines = [
    `"@method": ${request.method.toUpperCase()}`,
    `"@path": ${request.path}`,
    `"@query": ${request.query === '' ? '?' : request.query}`,
  ];
  if (request.contentDigest !== null) lines.push(`"content-digest": ${request.contentDigest}`);
  return [...lines, `"@signature-params": ${signatureParams}`].join('\n');
}

/** The member of Signature-Input that names what is covered and by whose key. */
export function signatureParams(request: SignedRequest, parameters: SignatureParameters): string {
  const list: InnerList = [
    coveredComponents(request.contentDigest !== null).map((name): Item => [name, new Map()]),
    new Map<string, string | number>([
      ['created', parameters.created],
      ['keyid', parameters.keyid],
      ['alg', 'ed25519'],
    ]),
  ];
  return serializeInnerList(list);
}

export type ReadSignature = SignatureParameters & {
  /** The covered list and its parameters exactly as sent: they are part of what was signed. */
  readonly signatureParams: string;
  readonly signature: Uint8Array;
};

/** Reads the two signature headers. Null when they are absent, malformed, or cover less than this request needs. */
export function readSignature(
  headers: { readonly signatureInput: string; readonly signature: string },
  hasBody: boolean,
): ReadSignature | null {
  try {
    const input = parseDictionary(headers.signatureInput).get(signatureLabel);
    const value = parseDictionary(headers.signature).get(signatureLabel)?.[0];
    if (!input || !Array.isArray(input[0]) || !(value instanceof ArrayBuffer)) return null;
    const list = input as InnerList;
    const covered = list[0].map(([name]) => name);
    const complete = coveredComponents(hasBody);
    if (covered.length !== complete.length || complete.some((name, at) => covered[at] !== name)) {
      return null;
    }
    const { keyid, created, alg } = Object.fromEntries(list[1]);
    if (typeof keyid !== 'string' || typeof created !== 'number' || alg !== 'ed25519') return null;
    return {
      keyid,
      created,
      signatureParams: serializeInnerList(list),
      signature: new Uint8Array(value),
    };
  } catch {
    return null; // not a structured field (RFC 8941): the same as no signature
  }
}

function coveredComponents(hasBody: boolean): string[] {
  return ['@method', '@path', '@query', ...(hasBody ? ['content-digest'] : [])];
}
