import { createPublicKey, verify } from 'node:crypto';
import {
  catalogueManifestSchema,
  catalogueSignatureSchema,
  type CatalogueManifest,
} from '../../../shared/model/catalogue-package.ts';
import { PackageError } from './package-lines.ts';

/** The public half of the key that signs catalogues (shared/contract/catalogue.ts). */
export type PublishingKey = { readonly id: string; readonly publicKey: string };

/** Reads the manifest. Another format than this program's is told apart from damage. */
export function readManifest(line: Buffer): CatalogueManifest {
  const value = parseJson(line.toString('utf8'));
  const read = catalogueManifestSchema.safeParse(value);
  if (read.success) return read.data;
  const format = (value as { format?: unknown } | null)?.format;
  if (typeof format === 'number' && format !== catalogueManifestSchema.shape.format.value) {
    throw new PackageError('format', `format ${format}`);
  }
  throw new PackageError('damaged', 'no manifest');
}

/** Throws unless the second line is the signature of the first by this key. */
export function verifySignature(manifest: Buffer, signature: Buffer, key: PublishingKey): void {
  const read = catalogueSignatureSchema.safeParse(parseJson(signature.toString('utf8')));
  if (!read.success) throw new PackageError('signature', 'no signature');
  if (read.data.key !== key.id) throw new PackageError('signature', 'signed with another key');
  const publicKey = createPublicKey({
    format: 'jwk',
    key: { kty: 'OKP', crv: 'Ed25519', x: key.publicKey },
  });
  const signed = manifest.subarray(0, -1); // without its line feed
  if (!verify(null, signed, publicKey, Buffer.from(read.data.signature, 'base64url'))) {
    throw new PackageError('signature', 'wrong signature');
  }
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PackageError('damaged', 'not JSON');
  }
}
