import { createHash, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { CatalogueItem } from '../../../../shared/model/catalogue-package.ts';

/** A district's publishing key, both halves raw and base64url. */
export type TestKey = {
  readonly id: string;
  readonly publicKey: string;
  readonly privateKey: string;
};

export function newTestKey(id = 'khoa-cong-bo'): TestKey {
  const { x = '', d = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return { id, publicKey: x, privateKey: d };
}

export type PackageChanges = {
  readonly version?: number;
  readonly manifest?: Record<string, unknown>;
  readonly label?: string;
};

/** Writes a package as a district would publish it. */
export function writePackage(
  path: string,
  items: readonly CatalogueItem[],
  key: TestKey,
  { version = 1, manifest = {}, label = 'Dữ liệu thử' }: PackageChanges = {},
): void {
  const body = items.map((item) => `${JSON.stringify(item)}\n`).join('');
  const head = JSON.stringify({
    ...{ format: 1, version, publishedAt: 1_795_320_000_000, label, items: items.length },
    procedures: items.filter(({ kind }) => kind === 'procedure').length,
    digest: createHash('sha256').update(body).digest('hex'),
    ...manifest,
  });
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: key.publicKey, d: key.privateKey };
  const privateKey = createPrivateKey({ format: 'jwk', key: jwk });
  const signature = sign(null, Buffer.from(head), privateKey).toString('base64url');
  writeFileSync(path, gzipSync(`${head}\n${JSON.stringify({ key: key.id, signature })}\n${body}`));
}
