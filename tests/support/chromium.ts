import { findChromium } from '../../build/setup/chromium.ts';

/** The part of Playwright's launch options the tests set. */
export interface ChromiumLaunchOptions {
  executablePath?: string;
  args: string[];
}

/**
 * Flags for a Chromium that talks to this machine only: no updates, no sync, no name look-ups, and
 * no sandbox, which a build machine running as root cannot have.
 */
const offlineFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  '--no-first-run',
  '--no-pings',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost',
];

/** Why browser tests cannot run on this machine, or `undefined` when they can. */
export function chromiumMissing(): string | undefined {
  return findChromium().missing;
}

/** Launch options for this machine's browser, for `chromium.launch` and for Playwright's config. */
export function chromiumLaunchOptions(): ChromiumLaunchOptions {
  const { path } = findChromium();
  return path === undefined ? { args: offlineFlags } : { executablePath: path, args: offlineFlags };
}
