import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/browser-test.ts';
import { chromiumLaunchOptions } from '../support/chromium.ts';
import { ServedKiosk } from '../support/served-kiosk.ts';
import { arriveAt, button, level, walkIn } from './citizen-page.ts';
import { Glass, type Point } from './glass.ts';

/**
 * Vectors 3 to 6, 10 to 19 under the Chromium shell: a real browser with every gesture switched on, and the page stays
 * where it is. A page without our guards shows first that the same hands do move a page.
 */

const launch = chromiumLaunchOptions();
test.use({
  hasTouch: true,
  // Chromium lets a page be pinched larger on a phone or tablet only; here the page has to hold by itself.
  isMobile: true,
  viewport: { width: 1_080, height: 1_920 },
  launchOptions: {
    ...launch,
    args: [...launch.args, '--enable-pinch', '--overscroll-history-navigation=2'],
  },
});

const middle: Point = { x: 540, y: 960 };
const to = (x: number, y: number): Point => ({ x, y });

type Standing = {
  /** Put on the page when it was loaded: gone with it. */
  readonly mark: unknown;
  readonly url: string;
  readonly screen: string | null;
  readonly zoom: readonly number[];
  readonly scrolled: readonly number[];
  readonly selected: string;
};

/** Everything that a gesture could have moved. */
function standing(page: Page): Promise<Standing> {
  return page.evaluate(() => {
    const { visualViewport: view, devicePixelRatio } = window;
    const root = document.documentElement;
    return {
      mark: Reflect.get(window, 'mark'),
      url: location.href,
      screen: document.querySelector('[data-screen]')?.getAttribute('data-screen') ?? null,
      zoom: [view?.scale, view?.offsetLeft, view?.offsetTop, devicePixelRatio].map(Number),
      scrolled: [window.scrollX, window.scrollY, root.scrollTop, document.body.scrollTop],
      selected: String(getSelection()),
    };
  });
}

type Hands = (glass: Glass, page: Page, on: Point) => Promise<void>;

const hands: Readonly<Record<string, Hands>> = {
  'swipes up': (glass, _, on) => glass.slide([[on, to(on.x, 100)]]),
  'swipes down': (glass, _, on) => glass.slide([[on, to(on.x, 1_900)]]),
  'swipes right, as to go back': (glass, _, on) => glass.slide([[on, to(1_060, on.y)]]),
  'swipes left': (glass, _, on) => glass.slide([[on, to(20, on.y)]]),
  'throws the page up': (glass, _, on) => glass.scroll(on, to(0, -800)),
  'throws the page right': (glass, _, on) => glass.scroll(on, to(800, 0)),
  'swipes in from the left edge': (glass) => glass.slide([[to(0, 960), to(900, 960)]]),
  'swipes in from the right edge': (glass) => glass.slide([[to(1_079, 960), to(100, 960)]]),
  'swipes in from the top edge': (glass) => glass.slide([[to(540, 0), to(540, 1_500)]]),
  'swipes in from the bottom edge': (glass) => glass.slide([[to(540, 1_919), to(540, 300)]]),
  'spreads two fingers': (glass, _, on) => glass.pinch(on, { from: 50, to: 400 }),
  'pinches two fingers': (glass, _, on) => glass.pinch(on, { from: 400, to: 50 }),
  'spreads two fingers on a touch pad': (glass, _, on) => glass.pinchPad(on, 3),
  'swipes with two fingers': (glass) =>
    glass.slide([
      [to(300, 900), to(1_000, 900)],
      [to(300, 1_100), to(1_000, 1_100)],
    ]),
  'swipes with four fingers': (glass) =>
    glass.slide([400, 500, 600, 700].map((x) => [to(x, 1_200), to(x, 300)] as const)),
  'rests two fingers': (glass) => glass.press([to(400, 900), to(600, 900)], 900),
  'presses long': (glass, _, on) => glass.press([on], 1_200),
  'taps twice': (glass, _, on) => glass.doubleTap(on),
  'presses long and drags': (glass, _, on) => glass.drag(on, to(on.x + 300, on.y + 60)),
  'drags with a mouse': async (_, page, on) => {
    await page.mouse.move(on.x - 200, on.y);
    await page.mouse.down();
    await page.mouse.move(on.x + 300, on.y + 40, { steps: 8 });
    await page.mouse.up();
  },
  'clicks twice with a mouse': (_, page, on) => page.mouse.dblclick(on.x, on.y),
  'clicks the right button': (_, page, on) => page.mouse.click(on.x, on.y, { button: 'right' }),
  'clicks the middle button': (_, page, on) => page.mouse.click(on.x, on.y, { button: 'middle' }),
  'turns the wheel': (_, page) => page.mouse.wheel(0, 900),
  'turns the wheel with Control': async (_, page) => {
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -900);
    await page.keyboard.up('Control');
  },
  'drops a file': (glass, _, on) => glass.dropFile(on, strayFile),
  'goes back and forward': async (_, page) => {
    await page.evaluate(() => history.back());
    await page.waitForTimeout(200);
    await page.evaluate(() => history.forward());
  },
};

