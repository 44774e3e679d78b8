import { createPublicKey, verify } from 'node:crypto';
import { signedText } from '../../../shared/rules/signed-file.ts';

/** Whether this key (raw Ed25519, base64url) signed the file. */
export function isSignedBy(
  publicKey: string,
  file: Readonly<Record<string, unknown>> & { readonly signature: string },
): boolean {
  try {
    const key = createPublicKey({
      format: 'jwk',
      key: { kty: 'OKP', crv: 'Ed25519', x: publicKey },
    });
    const signature = Buffer.from(file.signature, 'base64url');
    return verify(null, Buffer.from(signedText(file)), key, signature);
  } catch {
    return false; // a key that is no point of the curve
  }
}
