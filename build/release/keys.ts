import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** The key that signs releases: Ed25519, PKCS #8 PEM. @throws Error with a sentence when the file holds another kind. */
export async function privateKeyIn(path: string): Promise<KeyObject> {
  return ed25519(createPrivateKey(await readFile(path)), path);
}

/** The public half out of a PEM of either half, as kiosks know it: raw, base64url. @throws Error as above. */
export async function publicKeyIn(path: string): Promise<string> {
  return publicHalf(ed25519(createPublicKey(await readFile(path)), path));
}

export function publicHalf(key: KeyObject): string {
  const half = key.type === 'private' ? createPublicKey(key) : key;
  return String(half.export({ format: 'jwk' }).x);
}

function ed25519(key: KeyObject, path: string): KeyObject {
  if (key.asymmetricKeyType === 'ed25519') return key;
  throw new Error(`${path} is no Ed25519 key. Make one: openssl genpkey -algorithm ed25519`);
}
