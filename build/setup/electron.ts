import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository, runQuietly } from './run-tool.ts';
import type { Found } from './needs.ts';

const electronPackage = join(repository, 'node_modules/electron');

/**
 * The Electron binary of this machine, or undefined: `HAILONG_ELECTRON`, else the unpacked folder in
 * `ELECTRON_OVERRIDE_DIST_PATH`, else the one the package downloaded. Never asks the package itself: without a binary
 * it would start a download.
 */
export function electronBinary(): string | undefined {
  const { HAILONG_ELECTRON, ELECTRON_OVERRIDE_DIST_PATH } = process.env;
  const name = nameInPackage();
  const candidates = [
    HAILONG_ELECTRON,
    ELECTRON_OVERRIDE_DIST_PATH && join(ELECTRON_OVERRIDE_DIST_PATH, name),
    join(electronPackage, 'dist', name),
  ];
  return candidates.find((path) => path && existsSync(path)) || undefined;
}

/** The binary, downloaded by Electron's own installer if it is not there and its server can be reached. */
export async function ensureElectron(): Promise<Found> {
  const there = electronBinary();
  if (there !== undefined) return { path: there };
  const { code } = await runQuietly({
    script: 'node_modules/electron/install.js',
    arguments: [],
  });
  const path = code === 0 ? electronBinary() : undefined;
  return path === undefined
    ? { missing: 'Electron’s binary is not here and could not be downloaded' }
    : { path };
}

/** Where the binary lies inside its folder; the package writes it down when it has downloaded one. */
function nameInPackage(): string {
  const written = join(electronPackage, 'path.txt');
  if (existsSync(written)) return readFileSync(written, 'utf8').trim();
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}
