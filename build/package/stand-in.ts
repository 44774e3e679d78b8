import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FuseV1Options } from '@electron/fuses';

/** What the library looks for in Electron's binary; before the version of the wire, its length and its states. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const wireVersion = 1;

/**
 * A folder that electron-builder takes for Electron where none can be downloaded: a program that does nothing and carries
 * a real fuse wire, every fuse on, and the texts of four languages. For tests of the package, never for shipping.
 */
export async function makeStandInElectron(folder: string): Promise<void> {
  const fuseCount = Object.values(FuseV1Options).filter((one) => typeof one === 'number').length;
  const wire = Buffer.concat([
    Buffer.from('#!/bin/sh\nexit 0\n'),
    Buffer.from(sentinel),
    Buffer.from([wireVersion, fuseCount]),
    Buffer.from('1'.repeat(fuseCount)),
    Buffer.from('\n'),
  ]);
  await mkdir(join(folder, 'locales'), { recursive: true });
  await mkdir(join(folder, 'resources'), { recursive: true });
  await writeFile(join(folder, 'electron'), wire);
  await chmod(join(folder, 'electron'), 0o755);
  for (const language of ['en-US', 'vi', 'de', 'fr']) {
    await writeFile(join(folder, 'locales', `${language}.pak`), 'texts\n');
  }
  await writeFile(join(folder, 'LICENSE'), 'Electron\n');
  await writeFile(join(folder, 'LICENSES.chromium.html'), '<p>Chromium</p>\n');
  await writeFile(join(folder, 'version'), '0.0.0\n');
}
