import { mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { chromium, type Page } from '@playwright/test';
import { createServer } from 'vite';
import type { CitizenView } from '../../shared/contract/citizen.ts';
import type { Gallery } from '../../renderer/citizen/testing/gallery.ts';
import { restingView, surveyOn } from '../../renderer/citizen/testing/fake-machine.ts';
import { tapShieldMs } from '../../shared/limits.ts';
import { chromiumLaunchOptions } from '../support/chromium.ts';

/**
 * Photographs every citizen's screen for people to look at, and measures what eyes miss: text cut off, overlapping
 * controls, sideways scroll. `node tests/e2e/screens.ts [folder] [only]`.
 */

const sizes = [
  [1080, 1920],
  [1920, 1080],
  [1280, 800],
  [1024, 768],
] as const;
const languages = ['vi', 'en'] as const;
type Look = Omit<Parameters<Gallery['look']>[0], 'reach'>;
const looks = [
  { textSize: 'normal', display: 'default' },
  { textSize: 'largest', display: 'default' },
  { textSize: 'normal', display: 'dark' },
  { textSize: 'largest', display: 'dark' },
] as const;

const root = new URL('../../', import.meta.url).pathname;
const form = (name: string) =>
  JSON.parse(readFileSync(join(root, `samples/forms/${name}.json`), 'utf8'));
const fiveLevels = form('hai-long-nam-muc');
const longName =
  'Đăng ký, cấp Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất đối với thửa đất có diện tích tăng thêm do thay đổi ranh giới so với Giấy chứng nhận đã cấp';

/** As many reasons as a form may have: they turn over in pages. */
const manyReasons = {
  ...fiveLevels,
  reasons: Array.from({ length: 24 }, (_, at) => ({
    ...fiveLevels.reasons[at % fiveLevels.reasons.length],
    id: `reason-${at}`,
    levels: [2],
  })),
};

/** A page takes touches after its shield; a little more, because the machine that photographs is busy. */
const settledMs = tapShieldMs + 250;

interface Scene {
  readonly name: string;
  readonly view: Partial<CitizenView>;
  /** For who sits: every control in the lower half. */
  readonly reach?: boolean;
  readonly then?: (page: Page) => Promise<void>;
}

const tapText = (selector: string) => async (page: Page) => {
  await page.locator(selector).first().dispatchEvent('click', { detail: 0 }, { timeout: 5_000 });
};

const detail = { survey: surveyOn(fiveLevels, { phase: 'detail', level: 2, endsInMs: 60_000 }) };

/** Goes through the look-up by these touches, each on a page that has come to rest. */
const lookUp =
  (...selectors: string[]) =>
  async (page: Page) => {
    for (const selector of ['.start button:last-child', ...selectors]) {
      await page.waitForTimeout(settledMs);
      await tapText(selector)(page);
    }
  };

const typeOf = (text: string) => async (page: Page) => {
  await lookUp('.overview .search button')(page);
  await page.waitForTimeout(settledMs);
  for (const key of text) {
    const name = key === ' ' ? '[data-key=space]' : `[data-key=letter]:text-is("${key}")`;
    await tapText(name)(page);
  }
};

const firstRow = '.content > button';

const lookUpScenes: readonly Scene[] = [
  { name: 'look-up', view: {}, then: lookUp() },
  { name: 'look-up-search', view: {}, then: typeOf('khai sinh') },
  { name: 'look-up-twins', view: {}, then: typeOf('giaays pheps') },
  { name: 'look-up-nothing', view: {}, then: typeOf('xyz') },
  { name: 'look-up-list', view: {}, then: lookUp('.domains button:nth-child(3)') },
  { name: 'look-up-procedure', view: {}, then: lookUp('.domains button:nth-child(2)', firstRow) },
  {
    name: 'look-up-procedure-below',
    view: {},
    then: lookUp(
      '.domains button:nth-child(2)',
      firstRow,
      'section:nth-of-type(4) h2 button',
      'section:nth-of-type(6) h2 button',
      '.turn button:last-child',
    ),
  },
  {
    name: 'look-up-unknown-far',
    view: {},
    then: lookUp('.domains button:nth-child(3)', firstRow),
  },
  {
    name: 'look-up-replaced',
    view: {},
    then: lookUp('.domains button:nth-child(3)', '.content > button:nth-child(2)'),
  },
  {
    name: 'look-up-take-away',
    view: {},
    then: lookUp('.domains button:nth-child(2)', firstRow, firstRow),
  },
];

const apology = {
  cause: 'late',
  reason: 'Bản đồ khu đất phải đo vẽ lại vì ranh giới trên giấy và trên thực địa khác nhau.',
  promise: { kind: 'new-date', date: '2026-12-04' },
  slip: '12/PXL-2026',
} as const;
const apologising = { phase: 'apology', apology, endsInMs: 20_000 } as const;
const scanner = { prefix: '', suffix: 'Enter', gapMsMax: 500, lengthMin: 6 } as const;

/** A slip under the scanner, on a screen that has come to rest. */
const scan =
  (refusal: string | null, first?: (page: Page) => Promise<void>) =>
  async (page: Page): Promise<void> => {
    await first?.(page);
    await page.evaluate(
      (code) => (window as unknown as { gallery: Gallery }).gallery.refuseScan(code),
      refusal,
    );
    await page.keyboard.type('H29.3-260708-0975\n');
    await page.locator('.scan').waitFor();
  };

const handOverScenes: readonly Scene[] = [
  { name: 'apology', view: { survey: surveyOn(fiveLevels, apologising) } },
  {
    name: 'apology-long',
    view: {
      survey: surveyOn(fiveLevels, {
        ...apologising,
        procedureName: longName,
        apology: { ...apology, reason: `${apology.reason} `.repeat(6).trim() },
      }),
    },
  },
  {
    name: 'apology-countdown',
    view: { survey: surveyOn(fiveLevels, { ...apologising, endsInMs: 9_400 }) },
  },
  {
    name: 'apology-bare',
    view: {
      survey: surveyOn(fiveLevels, {
        ...apologising,
        apology: { cause: null, reason: null, promise: null, slip: null },
      }),
    },
  },
  {
    name: 'waiting-refused',
    view: { survey: surveyOn(fiveLevels, { phase: 'waiting', handOver: 'refused' }) },
  },
  {
    name: 'waiting-returned',
    view: {
      survey: surveyOn(fiveLevels, { phase: 'waiting', handOver: 'returned-for-completion' }),
    },
  },
  { name: 'scan-launched', view: { scanner, survey: surveyOn(fiveLevels) }, then: scan(null) },
  { name: 'scan-early', view: { scanner }, then: scan('scan.not-handed-over') },
  { name: 'scan-busy', view: { scanner, survey: surveyOn(fiveLevels) }, then: scan('scan.busy') },
  {
    name: 'scan-look-up',
    view: { scanner },
    then: scan('scan.unreadable', lookUp('.overview .search button')),
  },
];

const scenes: readonly Scene[] = [
  ...handOverScenes,
  ...lookUpScenes,
  { name: 'attract', view: {} },
  { name: 'attract-no-walk-in', view: { walkInAllowed: false } },
  { name: 'waiting', view: { survey: surveyOn(fiveLevels, { phase: 'waiting' }) } },
  { name: 'rating', view: { survey: surveyOn(fiveLevels) } },
  {
    name: 'rating-long-offline',
    view: { online: false, survey: surveyOn(fiveLevels, { procedureName: longName }) },
  },
  {
    name: 'rating-countdown',
    view: { survey: surveyOn(fiveLevels, { endsInMs: 9_400 }) },
  },
  {
    name: 'rating-walk-in',
    view: {
      survey: surveyOn(fiveLevels, { origin: 'walk-in', procedureName: null, dossierTail: null }),
    },
  },
  { name: 'rating-three', view: { survey: surveyOn(form('hai-long-ba-muc')) } },
  { name: 'rating-points', view: { survey: surveyOn(form('cham-diem-0-1-2')) } },
  { name: 'detail', view: detail, then: tapText('.reasons button') },
  { name: 'detail-many', view: { survey: surveyOn(manyReasons, { phase: 'detail', level: 2 }) } },
  { name: 'detail-criteria', view: detail, then: tapText('.more button:nth-child(2)') },
  { name: 'detail-comment', view: detail, then: tapText('.more button') },
  {
    name: 'refused',
    view: { survey: surveyOn(fiveLevels) },
    then: async (page) => {
      await page.evaluate(() => (window as unknown as { gallery: Gallery }).gallery.refuse());
      await tapText('[data-level]')(page);
    },
  },
  { name: 'thanks', view: detail, then: (page) => show(page, { survey: null, thanksMs: 600_000 }) },
  { name: 'not-ready', view: { ready: false } },
  {
    name: 'gone',
    view: {},
    then: async (page) => {
      await page.evaluate(() => (window as unknown as { gallery: Gallery }).gallery.lose());
      await page.locator('[data-screen=gone]').waitFor();
    },
  },
];

/** The screens with most on them, once more for who sits. */
const reachScenes: readonly Scene[] = scenes
  .filter(({ name }) =>
    /^(attract|waiting-refused|apology|apology-countdown|rating|rating-long-offline|detail|detail-comment|detail-criteria|refused|thanks|look-up|look-up-search|look-up-procedure|look-up-take-away)$/.test(
      name,
    ),
  )
  .map((scene) => ({ ...scene, name: `reach-${scene.name}`, reach: true }));

async function show(page: Page, view: Partial<CitizenView>): Promise<void> {
  await page.evaluate(
    (change) => (window as unknown as { gallery: Gallery }).gallery.show(change),
    view,
  );
}

/** What a picture does not say aloud: everything that leaves its box or another's. */
function faults(): string[] {
  /** Of what scrolls, only the part that can be seen. */
  const shownBox = (
    it: HTMLElement,
  ): Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom' | 'width'> => {
    const { left, right, top, bottom, width } = it.getBoundingClientRect();
    const room = it.closest('.scrolling')?.getBoundingClientRect();
    if (!room) return { left, right, top, bottom, width };
    const seen = { top: Math.max(top, room.top), bottom: Math.min(bottom, room.bottom) };
    return { left, right, ...seen, width };
  };
  const found: string[] = [];
  const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
  if (scrollWidth > clientWidth || scrollHeight > clientHeight) found.push('the page scrolls');
  const controls = [
    ...document.querySelectorAll<HTMLElement>('button, textarea, input, h1, h2, p, .label'),
  ];
  const boxes = controls
    .filter((it) => it.checkVisibility({ visibilityProperty: true }))
    .filter((it) => !it.closest('.visually-hidden') && !it.classList.contains('visually-hidden'))
    .map((it) => ({ it, box: shownBox(it), name: it.textContent.trim().slice(0, 40) }))
    .filter(({ it, box }) => !it.closest('.scrolling') || box.bottom > box.top);
  // The clock of the kiosk at rest gives its place to who sits.
  const outside = document.documentElement.hasAttribute('data-reach') ? 'aside' : '.none';
  const frame = document.querySelector('main')?.getBoundingClientRect();
  const half = document.documentElement.hasAttribute('data-reach') ? innerHeight / 2 : 0;
  for (const { it, box, name } of boxes) {
    if (it.tagName === 'BUTTON' && box.top < half - 1) found.push(`"${name}" is out of reach`);
    if (
      box.right > innerWidth + 1 ||
      box.bottom > innerHeight + 1 ||
      box.left < -1 ||
      box.top < -1
    ) {
      found.push(`"${name}" leaves the window`);
    }
    if (
      frame &&
      it.closest('main') &&
      !it.closest(outside) &&
      (box.bottom > frame.bottom + 1 || box.top < frame.top - 1)
    ) {
      found.push(`"${name}" leaves its place`);
    }
    if (
      it.scrollWidth > it.clientWidth + 1 &&
      !it.closest('.keyboard') &&
      !['TEXTAREA', 'INPUT'].includes(it.tagName) &&
      box.width > 0
    ) {
      found.push(`"${name}" is wider than its box`);
    }
    // A key's touch reaches over its edge on purpose.
    if (
      it.tagName === 'BUTTON' &&
      !it.closest('.keyboard') &&
      it.scrollHeight > it.clientHeight + 1
    ) {
      found.push(`"${name}" is higher than its box`);
    }
  }
  for (const [at, one] of boxes.entries()) {
    for (const other of boxes.slice(at + 1)) {
      if (one.it.contains(other.it) || other.it.contains(one.it)) continue;
      const wide =
        Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const high =
        Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      if (wide > 1 && high > 1) found.push(`"${one.name}" overlaps "${other.name}"`);
    }
  }
  return [...new Set(found)];
}

