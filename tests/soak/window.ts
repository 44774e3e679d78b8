import { setTimeout as rest } from 'node:timers/promises';
import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test';
import { chromiumLaunchOptions } from '../support/chromium.ts';
import { Glass } from '../e2e/glass.ts';
import { bendClock } from './bent-clock.ts';
import type { Size } from './plan.ts';

const firstSize: Size = { width: 1_080, height: 1_920 };
/** As the shipped watch: a page that listens no more is given a moment, then its session begins again. */
const patienceMs = 500;
const touchMs = 50;
const loadMs = 30_000;

export type PageMemory = {
  /** JavaScript's heap after a collection, bytes. */
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
};

/** What one life of the browser is used through. */
type Life = {
  readonly browser: Browser;
  readonly page: Page;
  readonly session: CDPSession;
  readonly glass: Glass;
};

/** The citizen's window: a real Chromium on the kiosk's page, begun again by its session whenever it ends. */
export class SoakWindow {
  readonly #address: string;
  readonly #sent: (body: string) => void;
  #life: Life | null = null;
  #lives = 0;
  #size = firstSize;
  #aheadMs = 0;
  #isEnding = false;
  #beginning: Promise<void> | null = null;

  /**
   * @param address - of the citizen's page, token included
   * @param sent - told of every rating that the page sends: the body of its request
   */
  constructor(address: string, sent: (body: string) => void) {
    this.#address = address;
    this.#sent = sent;
  }

  get life(): number {
    return this.#lives;
  }

  /** The screen that is shown; null while there is none. */
  screen(): Promise<string | null> {
    return this.#onPage((page) =>
      page.evaluate(() => document.querySelector('main')?.getAttribute('data-screen') ?? null),
    );
  }

  /** Touches the middle of one of the elements that fit; false if there is none or no page. */
  async touch(selector: string, place = 0): Promise<boolean> {
    const point = await this.#onPage((page) =>
      page.evaluate(
        ([fitting, at]) => {
          const found = document.querySelectorAll(fitting);
          const box = found[at % found.length]?.getBoundingClientRect();
          return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : null;
        },
        [selector, place] as const,
      ),
    );
    if (!point) return false;
    const glass = this.#life?.glass;
    return (
      glass?.press([point], touchMs).then(
        () => true,
        () => false,
      ) ?? false
    );
  }

  /** Another display is plugged in, or this one is turned. */
  async setSize(size: Size): Promise<void> {
    this.#size = size;
    await this.#onPage((page) => page.setViewportSize(size));
  }

  async setClock(aheadMs: number): Promise<void> {
    this.#aheadMs = aheadMs;
    await this.#onPage((page) =>
      page.evaluate((ahead) => {
        if (globalThis.bentClock) globalThis.bentClock.aheadMs = ahead;
      }, aheadMs),
    );
  }

  /** Kills every page's process, or the browser itself, with SIGKILL. */
  async kill(what: 'page' | 'browser'): Promise<void> {
    const life = this.#life;
    if (!life) return;
    const session = await life.browser.newBrowserCDPSession().catch(() => null);
    const known = await session?.send('SystemInfo.getProcessInfo').catch(() => null);
    const type = what === 'page' ? 'renderer' : 'browser';
    for (const { id } of known?.processInfo.filter((one) => one.type === type) ?? []) killNow(id);
  }

  async memory(): Promise<PageMemory | null> {
    const session = this.#life?.session;
    if (!session) return null;
    try {
      await session.send('HeapProfiler.collectGarbage');
      const { usedSize: heap } = await session.send('Runtime.getHeapUsage');
      const { nodes, jsEventListeners: listeners } = await session.send('Memory.getDOMCounters');
      return { heap, nodes, listeners };
    } catch {
      return null; // it died while it was asked
    }
  }

  async start(): Promise<void> {
    this.#beginning = this.#begin();
    await this.#beginning;
  }

  async stop(): Promise<void> {
    this.#isEnding = true;
    await this.#beginning;
    await this.#life?.browser.close().catch(() => undefined);
  }

  async #begin(): Promise<void> {
    while (!this.#isEnding) {
      const browser = await chromium.launch(chromiumLaunchOptions());
      try {
        this.#life = await this.#open(browser);
        this.#lives += 1;
        return;
      } catch {
        // The machine is away, or the browser was killed while it began: its session begins once more.
        await browser.close().catch(() => undefined);
        await rest(patienceMs);
      }
    }
  }

  async #open(browser: Browser): Promise<Life> {
    const context = await browser.newContext({ viewport: this.#size, hasTouch: true });
    await context.addInitScript(bendClock, this.#aheadMs);
    const page = await context.newPage();
    page.on('request', (request) => {
      if (request.url().endsWith('/rpc/rate')) this.#sent(request.postData() ?? '');
    });
    page.on('crash', () => void this.#again(browser));
    browser.on('disconnected', () => void this.#again(browser));
    await page.goto(this.#address, { timeout: loadMs });
    const session = await context.newCDPSession(page);
    return { browser, page, session, glass: await Glass.of(page) };
  }

  async #again(browser: Browser): Promise<void> {
    if (this.#isEnding || this.#life?.browser !== browser) return;
    this.#life = null;
    await rest(patienceMs);
    await browser.close().catch(() => undefined);
    this.#beginning = this.#begin();
  }

  /** Null when there is no page, or it dies meanwhile. */
  async #onPage<T>(use: (page: Page) => Promise<T>): Promise<T | null> {
    const life = this.#life;
    if (!life) return null;
    try {
      return await use(life.page);
    } catch (error) {
      // Whoever missed the word of its death learns it here.
      if (/crash|closed/i.test(String(error))) void this.#again(life.browser);
      return null;
    }
  }
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It was gone already.
  }
}
