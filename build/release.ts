import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { processors, stage, type Processor } from './os/linux/stage.ts';
import { privateKeyIn, publicHalf } from './release/keys.ts';
import { makeRelease } from './release/make-release.ts';

/**
 * Packs this source tree's program as an update for kiosks under the Chromium shell. Needs `npm run build` before it.
 *
 *     node build/release.ts --key release-key.pem --minimum-from 1.0.0 [--version X.Y.Z] [--processor amd64|arm64]
 *         [--notes TEXT] [--out DIR]
 *
 * The key is Ed25519, PKCS #8 PEM (`openssl genpkey -algorithm ed25519`). A kiosk takes it if its public half stands in the
 * computer's /etc/hai-long/release-keys.json, where `build-deb.ts --release-key` puts it.
 */
const { values: flags } = parseArgs({
  options: {
    key: { type: 'string' },
    'minimum-from': { type: 'string' },
    version: { type: 'string' },
    processor: { type: 'string', default: 'amd64' },
    notes: { type: 'string', default: '–' },
    out: { type: 'string', default: 'dist/release' },
  },
});
if (flags.key === undefined || flags['minimum-from'] === undefined) {
  throw new Error('--key FILE and --minimum-from VERSION are needed.');
}
if (!(flags.processor in processors)) throw new Error('--processor is amd64 or arm64.');
const key = await privateKeyIn(flags.key);
const folder = await mkdtemp(join(tmpdir(), 'hai-long-release-'));
try {
  const processor = flags.processor as Processor;
  await stage(folder, {
    ...{ flavour: 'chromium', processor, withoutNode: true },
    ...(flags.version === undefined ? {} : { version: flags.version }),
  });
  const manifest = await makeRelease({
    ...{ program: join(folder, 'usr/lib/hai-long'), out: flags.out, key },
    ...{ minimumFrom: flags['minimum-from'], notes: flags.notes },
  });
  console.log(`${manifest.version} ${manifest.size} bytes -> ${flags.out}`);
  console.log(`signed by ${publicHalf(key)}`);
} finally {
  await rm(folder, { recursive: true });
}
