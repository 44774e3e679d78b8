import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const electronPackage = fileURLToPath(new URL('../../node_modules/electron', import.meta.url));

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

/** Why the Electron test cannot run here, or undefined when it can. */
export function electronMissing(): string | undefined {
  if (electronBinary()) return undefined;
  return (
    'NOT TESTED IN ELECTRON: there is no Electron binary on this machine. ' +
    'Run `npx install-electron --no` where GitHub answers, or set HAILONG_ELECTRON to a binary'
  );
}

/** Where the binary lies inside its folder; the package writes it down when it has downloaded one. */
function nameInPackage(): string {
  const written = join(electronPackage, 'path.txt');
  if (existsSync(written)) return readFileSync(written, 'utf8').trim();
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}