const folder = process.argv[2] ?? join(tmpdir(), 'hai-long-screens');
const only = new RegExp(process.argv[3] ?? '.');
mkdirSync(folder, { recursive: true });
const server = await createServer({
  configFile: false,
  root: join(root, 'renderer'),
  logLevel: 'error',
  plugins: [svelte({ configFile: join(root, 'svelte.config.js') })],
  // Somebody may be writing at the same time: a page that is looked at is never reloaded.
  server: { port: 0, host: '127.0.0.1', fs: { allow: [root] }, hmr: false, watch: null },
  cacheDir: join(tmpdir(), 'hai-long-screens-vite'),
});
await server.listen();
const address = `${server.resolvedUrls?.local[0] ?? ''}citizen/testing/gallery.html`;
const browser = await chromium.launch(chromiumLaunchOptions());
let pictures = 0;

async function photograph(page: Page, scene: Scene, look: Look, name: string): Promise<void> {
  await page.goto(address);
  await page.locator('[data-screen]').waitFor();
  await page.evaluate(
    (choice) => (window as unknown as { gallery: Gallery }).gallery.look(choice),
    { ...look, reach: scene.reach === true },
  );
  await show(page, { ...restingView, ...scene.view });
  await page.waitForTimeout(650);
  await scene.then?.(page);
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(150);
  for (const fault of await page.evaluate(faults)) console.log(`${name}: ${fault}`);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  pictures += 1;
}

async function photographAll(width: number, height: number): Promise<void> {
  const page = await browser.newPage({ viewport: { width, height } });
  for (const scene of [...scenes, ...reachScenes]) {
    for (const language of languages) {
      for (const look of looks) {
        const name = `${scene.name}-${width}x${height}-${language}-${look.textSize}-${look.display}`;
        if (!only.test(name)) continue;
        await photograph(page, scene, { language, ...look }, name).catch((error: unknown) => {
          console.log(`${name}: not photographed: ${String(error)}`);
        });
      }
    }
  }
  await page.close();
}

await Promise.all(sizes.map(([width, height]) => photographAll(width, height)));
await browser.close();
await server.close();
console.log(`${pictures} pictures in ${folder}`);
