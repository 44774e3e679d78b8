import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { publicKeyIn } from '../../release/keys.ts';
import { repository } from '../../setup/run-tool.ts';
import { buildPackage } from './debian-package.ts';
import { processors, productPackage, stage, type Processor } from './stage.ts';
import { flavours, type Flavour } from './tables.ts';

/**
 * Builds the kiosk's Debian package. Needs `npm run build` before it, and dpkg-deb.
 *
 *     node build/os/linux/build-deb.ts [--flavour chromium|electron] [--app DIR] [--processor amd64|arm64]
 *         [--version X.Y.Z] [--out DIR] [--uncompressed] [--release-key PEM]... [--trust-district]
 *
 * The kiosk takes updates that are signed by one of the release keys (Ed25519, the public or the private PEM), and with
 * `--trust-district` also those that its district signed. Without either it takes none.
 * `--app` is electron-builder's unpacked program (out/package/linux-unpacked), for the Electron flavour.
 */
const { values: flags } = parseArgs({
  options: {
    flavour: { type: 'string', default: 'chromium' },
    app: { type: 'string' },
    processor: { type: 'string', default: process.arch === 'arm64' ? 'arm64' : 'amd64' },
    version: { type: 'string' },
    out: { type: 'string', default: join(repository, 'out/package') },
    uncompressed: { type: 'boolean', default: false },
    'release-key': { type: 'string', multiple: true, default: [] },
    'trust-district': { type: 'boolean', default: false },
  },
});

const flavour = oneOf<Flavour>('--flavour', flags.flavour, flavours);
const processor = oneOf<Processor>(
  '--processor',
  flags.processor,
  Object.keys(processors) as Processor[],
);
const folder = await mkdtemp(join(tmpdir(), 'hai-long-deb-'));
try {
  const version = flags.version ?? String((await productPackage())['version']);
  await stage(folder, {
    ...{ flavour, processor, version },
    ...(flags.app === undefined ? {} : { app: flags.app }),
    trusted: {
      releaseKeys: await Promise.all(flags['release-key'].map(publicKeyIn)),
      publishingKey: flags['trust-district'],
    },
  });
  console.log(
    await buildPackage(folder, flags.out, {
      flavour,
      processor,
      version,
      uncompressed: flags.uncompressed,
    }),
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}

function oneOf<T extends string>(flag: string, value: string, known: readonly T[]): T {
  const found = known.find((one) => one === value);
  if (found === undefined) throw new Error(`${flag} is one of: ${known.join(', ')}.`);
  return found;
}
