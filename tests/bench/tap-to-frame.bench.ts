import type { CDPSession, Page } from '@playwright/test';
import { dossierCode, procedure } from '../../electron/core/testing/fixtures.ts';
import type { DeskClient } from '../../shared/contract/desk.ts';
import { tapShieldMs } from '../../shared/limits.ts';
import { chromiumMissing } from '../support/chromium.ts';
import { citizenClient, signedInDesk } from '../support/clients.ts';
import { ServedKiosk } from '../support/served-kiosk.ts';
import { launchBrowser, newPage } from './browser.ts';
import { serveStatic } from './static-server.ts';
import { machineNote, percentile, printSkipped, printTable, type Figure } from './support.ts';

/**
 * Tap → next painted frame on the rating screen, with the processor slowed down to a quarter, beside a bare page with
 * five buttons that change their colour. Touches come from the browser itself (CDP) and are timed from the event's own
 * time stamp to the first task after the next frame. The finger goes down (the level shows the contact) and up (the
 * level shows that it was chosen, and the answer is on its way to the disk). In turn, in one browser.
 */
const title = 'Tap → next painted frame on the rating screen, processor slowed down 4×';
const slowDown = 4;
const samples = 30;
const warmUps = 3;
const levels = [1, 2, 3, 4, 5];
const pauseBetweenTouchesMs = 80;

const barePage = `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Bare</title>
<style>
  body { margin: 0; display: grid; grid-template-columns: repeat(5, 1fr); gap: 16px; height: 100vh }
  button { font-size: 32px } .down { background: #ccc } .chosen { background: #046 }
</style></head>
<body>${levels.map((value) => `<button data-level="${value}">${value}</button>`).join('')}
<script>
  for (const button of document.querySelectorAll('button')) {
    button.addEventListener('pointerdown', () => (button.className = 'down'));
    button.addEventListener('pointerup', () => (button.className = 'chosen'));
  }
</script></body></html>`;

interface Tap {
  downMs: number;
  upMs: number;
}

declare global {
  interface Window {
    /** Time from each touch event to the frame after it, ms. */
    painted: { pointerdown: number[]; pointerup: number[] };
  }
}

/** In the page, before its own scripts: notes for every touch when the frame after it was painted. */
function watchFrames(): void {
  window.painted = { pointerdown: [], pointerup: [] };
  for (const type of ['pointerdown', 'pointerup'] as const) {
    const afterFrame = ({ timeStamp }: Event): void => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => {
          window.painted[type].push(performance.now() - timeStamp);
        };
        channel.port2.postMessage(null);
      });
    };
    window.addEventListener(type, afterFrame, { capture: true });
  }
}

/** A page with slowed-down processor that is tapped at one of its levels. */
class TappedPage {
  readonly page: Page;
  readonly #session: CDPSession;

  private constructor(page: Page, session: CDPSession) {
    this.page = page;
    this.#session = session;
  }

  static async open(page: Page, url: string): Promise<TappedPage> {
    await page.addInitScript(watchFrames);
    await page.goto(url);
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowDown });
    return new TappedPage(page, session);
  }

  async tap(level: number): Promise<Tap> {
    const box = await this.page.locator(`[data-level="${level}"]`).boundingBox();
    if (!box) throw new Error('There is no level to tap.');
    const touchPoints = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }];
    await this.#session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
    const downMs = await this.#painted('pointerdown');
    await this.page.waitForTimeout(pauseBetweenTouchesMs);
    await this.#session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    return { downMs, upMs: await this.#painted('pointerup') };
  }

  async #painted(type: 'pointerdown' | 'pointerup'): Promise<number> {
    const handle = await this.page.waitForFunction((event) => window.painted[event].shift(), type);
    return (await handle.jsonValue()) ?? NaN;
  }
}

/** The real kiosk; every rating is launched at the desk and its detail screen closed again. */
class RatedKiosk {
  readonly #citizen;
  readonly #desk: DeskClient;
  readonly #tapped: TappedPage;
  #dossiers = 0;

  constructor(served: ServedKiosk, desk: DeskClient, tapped: TappedPage) {
    this.#citizen = citizenClient(served.kiosk);
    this.#desk = desk;
    this.#tapped = tapped;
  }

  async rate(level: number): Promise<Tap> {
    const dossier = dossierCode((this.#dossiers += 1));
    const { survey } = await this.#desk.launch({ dossier, procedure });
    await this.#citizen.accept({ survey });
    const { page } = this.#tapped;
    await page.locator('[data-screen="rating"]').waitFor();
    await page.waitForTimeout(tapShieldMs * 2); // the shield stands on the slowed-down page's own clock
    const tap = await this.#tapped.tap(level);
    await page.locator('[data-screen="detail"]').waitFor(); // so the tap counted
    await this.#citizen.finish({ survey });
    return tap;
  }
}

function figuresOf(ours: readonly Tap[], peer: readonly Tap[]): Figure[] {
  const events = [
    ['finger down → contact shown', 'downMs'],
    ['finger up → choice shown', 'upMs'],
  ] as const;
  return events.flatMap(([name, key]) =>
    [0.5, 0.95].map((share): Figure => ({
      ...{ name: `${name}, p${share * 100}`, unit: 'ms' },
      ours: percentile(
        ours.map((tap) => tap[key]),
        share,
      ),
      peer: percentile(
        peer.map((tap) => tap[key]),
        share,
      ),
      aim: { kind: 'ratio-max', value: 1.5 },
    })),
  );
}

async function compare(): Promise<void> {
  const served = await ServedKiosk.start();
  const bare = await serveStatic({ '/': barePage });
  const browser = await launchBrowser();
  try {
    const kiosk = new RatedKiosk(
      served,
      await signedInDesk(served.desk),
      await TappedPage.open(await newPage(browser), served.kiosk),
    );
    const plain = await TappedPage.open(await newPage(browser), bare.url);
    const [ours, peer]: [Tap[], Tap[]] = [[], []];
    for (let count = 0; count < warmUps + samples; count += 1) {
      const level = levels[count % levels.length] ?? 1;
      ours.push(await kiosk.rate(level));
      peer.push(await plain.tap(level));
    }
    printTable(title, figuresOf(ours.slice(warmUps), peer.slice(warmUps)), [
      `${samples} ratings and ${samples} taps in turn in one Chromium ${browser.version()}, after ${warmUps} to warm up.`,
      'A frame lasts 16.7 ms: no tap can be shown sooner than the frame after it.',
      machineNote(),
    ]);
  } finally {
    await browser.close();
    await bare.close();
    await served.remove();
  }
}

const missing = chromiumMissing();
if (missing === undefined) await compare();
else printSkipped(title, missing);
