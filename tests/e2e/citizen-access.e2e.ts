import type { Page } from '@playwright/test';
import { physicalSize } from '../../renderer/parts/physical-size.ts';
import { expect, test } from '../support/browser-test.ts';
import { ServedKiosk } from '../support/served-kiosk.ts';
import { expectAccessible, expectSizes, smallestTypeMm } from './accessible.ts';
import { arriveAt, button, handOver, level, screen, statusAtDesk, walkIn } from './citizen-page.ts';

/** Whoever stands in front of it: every screen through axe, sizes for a hand, keys instead of touch, a slow machine. */

test.use({ hasTouch: true, viewport: { width: 1_080, height: 1_920 } });

let served: ServedKiosk;

test.beforeEach(async () => {
  served = await ServedKiosk.start({ thanksMs: 60_000 });
});

test.afterEach(async () => {
  await served.remove();
});

test('axe finds nothing on the way to the rating', async ({ page }) => {
  await page.goto(served.kiosk);
  await arriveAt(page, 'attract');
  await expectAccessible(page);
  await walkIn(page);
  await expectAccessible(page);
});

test('axe finds nothing on the screens that follow it', async ({ page }) => {
  await page.goto(served.kiosk);
  await walkIn(page);
  await level(page, 2).tap();
  await arriveAt(page, 'detail');
  await expectAccessible(page);
  await button(page, 'Đánh giá từng mặt').tap();
  await expectAccessible(page);
  await button(page, 'Xong').tap();
  await button(page, 'Viết ý kiến').tap();
  await expectAccessible(page);
  await button(page, 'Viết xong').tap();
  await button(page, 'Gửi').tap();
  await arriveAt(page, 'thanks');
  await expectAccessible(page);
});

test('axe finds nothing on the screens of a bad day', async ({ page }) => {
  await page.goto(served.kiosk);
  await walkIn(page);
  const refusal = { defined: true, code: 'REFUSED', status: 422, message: '', data: diskFull };
  await page.route('**/rpc/rate', (route) =>
    route.fulfill({ status: 422, json: { json: refusal, meta: [] } }),
  );
  await level(page, 2).tap();
  await arriveAt(page, 'refused');
  await expectAccessible(page);
  await button(page, 'Đóng').tap();
  await arriveAt(page, 'attract');
  await handOver(served, '0975');
  await arriveAt(page, 'waiting');
  await expectAccessible(page);
  await served.kill();
  await arriveAt(page, 'gone');
  await expectAccessible(page);
});

const diskFull = { code: 'storage.full', vi: '-', en: '-', parameters: {} };

const levelMinMm = 20;
const labelMinMm = 8;

for (const [width, height] of [
  [1_080, 1_920],
  [1_920, 1_080],
  [1_280, 800],
  [1_024, 768],
] as const) {
  test(`targets and type are large enough for a hand and an eye at ${width} × ${height}`, async ({
    page,
  }) => {
    const { mm } = physicalSize(width, height, 24);
    await page.setViewportSize({ width, height });
    await page.goto(served.kiosk);
    await arriveAt(page, 'attract');
    await expectSizes(page, mm);
    await walkIn(page);
    await expectSizes(page, mm);
    await expectEqualLevels(page, mm);
    await level(page, 2).tap();
    await arriveAt(page, 'detail');
    await expectSizes(page, mm);
  });
}

/** The same size for every level, the same line for every face and every word. */
async function expectEqualLevels(page: Page, mm: number): Promise<void> {
  const levels = await page.locator('[data-level]').evaluateAll((all) =>
    all.map((it) => {
      const { width, height } = it.getBoundingClientRect();
      const face = it.querySelector('svg')?.getBoundingClientRect();
      const style = getComputedStyle(it);
      const label = getComputedStyle(it.querySelector('.label') ?? it);
      return {
        size: [width, height].map(Math.round),
        face: [face?.width, face?.height].map((side) => Math.round(side ?? 0)),
        tone: [style.color, style.backgroundColor, style.borderColor],
        type: [label.fontSize, label.fontWeight],
      };
    }),
  );
  expect(levels).toHaveLength(5);
  for (const one of levels) expect(one).toEqual(levels[0]);
  expect(Math.min(...(levels[0]?.size ?? [0])) / mm).toBeGreaterThanOrEqual(levelMinMm);
  expect(await smallestTypeMm(page, mm, '.label')).toBeGreaterThanOrEqual(labelMinMm);
}

test('a whole visit with three keys', async ({ page }) => {
  await page.goto(served.kiosk);
  const survey = await handOver(served, '0975');
  await arriveAt(page, 'rating');
  await expect(page.getByRole('heading')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(level(page, 4)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(button(page, 'Không đánh giá')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(level(page, 1)).toBeFocused();
  await page.keyboard.press('Enter');
  await arriveAt(page, 'detail');
  expect(await statusAtDesk(served, survey)).toBe('rated');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await expect(screen(page, 'thanks')).toBeVisible();
});

const coldPathBytesMax = 100_000;

test('the way to the first face is short: script and style before fonts', async ({ page }) => {
  await handOver(served, '0975');
  await page.addInitScript(() => {
    const watch = new MutationObserver(() => {
      if (document.querySelector('[data-level]') === null) return;
      performance.mark('levels');
      watch.disconnect();
    });
    watch.observe(document, { childList: true, subtree: true });
  });
  await page.goto(served.kiosk);
  await arriveAt(page, 'rating');
  const bytes = await page.evaluate(() => {
    const levelsAt = performance.getEntriesByName('levels')[0]?.startTime ?? 0;
    return performance
      .getEntriesByType('resource')
      .filter((it): it is PerformanceResourceTiming => it instanceof PerformanceResourceTiming)
      .filter(({ name, startTime }) => /\.(js|css)$/.test(name) && startTime <= levelsAt)
      .reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0);
  });
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThanOrEqual(coldPathBytesMax);
});
