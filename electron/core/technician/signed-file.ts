import { createPublicKey, verify } from 'node:crypto';
import { signedText } from '../../../shared/rules/signed-file.ts';

/**
 * Whether this key (raw Ed25519, base64url) signed the file. A signature is taken in one spelling only: the bits that
 * base64url leaves over would make others of it, and a file that was taken back is known by the text of its signature.
 */
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
    if (signature.toString('base64url') !== file.signature) return false;
    return verify(null, Buffer.from(signedText(file)), key, signature);
  } catch {
    return false; // a key that is no point of the curve
  }
}
