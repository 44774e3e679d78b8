import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { signedText } from '../../shared/rules/signed-file.ts';
import type { PublishingKeyPair } from './catalogue/ports.ts';

/** Files that carry their signature: Ed25519 over their canonical JSON without it (shared/rules/signed-file.ts). */

/** What the district hands out, signed by its publishing key. */
export function signed<T extends Readonly<Record<string, unknown>>>(
  { publicKey, privateKey }: PublishingKeyPair,
  file: T,
): T & { signature: string } {
  const key = createPrivateKey({
    format: 'jwk',
    key: { kty: 'OKP', crv: 'Ed25519', x: publicKey, d: privateKey },
  });
  const signature = sign(null, Buffer.from(signedText(file)), key).toString('base64url');
  return { ...file, signature };
}

/** Whether one of these keys (raw Ed25519, base64url) signed the file. */
export function isSignedByOneOf(
  keys: readonly string[],
  file: Readonly<Record<string, unknown>> & { readonly signature: string },
): boolean {
  const signature = Buffer.from(file.signature, 'base64url');
  const text = Buffer.from(signedText(file));
  return keys.some((x) => {
    try {
      const key = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } });
      return verify(null, text, key, signature);
    } catch {
      return false; // a key that is no point of the curve
    }
  });
}
