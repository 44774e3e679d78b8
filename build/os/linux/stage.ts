import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { noReleaseKeys, type ReleaseKeys } from '../../../shared/model/release.ts';
import { gatherLicences, pageLists } from '../../package/licences.ts';
import { repository } from '../../setup/run-tool.ts';
import { bundleServe } from './serve-bundle.ts';
import { checkTable, vectorTable, type Flavour } from './tables.ts';

/** The folder this file stands in: what is shipped as it is written. */
const source = import.meta.dirname;

/** Debian's name of a processor -> Node's. */
export const processors = { amd64: 'x64', arm64: 'arm64' } as const;
export type Processor = keyof typeof processors;

/** Below the root; root's file, read by the starter (bin/machine). */
export const releaseKeysPath = 'etc/hai-long/release-keys.json';

export type StageOptions = {
  readonly flavour: Flavour;
  readonly processor: Processor;
  /** For the Electron flavour: the unpacked program of electron-builder. */
  readonly app?: string;
  /** What the program says of itself; the version of this tree by default. */
  readonly version?: string;
  /** Whose updates the kiosk takes; nobody's by default. The serve shell alone is updated over the network. */
  readonly trusted?: ReleaseKeys;
  /** Leaves out Node itself (190 MB), for tests of everything else. */
  readonly withoutNode?: boolean;
};

/** Lays out in `folder` what the package installs, as it will lie below `/`. */
export async function stage(folder: string, options: StageOptions): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await stageSystem(folder, options.flavour);
  if (options.flavour === 'chromium') await stageServe(folder, options);
  else await stageElectron(folder, options.app);
}

/** The lock, its command, the services, the accounts. */
async function stageSystem(folder: string, flavour: Flavour): Promise<void> {
  const share = join(folder, 'usr/share/hai-long/os');
  const program = join(folder, 'usr/lib/hai-long');
  await copy('lib', join(share, 'lib'));
  await copy('lock', join(share, 'lock'));
  if (flavour === 'electron') await rm(join(share, 'lock/etc/chromium'), { recursive: true });
  await put(join(share, 'lib/vectors.txt'), vectorTable(flavour));
  await put(join(share, 'lib/checks.txt'), checkTable(flavour));
  await copy('hai-long-os', join(folder, 'usr/bin/hai-long-os'));
  for (const units of ['common', flavour]) {
    await copy(`units/${units}`, join(folder, 'usr/lib/systemd/system'));
  }
  for (const name of starters[flavour]) await copy(`bin/${name}`, join(program, 'bin', name));
  await copy('firewall.nft', join(program, 'firewall.nft'));
  await copy('console.issue', join(program, 'console.issue'));
  await copy('remote.nft', join(folder, 'etc/hai-long/firewall.d/10-remote.nft'));
  await copy('machine.conf', join(folder, 'etc/hai-long/machine.conf'));
  await copy('sysusers.conf', join(folder, 'usr/lib/sysusers.d/hai-long.conf'));
  await copy('tmpfiles.conf', join(folder, 'usr/lib/tmpfiles.d/hai-long.conf'));
}

const starters: Readonly<Record<Flavour, readonly string[]>> = {
  chromium: ['settle', 'stick', 'machine', 'browser', 'watch'],
  electron: ['settle', 'stick', 'electron'],
};

async function stageServe(folder: string, options: StageOptions): Promise<void> {
  const { processor, version, withoutNode, trusted = noReleaseKeys } = options;
  const program = join(folder, 'usr/lib/hai-long');
  await put(join(folder, releaseKeysPath), `${JSON.stringify(trusted, null, 2)}\n`);
  const node = processors[processor];
  await bundleServe(join(program, 'electron'));
  const bundled = join(program, 'electron/licences.md');
  const licences = await gatherLicences([bundled, ...(await pageLists())]);
  await put(join(folder, 'usr/share/doc/hai-long-kiosk/third-party-licences.md'), licences);
  await rm(bundled);
  await put(join(program, 'package.json'), await packageFile(version));
  for (const path of ['out/renderer', 'out/catalogue.ndjson.gz']) {
    await cp(join(repository, path), join(program, path), { recursive: true, filter: isShipped });
  }
  await stageDatabase(join(program, 'node_modules/better-sqlite3'), `linux-${node}`);
  if (withoutNode) return;
  await mkdir(join(program, 'runtime'), { recursive: true });
  const runtime = join(repository, `node_modules/node-linux-${node}`);
  await cp(join(runtime, 'bin/node'), join(program, 'runtime/node'));
  await cp(join(runtime, 'LICENSE'), join(program, 'runtime/LICENSE'));
}

/** The bundlers' lists of licences are gathered into one file. */
function isShipped(path: string): boolean {
  return !/licences-\w+\.md$/.test(path);
}

/** The database module with the one prebuilt library this computer loads. */
async function stageDatabase(target: string, platform: string): Promise<void> {
  const module = join(repository, 'node_modules/better-sqlite3');
  await mkdir(join(target, 'prebuilds'), { recursive: true });
  for (const path of ['lib', 'package.json', 'LICENSE', `prebuilds/${platform}.node`]) {
    await cp(join(module, path), join(target, path), { recursive: true });
  }
}

async function stageElectron(folder: string, app: string | undefined): Promise<void> {
  if (app === undefined) throw new Error('The Electron flavour needs --app: an unpacked program.');
  await cp(app, join(folder, 'usr/lib/hai-long/app'), { recursive: true });
}

/** All that the program reads of its package file: that it is ES modules, its name and its version. */
async function packageFile(wanted?: string): Promise<string> {
  const { name, version, type } = await productPackage();
  return `${JSON.stringify({ name, version: wanted ?? version, type }, null, 2)}\n`;
}

/** This tree's own package.json. */
export async function productPackage(): Promise<Readonly<Record<string, unknown>>> {
  const text = await readFile(join(repository, 'package.json'), 'utf8');
  return JSON.parse(text) as Record<string, unknown>;
}

async function copy(from: string, to: string): Promise<void> {
  await cp(join(source, from), to, { recursive: true });
}

async function put(path: string, text: string): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, text);
}
