import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { readdir, statfs } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Stick } from '../../shared/contract/technician.ts';
import { keyFileName, provisionFilePattern } from '../../shared/model/provision.ts';

/** Where systems mount what a person plugs in. */
const stickFolders = ['/media/', '/run/media/', '/mnt/', '/Volumes/'];
const stickFileSystems = new Set(['vfat', 'exfat', 'ntfs', 'ntfs3', 'fuseblk', 'ext4', 'msdos']);
const windowsDrives = 'DEFGHIJKLMNOPQRSTUVWXYZ';

/** The mounted sticks and what on them is for us; `more` are folders that count as sticks too (tests, a service). */
export async function findSticks(more: readonly string[] = []): Promise<Stick[]> {
  const mounted =
    process.platform === 'win32'
      ? [...windowsDrives].map((letter) => `${letter}:\\`).filter((path) => existsSync(path))
      : mountedSticks(mountsText());
  const sticks = await Promise.all([...new Set([...mounted, ...more])].map(readStick));
  return sticks.filter((stick) => stick !== null);
}

/** Out of `/proc/self/mounts`: what lies below a folder for sticks and holds files as sticks do. */
export function mountedSticks(mounts: string): string[] {
  return mounts
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([, , type]) => stickFileSystems.has(type ?? ''))
    .map(([, at = '']) => unescaped(at))
    .filter((path) => stickFolders.some((folder) => path.startsWith(folder)));
}

async function readStick(path: string): Promise<Stick | null> {
  try {
    const names = await readdir(path);
    const space = await statfs(path).catch(() => null);
    return {
      path,
      label: basename(path) || path,
      writable: isWritable(path),
      freeBytes: space ? space.bavail * space.bsize : null,
      hasProvision: names.some((name) => provisionFilePattern.test(name)),
      hasKey: names.includes(keyFileName),
    };
  } catch {
    return null; // pulled out meanwhile, or not ours to read
  }
}

function isWritable(path: string): boolean {
  try {
    accessSync(join(path), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function mountsText(): string {
  try {
    return readFileSync('/proc/self/mounts', 'utf8');
  } catch {
    return '';
  }
}

/** A blank stands there as `\040`. */
function unescaped(path: string): string {
  return path.replace(/\\(\d{3})/g, (_, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  );
}
