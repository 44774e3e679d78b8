import { createHash, sign, type KeyObject } from 'node:crypto';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { create } from 'tar';
import { documentMigrations } from '../../electron/store/documents-schema.ts';
import { journalMigrations } from '../../electron/store/journal-schema.ts';
import {
  releaseManifestSchema,
  type ReleaseManifest,
  type UnsignedRelease,
} from '../../shared/model/release.ts';
import { signedText } from '../../shared/rules/signed-file.ts';

/** What a version of the program is made of; Node itself comes with the computer's package. */
const parts = ['package.json', 'electron', 'node_modules', 'out'];

export type ReleaseOptions = {
  /** The staged program: what the Debian package puts into /usr/lib/hai-long. */
  readonly program: string;
  /** Where `hai-long-1.2.3.tar.gz` and its manifest are put. */
  readonly out: string;
  readonly minimumFrom: string;
  readonly notes: string;
  /** Ed25519. */
  readonly key: KeyObject;
};

/** Packs a program and signs what came of it. */
export async function makeRelease(options: ReleaseOptions): Promise<ReleaseManifest> {
  const { program, out, minimumFrom, notes, key } = options;
  const { version } = JSON.parse(await readFile(join(program, 'package.json'), 'utf8')) as {
    version: string;
  };
  await mkdir(out, { recursive: true });
  const file = join(out, `hai-long-${version}.tar.gz`);
  await create({ cwd: program, file, gzip: true, portable: true }, parts);
  const content = await readFile(file);
  const unsigned: UnsignedRelease = {
    ...{ format: 1, version, minimumFrom, notes },
    sha256: createHash('sha256').update(content).digest('hex') as UnsignedRelease['sha256'],
    size: (await stat(file)).size,
    migrations: journalMigrations.length + documentMigrations.length,
  };
  const signature = sign(null, Buffer.from(signedText(unsigned)), key).toString('base64url');
  const manifest = releaseManifestSchema.parse({ ...unsigned, signature });
  await writeFile(join(out, `hai-long-${version}.json`), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}
