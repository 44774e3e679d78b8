import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Page } from '@playwright/test';

/**
 * Runs in a namespace of its own, where /etc/chromium is empty and the network is loopback only: gives a real Chromium
 * our managed policies and prints, as one line of JSON, what it lets happen.
 */
const [program = '', policyFile = ''] = process.argv.slice(2);
const managed = '/etc/chromium/policies/managed';
const doorPort = 7310;
const elsewherePort = 7399;
const debugPort = 9333;
const debugPatienceMs = 6_000;

const policies = JSON.parse(readFileSync(policyFile, 'utf8')) as Record<string, unknown>;

/** Playwright drives the browser by debugging it, so it needs these two open; the last step closes them. */
const driving = ['RemoteDebuggingAllowed', 'DeveloperToolsAvailability'];

function setPolicies(without: readonly string[]): void {
  mkdirSync(managed, { recursive: true });
  const kept = Object.entries(policies).filter(([name]) => !without.includes(name));
  writeFileSync(join(managed, 'hai-long.json'), JSON.stringify(Object.fromEntries(kept)));
}

/** What the page is told when it asks for camera, place, notices and screen; runs in the page. */
const askForRights = `(async () => {
  const outcome = (asked) => asked.then(() => 'granted', (error) => error.name);
  return {
    camera: await outcome(navigator.mediaDevices.getUserMedia({ video: true })),
    microphone: await outcome(navigator.mediaDevices.getUserMedia({ audio: true })),
    screen: await outcome(navigator.mediaDevices.getDisplayMedia()),
    notices: Notification.permission,
    place: (await navigator.permissions.query({ name: 'geolocation' })).state,
  };
})()`;

for (const port of [doorPort, elsewherePort]) {
  createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`<title>${port}</title>`);
  }).listen(port, '127.0.0.1');
}

const report = {
  unknown: await askAboutPolicies(),
  ...(await tryTheDoors()),
  debugging: await tryToDebug(),
};
console.log(JSON.stringify(report));
process.exit();

/** A browser with a profile: our policies forbid the windows without one that tests are usually given. */
async function withPage<T>(use: (page: Page) => Promise<T>): Promise<T> {
  const profile = mkdtempSync(join(tmpdir(), 'hai-long-policy-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: program,
    // A camera that is there: without one the answer would say nothing about rights.
    args: ['--no-sandbox', '--use-fake-device-for-media-stream'],
  });
  try {
    return await use(context.pages()[0] ?? (await context.newPage()));
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

/** The policies of which Chromium itself says that it does not take them as written. */
function askAboutPolicies(): Promise<unknown> {
  const without = [...driving, 'URLBlocklist', 'URLAllowlist'];
  setPolicies(without);
  return withPage(async (page) => {
    await page.goto('chrome://policy');
    await page.waitForSelector('policy-row');
    const rows = await page.locator('policy-row').evaluateAll((elements) =>
      elements.map((element) => {
        const cell = (name: string) =>
          element.shadowRoot?.querySelector(`.${name}`)?.textContent.trim() ?? '';
        return { name: cell('name'), messages: cell('messages') };
      }),
    );
    const set = rows.filter(({ name }) => name in policies && !without.includes(name));
    return {
      seen: set.length,
      refused: set.filter(({ messages }) => !/^(OK|Deprecated|)$/.test(messages)),
    };
  });
}

async function tryTheDoors(): Promise<object> {
  setPolicies(driving);
  return withPage(async (page) => {
    const home = await openIn(page, `http://127.0.0.1:${doorPort}/citizen/`);
    const rights = await page.evaluate(askForRights);
    const addresses = [
      `http://127.0.0.1:${elsewherePort}/`,
      `http://localhost:${doorPort}/`,
      `http://127.0.0.1:${doorPort}@127.0.0.1:${elsewherePort}/`,
      'http://127.0.0.1/',
      'https://example.org/',
      'file:///etc/passwd',
      'view-source:http://127.0.0.1:7310/',
      'chrome://settings',
      'chrome://policy',
      'devtools://devtools/bundled/inspector.html',
      'ftp://127.0.0.1/',
    ];
    const elsewhere: Record<string, string> = {};
    for (const address of addresses) {
      // A page of its own for each: the error page of one may come late, in the middle of the next.
      const own = await page.context().newPage();
      elsewhere[address] = await openIn(own, address);
      await own.close();
    }
    return { home, elsewhere, rights };
  });
}

function openIn(page: Page, address: string): Promise<string> {
  return page.goto(address, { timeout: 5_000 }).then(
    () => 'opened',
    (error: Error) => /ERR_\w+/.exec(error.message)?.[0] ?? 'refused',
  );
}

/** Whether Chromium opens a debugging port when it is told to on its command line. */
async function tryToDebug(): Promise<string> {
  setPolicies([]);
  const profile = mkdtempSync(join(tmpdir(), 'hai-long-debug-'));
  const browser = spawn(program, [
    '--headless',
    '--no-sandbox',
    `--user-data-dir=${profile}`,
    `--remote-debugging-port=${debugPort}`,
    'about:blank',
  ]);
  let answer = 'closed';
  for (let waitedMs = 0; waitedMs < debugPatienceMs && answer === 'closed'; waitedMs += 250) {
    await pause(250);
    answer = await fetch(`http://127.0.0.1:${debugPort}/json/version`).then(
      () => 'open',
      () => 'closed',
    );
  }
  browser.kill('SIGKILL');
  await pause(500);
  rmSync(profile, { recursive: true, force: true });
  return answer;
}
