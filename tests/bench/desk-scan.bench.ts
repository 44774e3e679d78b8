import type { Browser, Page } from '@playwright/test';
import { apiKey } from '../../electron/core/testing/fixtures.ts';
import { Kiosk } from '../../integration/client.ts';
import {
  announce,
  codeOf,
  countActions,
  handMs,
  present,
  scan,
  signIn,
  startDesk,
} from '../e2e/officer-page.ts';
import { chromiumMissing } from '../support/chromium.ts';
import { citizenClient } from '../support/clients.ts';
import type { ServedKiosk } from '../support/served-kiosk.ts';
import { launchBrowser } from './browser.ts';
import { machineNote, percentile, printSkipped, printTable, type Figure } from './support.ts';

/**
 * From the officer's scan to the citizen's screen, in one real Chromium with two windows: from the last key of the scan
 * on the desk page to the first task after the frame that shows the invitation on the kiosk, both by the computer's one
 * clock. And the actions that a launch costs.
 */
const title = 'Scan at the desk → invitation painted on the kiosk, over loopback';
const launches = 100;
const warmUps = 3;
const screenSize = { width: 1_080, height: 1_920 };

declare global {
  interface Window {
    /** Moments by the computer's clock, ms since 1970. */
    endOfScan: number[];
    invited: number[];
  }
}

/** On the desk page: when the key that ends a scan was pressed. */
function noteScans(): void {
  window.endOfScan = [];
  // Not the event's own stamp: the emulated scanner stamps its keys 8 ms apart and sends them at once.
  const note = ({ key }: KeyboardEvent): void => {
    if (key === 'Enter') window.endOfScan.push(performance.timeOrigin + performance.now());
  };
  window.addEventListener('keydown', note, { capture: true });
}

/** On the citizen's page: when a rating that was not there before has been painted. */
function noteInvitations(): void {
  window.invited = [];
  let there = false;
  const look = (): void => {
    const now = document.querySelector('[data-screen="rating"] [data-level]') !== null;
    if (now && !there) {
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => {
          window.invited.push(performance.timeOrigin + performance.now());
        };
        channel.port2.postMessage(null);
      });
    }
    there = now;
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true });
}

async function next(page: Page, list: 'endOfScan' | 'invited'): Promise<number> {
  const handle = await page.waitForFunction((name) => window[name].shift(), list);
  return (await handle.jsonValue()) ?? NaN;
}

class TwoWindows {
  readonly desk: Page;
  readonly screen: Page;
  readonly #served: ServedKiosk;

  private constructor(served: ServedKiosk, desk: Page, screen: Page) {
    this.#served = served;
    this.desk = desk;
    this.screen = screen;
  }

  static async open(browser: Browser, served: ServedKiosk): Promise<TwoWindows> {
    const screen = await (await browser.newContext({ viewport: screenSize })).newPage();
    await screen.addInitScript(noteInvitations);
    await screen.goto(served.kiosk);
    const permissions = ['clipboard-read', 'clipboard-write'];
    const desk = await (await browser.newContext({ permissions })).newPage();
    await desk.addInitScript(noteScans);
    await signIn(desk, served);
    return new TwoWindows(served, desk, screen);
  }

  /** @returns ms from the scan's last key to the painted invitation */
  async scan(number: string): Promise<number> {
    await this.desk.evaluate(() => (window.endOfScan = []));
    await this.screen.evaluate(() => (window.invited = []));
    await scan(this.desk, codeOf(number));
    const shown = await next(this.screen, 'invited');
    return shown - (await next(this.desk, 'endOfScan'));
  }

  /** Withdrawn by the software, which is no touch, so that the screen is free again. */
  async clear(): Promise<void> {
    const kiosk = new Kiosk({ origin: new URL(this.#served.desk).origin, key: apiKey });
    for await (const { survey } of await citizenClient(this.#served.kiosk).view()) {
      if (!survey) break;
      await kiosk.withdraw(survey.survey);
    }
    await this.screen.locator('[data-screen="rating"]').waitFor({ state: 'detached' });
  }

  async actionsOf(launch: () => Promise<void>, tail: string): Promise<number> {
    const actions = await countActions(this.desk);
    await launch();
    await present(this.desk).getByText(tail).waitFor();
    const count = await actions();
    await this.clear();
    return count;
  }
}

async function actionFigures(windows: TwoWindows): Promise<Figure[]> {
  const { desk } = windows;
  const numbers = ['9001', '9002', '9003'] as const;
  const [scanned, pasted, typed] = numbers;
  const keys = [...codeOf(scanned), 'Enter'].length;
  const byScan = await windows.actionsOf(() => scan(desk, codeOf(scanned)), scanned);
  const byPaste = await windows.actionsOf(async () => {
    await desk.evaluate((code) => navigator.clipboard.writeText(code), codeOf(pasted));
    await desk.keyboard.press('ControlOrMeta+V');
  }, pasted);
  const byHand = await windows.actionsOf(async () => {
    await desk.keyboard.type(typed, { delay: handMs });
    await desk.keyboard.press('Enter');
  }, typed);
  const figure = (name: string, ours: number, value: number): Figure => ({
    ...{ name: `keys and clicks to launch: ${name}`, unit: '', ours },
    aim: { kind: 'max', value },
  });
  return [
    figure('after the scan', byScan - keys, 0),
    figure('paste', byPaste, 1),
    figure('last four digits, typed', byHand, 6),
  ];
}

async function measure(): Promise<void> {
  const served = await startDesk();
  const browser = await launchBrowser();
  try {
    const numbers = Array.from({ length: warmUps + launches }, (_, at) => String(1_001 + at));
    const announced = [...numbers, '9001', '9002', '9003'].map((number) => ({ number }));
    await announce(served, announced);
    const windows = await TwoWindows.open(browser, served);
    const took: number[] = [];
    for (const number of numbers) {
      took.push(await windows.scan(number));
      await windows.clear();
    }
    const measured = took.slice(warmUps);
    const aims = [
      [0.5, 150],
      [0.99, 400],
    ] as const;
    printTable(
      title,
      [
        ...aims.map(([share, value]): Figure => ({
          ...{ name: `scan → painted, p${share * 100}`, unit: 'ms' },
          ...{ ours: percentile(measured, share), aim: { kind: 'max', value } },
        })),
        ...(await actionFigures(windows)),
      ],
      [
        `${launches} launches of announced dossiers in one Chromium ${browser.version()}, after ${warmUps} to warm up.`,
        machineNote(),
      ],
    );
  } finally {
    await browser.close();
    await served.remove();
  }
}

const missing = chromiumMissing();
if (missing === undefined) await measure();
else printSkipped(title, missing);
