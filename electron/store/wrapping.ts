import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';

/**
 * A secret file's text wrapped with a key that lies elsewhere: AES-256-GCM, a fresh nonce for every write. The file's
 * name is bound in, so that one wrapped file cannot stand for another.
 */
const cipherName = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
const keyBytes = 32;

const base64url = z.base64url();

export const wrappedSchema = z.strictObject({
  wrapped: z.strictObject({ v: z.literal(1), nonce: base64url, tag: base64url, text: base64url }),
});
export type Wrapped = z.infer<typeof wrappedSchema>;

/** The key in its bytes, from the base64url text it is handed over as. */
export function wrappingKeyOf(text: string): Buffer {
  const key = Buffer.from(text, 'base64url');
  if (key.length !== keyBytes) throw new Error(`A wrapping key has ${keyBytes} bytes.`);
  return key;
}

export function wrap(key: Buffer, name: string, text: string): Wrapped {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(cipherName, key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(name));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return {
    wrapped: {
      v: 1,
      nonce: nonce.toString('base64url'),
      tag: cipher.getAuthTag().toString('base64url'),
      text: sealed.toString('base64url'),
    },
  };
}

/** Null when the key is another, or the file was changed. */
export function unwrap(key: Buffer, name: string, { wrapped }: Wrapped): string | null {
  try {
    const nonce = Buffer.from(wrapped.nonce, 'base64url');
    const decipher = createDecipheriv(cipherName, key, nonce, { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(name));
    decipher.setAuthTag(Buffer.from(wrapped.tag, 'base64url'));
    const text = Buffer.from(wrapped.text, 'base64url');
    return decipher.update(text, undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return null;
  }
}