const chords =
  `Control+A Control+C Control+F Control+G Control+H Control+J Control+L Control+M Control+N Control+O
  Control+P Control+R Control+S Control+T Control+U Control+W Control+Shift+I Control+Shift+J Control+Shift+N
  Control+Shift+R Control+Equal Control+Minus Control+Digit0 Alt+ArrowLeft Alt+ArrowRight Alt+Home F1 F3 F5 F6 F7 F10
  F11 F12 Shift+F10 ContextMenu BrowserBack`.split(/\s+/);

const folder = mkdtempSync(join(tmpdir(), 'hai-long-lockdown-'));
const strayFile = join(folder, 'stray.html');
let served: ServedKiosk;
const strays: string[] = [];

test.beforeAll(() => {
  writeFileSync(strayFile, '<title>stray</title>');
});

test.afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test.beforeEach(async ({ page }) => {
  served = await ServedKiosk.start({ ratingTimeoutMs: 600_000, detailTimeoutMs: 600_000 });
  strays.length = 0;
  page.context().on('page', (other) => strays.push(`window ${other.url()}`));
  page.on('dialog', (dialog) => strays.push(`dialog ${dialog.type()}`));
  page.on('download', (download) => strays.push(`download ${download.url()}`));
  // Something to go back to.
  await page.goto('about:blank');
  await page.goto(served.kiosk);
  await arriveAt(page, 'attract');
  await guardsStand(page);
  await page.evaluate(() => Reflect.set(window, 'mark', 'same page'));
  strays.length = 0;
});

test.afterEach(async () => {
  await served.remove();
});

/** They come with what is loaded when there is time. */
async function guardsStand(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => window.print.toString().includes('native')))
    .toBe(false);
}

/** Where on a screen hands begin: on its words, not on a way on. */
async function wordsOf(page: Page): Promise<Point> {
  const box = await page.getByRole('heading').first().boundingBox();
  if (!box) throw new Error('This screen has no heading.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function expectNothingMoves(page: Page): Promise<void> {
  const glass = await Glass.of(page);
  const on = await wordsOf(page);
  const before = await standing(page);
  for (const [what, does] of Object.entries(hands)) {
    await does(glass, page, on);
    await page.waitForTimeout(120);
    expect(await standing(page), `somebody ${what}`).toEqual(before);
    expect(strays, `somebody ${what}`).toEqual([]);
  }
}

test('the same hands do move a page that nobody locked', async ({ page }) => {
  await page.goto('about:blank');
  const words = '<p style="font-size:60px;width:900px;margin:60px">Một trang web bình thường. </p>';
  await page.setContent(`<meta name="viewport" content="width=device-width">${words.repeat(60)}`);
  const glass = await Glass.of(page);
  await glass.slide([[middle, to(540, 100)]]);
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(100);
  await glass.pinch(middle, { from: 50, to: 400 });
  await expect
    .poll(() => page.evaluate(() => window.visualViewport?.scale ?? 1))
    .toBeGreaterThan(1.5);
  await hands['clicks twice with a mouse']?.(glass, page, middle);
  expect((await standing(page)).selected).not.toBe('');
});

test('on the resting screen no gesture moves anything', async ({ page }) => {
  await expectNothingMoves(page);
});

test('nor on the levels', async ({ page }) => {
  await walkIn(page);
  await expectNothingMoves(page);
});

test('nor where one writes', async ({ page }) => {
  await walkIn(page);
  await level(page, 2).tap();
  await arriveAt(page, 'detail');
  await button(page, 'Viết ý kiến').tap();
  await expectNothingMoves(page);
});

test('a list scrolls, and its end moves nothing behind it', async ({ page }) => {
  await button(page, 'Tra cứu thủ tục').tap();
  await arriveAt(page, 'look-up');
  const glass = await Glass.of(page);
  const before = await standing(page);
  for (const distance of [-4_000, -4_000, 8_000, 4_000]) {
    await glass.scroll(middle, to(0, distance));
    await page.waitForTimeout(150);
    expect(await standing(page)).toEqual(before);
  }
  expect(strays).toEqual([]);
});

test('no shortcut of the browser reaches it', async ({ page }) => {
  const before = await standing(page);
  for (const chord of chords) {
    await page.keyboard.press(chord).catch((error: unknown) => {
      // Playwright has no name for this one key.
      if (chord !== 'BrowserBack') throw error;
    });
    expect(await standing(page), chord).toEqual(before);
    expect(strays, chord).toEqual([]);
  }
});

test('nothing that runs in the page opens a dialog, a window or a download', async ({ page }) => {
  const before = await standing(page);
  await page.evaluate(() => {
    window.print();
    window.alert('x');
    window.open('https://example.org/');
    const link = document.createElement('a');
    link.href = '/citizen/';
    link.download = 'x';
    link.click();
    link.removeAttribute('download');
    link.target = '_blank';
    link.click();
  });
  // As before our guards stand: what the browser itself would open in a frame without them.
  await page.evaluate(() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    frame.contentWindow?.print();
    frame.contentWindow?.open('https://example.org/');
    frame.remove();
  });
  await page.waitForTimeout(500);
  expect(await standing(page)).toEqual(before);
  expect(strays.filter((stray) => !stray.endsWith('about:blank'))).toEqual([]);
});

test('what is printed all the same is an empty sheet', async ({ page }) => {
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await expect(page.locator('html')).toBeHidden();
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect(page.getByRole('heading').first()).toBeVisible();
});
