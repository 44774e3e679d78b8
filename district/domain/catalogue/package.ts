import { createHash, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import canonicalize from 'canonicalize';
import {
  catalogueItemSchema,
  catalogueManifestSchema,
  type CatalogueManifest,
  type CatalogueSignature,
} from '../../../shared/model/catalogue-package.ts';
import { contentOf, itemsOf, type CatalogueContent } from './content.ts';
import type { PublishingKeyPair } from './ports.ts';

/** The package file of a catalogue version (shared/model/catalogue-package.ts): made once, kept as it is. */

const lineFeed = '\n';

export type BuiltPackage = { readonly manifest: CatalogueManifest; readonly file: Uint8Array };

/** Builds and signs the package of one version. */
export function buildPackage(
  content: CatalogueContent,
  { version, publishedAt }: { readonly version: number; readonly publishedAt: number },
  key: PublishingKeyPair,
): BuiltPackage {
  const items = itemsOf(content);
  const body = items.map((item) => line(catalogueItemSchema.parse(item))).join('');
  const manifest = catalogueManifestSchema.parse({
    format: 1,
    version,
    publishedAt,
    label: content.label,
    items: items.length,
    procedures: content.procedures.length,
    digest: createHash('sha256').update(body).digest('hex'),
  });
  const head = canonicalText(manifest);
  const signature: CatalogueSignature = { key: key.id, signature: signText(head, key) };
  const file = gzipSync(head + lineFeed + line(signature) + body);
  return { manifest, file };
}

/** Reads a package this district made. */
export function readPackage(file: Uint8Array): CatalogueContent {
  const [head = '', , ...items] = gunzipSync(file).toString('utf8').trimEnd().split(lineFeed);
  const { label } = catalogueManifestSchema.parse(JSON.parse(head));
  return contentOf(
    label,
    items.map((item) => catalogueItemSchema.parse(JSON.parse(item))),
  );
}

function line(value: unknown): string {
  return canonicalText(value) + lineFeed;
}

function canonicalText(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('A package line without JSON');
  return text;
}

function signText(text: string, { publicKey, privateKey }: PublishingKeyPair): string {
  const key = createPrivateKey({
    format: 'jwk',
    key: { kty: 'OKP', crv: 'Ed25519', x: publicKey, d: privateKey },
  });
  return sign(null, Buffer.from(text), key).toString('base64url');
}

const keyNameLength = 16;

/** A new Ed25519 key pair for catalogues, raw and base64url; its name is taken from the public key. */
export function newPublishingKey(): PublishingKeyPair {
  const { x, d } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  if (x === undefined || d === undefined) throw new Error('No Ed25519 key was made');
  const id = createHash('sha256').update(x).digest('hex').slice(0, keyNameLength);
  return { id, publicKey: x, privateKey: d };
}
