import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { chromium as playwrightChromium } from '@playwright/test';
import { installDebianPackages } from './apt.ts';
import { ensure, find, type Found, type Need } from './needs.ts';
import { findOnPath, firstProgram } from './programs.ts';

const commandNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
];
const versionTimeoutMs = 20_000;

/** A browser of Chromium's family. */
export const chromium: Need = {
  label: 'Chromium',
  pathVariable: 'HAILONG_CHROMIUM',
  reasonVariable: 'HAILONG_NO_CHROMIUM',
  search: searchChromium,
  install: () => installDebianPackages(['chromium']),
};

/** A browser of Chromium's family; installed from Debian's packages if need and right be. */
export function ensureChromium(): Found {
  return ensure(chromium);
}

/** A browser of Chromium's family that is on this machine already; nothing is installed. */
export function findChromium(): Found {
  return find(chromium);
}

function searchChromium(): Found {
  const candidates = [
    ...commandNames.map(findOnPath),
    ...usualPlaces(process.platform, process.env).map((path) => firstProgram([path])),
    firstProgram([playwrightChromium.executablePath()]),
  ];
  const path = candidates.find((one) => one !== undefined && startsHere(one));
  return path === undefined ? { missing: 'no Chromium, Chrome or Edge found' } : { path };
}

/** Where browsers stand that put nothing on the search path. */
export function usualPlaces(platform: string, env: NodeJS.ProcessEnv): string[] {
  if (platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (platform !== 'win32') return [];
  const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA];
  return roots.flatMap((root) =>
    root === undefined
      ? []
      : [
          join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'),
          join(root, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
        ],
  );
}

/**
 * Whether the program is a browser and not a signpost to a shop (Ubuntu's `chromium-browser`).
 * Windows browsers would open a window when asked for their version: there the file is enough.
 */
function startsHere(path: string): boolean {
  if (process.platform === 'win32') return true;
  return spawnSync(path, ['--version'], { timeout: versionTimeoutMs }).status === 0;
}
