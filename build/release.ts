import { createPrivateKey } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { processors, stage, type Processor } from './os/linux/stage.ts';
import { makeRelease } from './release/make-release.ts';

/**
 * Packs this source tree's program as an update for kiosks under the Chromium shell. Needs `npm run build` before it.
 *
 *     node build/release.ts --key release-key.pem --minimum-from 1.0.0 [--processor amd64|arm64] [--notes TEXT] [--out DIR]
 *
 * The key is Ed25519, PKCS #8 PEM (`openssl genpkey -algorithm ed25519`). Kiosks take the word of the keys in `releaseKeys`
 * of the installed program's package.json, and of their district's publishing key.
 */
const { values: flags } = parseArgs({
  options: {
    key: { type: 'string' },
    'minimum-from': { type: 'string' },
    processor: { type: 'string', default: 'amd64' },
    notes: { type: 'string', default: '–' },
    out: { type: 'string', default: 'dist/release' },
  },
});
if (flags.key === undefined || flags['minimum-from'] === undefined) {
  throw new Error('--key FILE and --minimum-from VERSION are needed.');
}
if (!(flags.processor in processors)) throw new Error('--processor is amd64 or arm64.');
const key = createPrivateKey(await readFile(flags.key));
const folder = await mkdtemp(join(tmpdir(), 'hai-long-release-'));
try {
  const processor = flags.processor as Processor;
  await stage(folder, { flavour: 'chromium', processor, withoutNode: true });
  const manifest = await makeRelease({
    ...{ program: join(folder, 'usr/lib/hai-long'), out: flags.out, key },
    ...{ minimumFrom: flags['minimum-from'], notes: flags.notes },
  });
  console.log(`${manifest.version} ${manifest.size} bytes -> ${flags.out}`);
} finally {
  await rm(folder, { recursive: true });
}
