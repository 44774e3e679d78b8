import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { CDPSession, Page } from '@playwright/test';
import { installItems } from '../../electron/store/catalogue/testing/install-items.ts';
import { arriveAt, button } from '../e2e/citizen-page.ts';
import { chromiumMissing } from '../support/chromium.ts';
import { generateCatalogue, generateQueries } from '../support/catalogue-generator.ts';
import { writeEnrolledFolder } from '../support/enrolled-folder.ts';
import { ServedKiosk } from '../support/served-kiosk.ts';
import { launchBrowser, newPage } from './browser.ts';
import { fullSize, packageItems } from './look-up/documents.ts';
import { machineNote, median, percentile, printSkipped, printTable } from './support.ts';

/**
 * A key of the on-screen keyboard → its results painted, with the page's processor slowed down to a quarter, over a
 * full-size catalogue on the real kiosk behind its loopback door. From the time stamp of the finger going up to the first
 * task after the frame that shows the answer: field of touch, keyboard, request, search, answer, drawing.
 */
const title = `Key press → results painted over ${fullSize.toLocaleString('en')} procedures, processor slowed down 4×`;
const slowDown = 4;
const wordsTyped = 24;
const warmUps = 3;
/** How long the finger rests on the keys, in turn: as quick thumbs and careful fingers do. */
const contactsMs = [60, 90, 120];
/** From one key's results to the next finger. */
const pauseMs = 100;
/** An answer that looks like the one before it paints nothing: such a key is not counted. */
const unchangedAfterMs = 1_500;

declare global {
  interface Window {
    /** Tells this bench the time from a finger going up on a key to the frame with its results, ms. */
    tellShown: (took: string) => void;
  }
}

/** In the page, before its own scripts: notes when the results of a key were painted. */
function watchResults(): void {
  let pressed: number | null = null;
  const afterFrame = (began: number): void => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => window.tellShown(String(performance.now() - began));
      channel.port2.postMessage(null);
    });
  };
  const isIn = (node: EventTarget | null, selector: string): boolean => {
    const element =
      node instanceof Element ? node : node instanceof Node ? node.parentElement : null;
    return Boolean(element?.closest(selector));
  };
  const up = ({ target, timeStamp }: Event): void => {
    if (isIn(target, '.keyboard')) pressed = timeStamp;
  };
  window.addEventListener('pointerup', up, { capture: true });
  new MutationObserver((changes) => {
    if (pressed === null || !changes.some(({ target }) => isIn(target, '.results'))) return;
    afterFrame(pressed);
    pressed = null;
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
}

/** The search page of a kiosk, typed at by touch. */
class Typist {
  readonly #page: Page;
  readonly #session: CDPSession;
  #keys = 0;
  #told: (took: number | null) => void = () => undefined;

  private constructor(page: Page, session: CDPSession) {
    this.#page = page;
    this.#session = session;
    session.on('Runtime.bindingCalled', ({ payload }) => this.#told(Number(payload)));
  }

  static async atSearch(page: Page, url: string): Promise<Typist> {
    const session = await page.context().newCDPSession(page);
    await session.send('Runtime.enable');
    await session.send('Runtime.addBinding', { name: 'tellShown' });
    await page.addInitScript(watchResults);
    await page.goto(url);
    await arriveAt(page, 'attract');
    await button(page, 'Tra cứu thủ tục').tap();
    await page.locator('.overview').waitFor();
    await arriveAt(page, 'look-up');
    await page.locator('.overview .search button').first().tap();
    await arriveAt(page, 'look-up');
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowDown });
    return new Typist(page, session);
  }

  /** @returns ms until the results of each key were painted */
  async type(text: string): Promise<number[]> {
    const took: number[] = [];
    for (const letter of text) {
      const shown = await this.#touch(letter === ' ' ? 'Dấu cách' : letter);
      if (shown !== null) took.push(shown);
    }
    await this.#page.locator('.entry button').tap();
    await this.#page.locator('.results button').first().waitFor({ state: 'detached' });
    return took;
  }

  async #touch(name: string): Promise<number | null> {
    const key = this.#page.locator('.keyboard').getByRole('button', { name, exact: true });
    const box = await key.boundingBox();
    if (!box) throw new Error(`There is no key ${name}.`);
    await setTimeout(pauseMs);
    const touchPoints = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }];
    await this.#session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
    await setTimeout(contactsMs[this.#keys % contactsMs.length]);
    this.#keys += 1;
    const shown = this.#shown();
    await this.#session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    return shown;
  }

  /** The page tells by itself; asking it again and again would take the time that is measured. */
  #shown(): Promise<number | null> {
    const told = new Promise<number | null>((resolve) => (this.#told = resolve));
    return Promise.race([told, setTimeout(unchangedAfterMs, null)]);
  }
}

async function startFullSize(): Promise<{ kiosk: ServedKiosk; words: string[] }> {
  const catalogue = generateCatalogue(fullSize);
  const kiosk = new ServedKiosk();
  writeEnrolledFolder(kiosk.folder);
  for (const name of readdirSync(kiosk.folder)) {
    if (name.startsWith('catalogue')) rmSync(join(kiosk.folder, name));
  }
  installItems(kiosk.folder, packageItems(catalogue), { version: 2, label: title });
  await kiosk.run();
  return { kiosk, words: generateQueries(catalogue, warmUps + wordsTyped) };
}

async function measure(): Promise<void> {
  const { kiosk, words } = await startFullSize();
  const browser = await launchBrowser();
  try {
    const typist = await Typist.atSearch(await newPage(browser), kiosk.kiosk);
    const took: number[] = [];
    for (const [place, word] of words.entries()) {
      const shown = await typist.type(word);
      if (place >= warmUps) took.push(...shown);
    }
    printTable(
      title,
      [
        { name: 'p50', unit: 'ms', ours: median(took) },
        { name: 'p95', unit: 'ms', ours: percentile(took, 0.95), aim: { kind: 'max', value: 50 } },
        { name: 'longest', unit: 'ms', ours: Math.max(...took) },
      ],
      [
        `${took.length} keys of ${wordsTyped} searches, after ${warmUps} searches to warm up, in Chromium ${browser.version()}.`,
        'A frame lasts 16.7 ms; keys of one frame are one question, so an answer is two frames away at least.',
        machineNote(),
      ],
    );
  } finally {
    await browser.close();
    await kiosk.remove();
  }
}

const missing = chromiumMissing();
if (missing === undefined) await measure();
else printSkipped(title, missing);
