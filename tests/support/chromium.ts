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

/**
 * Why browser tests cannot run here, or `undefined` when they can.
 * `npm test` sets `HAILONG_CHROMIUM` to the browser it found, or `HAILONG_NO_CHROMIUM` to the reason.
 */
export function chromiumMissing(): string | undefined {
  if (process.env.HAILONG_CHROMIUM) return undefined;
  return process.env.HAILONG_NO_CHROMIUM ?? 'HAILONG_CHROMIUM is not set: run by `npm test`';
}

/** Launch options for the browser `npm test` found, for playwright-core and @playwright/test alike. */
export function chromiumLaunchOptions(): ChromiumLaunchOptions {
  const executablePath = process.env.HAILONG_CHROMIUM;
  return executablePath ? { executablePath, args: offlineFlags } : { args: offlineFlags };
}
