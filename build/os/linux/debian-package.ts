import { spawnSync } from 'node:child_process';
import { chmod, cp, mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join, relative } from 'node:path';
import type { Flavour } from './tables.ts';
import { releaseKeysPath, type Processor } from './stage.ts';

const needs: Readonly<Record<Flavour, readonly string[]>> = {
  chromium: ['chromium', 'curl', 'iproute2'],
  electron: ['libgtk-3-0 | libgtk-3-0t64', 'libnss3', 'libasound2 | libasound2t64', 'libgbm1'],
};
const alwaysNeeded = [
  'cage',
  // No program here speaks X, but Debian 12's cage ends at once where there is no Xwayland, and does not ask for it.
  'xwayland',
  ...['dbus', 'libpam-systemd', 'nftables', 'polkitd', 'systemd', 'udev'],
];

/** Edited by the technician: dpkg asks before it replaces them. */
const settings: Readonly<Record<Flavour, readonly string[]>> = {
  chromium: [
    '/etc/hai-long/firewall.d/10-remote.nft',
    '/etc/hai-long/machine.conf',
    `/${releaseKeysPath}`,
  ],
  electron: ['/etc/hai-long/firewall.d/10-remote.nft', '/etc/hai-long/machine.conf'],
};

export type PackageOptions = {
  readonly flavour: Flavour;
  readonly processor: Processor;
  readonly version: string;
  /** For tests: as quick to build and to install as can be. */
  readonly uncompressed?: boolean;
};

export function packageName(flavour: Flavour): string {
  return flavour === 'chromium' ? 'hai-long-kiosk' : 'hai-long-kiosk-electron';
}

/** Builds the package of a staged folder with dpkg-deb and gives its path. */
export async function buildPackage(
  folder: string,
  target: string,
  options: PackageOptions,
): Promise<string> {
  await writeControl(folder, options);
  await setModes(folder);
  await mkdir(target, { recursive: true });
  const { flavour, version, processor } = options;
  const path = join(target, `${packageName(flavour)}_${version}_${processor}.deb`);
  const built = spawnSync(
    'dpkg-deb',
    [
      '--root-owner-group',
      ...(options.uncompressed ? ['-Znone'] : ['-Zxz', '-z1']),
      '--build',
      folder,
      path,
    ],
    { encoding: 'utf8' },
  );
  if (built.status !== 0) throw new Error(`dpkg-deb failed: ${built.stderr || built.error}`);
  return path;
}

async function writeControl(folder: string, options: PackageOptions): Promise<void> {
  const control = join(folder, 'DEBIAN');
  const files = await filesOf(folder);
  await mkdir(control, { recursive: true });
  await writeFile(join(control, 'control'), controlFile(options, await sizeOf(folder, files)));
  const conffiles = settings[options.flavour].map((path) => `${path}\n`).join('');
  await writeFile(join(control, 'conffiles'), conffiles);
  await writeFile(join(control, 'md5sums'), await sums(folder, files));
  for (const script of ['postinst', 'prerm', 'postrm']) {
    await cp(join(import.meta.dirname, 'debian', script), join(control, script));
  }
}

function controlFile({ flavour, processor, version }: PackageOptions, kilobytes: number): string {
  const other = packageName(flavour === 'chromium' ? 'electron' : 'chromium');
  const shell = flavour === 'chromium' ? 'Chromium' : 'Electron';
  return [
    `Package: ${packageName(flavour)}`,
    `Version: ${version}`,
    `Architecture: ${processor}`,
    'Section: misc',
    'Priority: optional',
    'Maintainer: Hài Lòng <hai-long@example.org>',
    `Installed-Size: ${kilobytes}`,
    `Depends: ${[...alwaysNeeded, ...needs[flavour]].join(', ')}`,
    `Conflicts: ${other}`,
    `Description: the one-stop counter kiosk, drawn by ${shell}`,
    ' Citizens rate the service at a one-stop counter by one touch. The machine keeps',
    ' the ratings through power cuts and sends them to the district.',
    ' .',
    ' Installing locks nothing: "hai-long-os install" turns the computer into a kiosk,',
    ' "hai-long-os verify" says what is locked, "hai-long-os remove" gives it back.',
    '',
  ].join('\n');
}

async function filesOf(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => !path.startsWith('DEBIAN/'))
    .sort();
}

async function sizeOf(folder: string, files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(files.map((path) => stat(join(folder, path))));
  return sizes.reduce((sum, { size }) => sum + Math.ceil(size / 1024), 0);
}

async function sums(folder: string, files: readonly string[]): Promise<string> {
  const lines: string[] = [];
  for (const path of files) {
    const sum = createHash('md5')
      .update(await readFile(join(folder, path)))
      .digest('hex');
    lines.push(`${sum}  ${path}\n`);
  }
  return lines.join('');
}

/** The builder's umask must not decide who may read the program. */
async function setModes(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const runs = entry.isDirectory() || ((await stat(path)).mode & 0o100) !== 0;
    await chmod(path, runs ? 0o755 : 0o644);
  }
}
