import type { Page } from '@playwright/test';
import { expect, test } from '../support/browser-test.ts';
import { ServedKiosk } from '../support/served-kiosk.ts';
import { expectAccessible } from './accessible.ts';
import { arriveAt, button, level, walkIn } from './citizen-page.ts';

/** For who sits: one touch brings every control into the lower half, until the visit ends. */

test.use({ hasTouch: true, viewport: { width: 1_080, height: 1_920 } });

let served: ServedKiosk;

test.beforeEach(async ({ page }) => {
  served = await ServedKiosk.start({ thanksMs: 2_000 });
  await page.goto(served.kiosk);
  await arriveAt(page, 'attract');
});

test.afterEach(async () => {
  await served.remove();
});

const reach = 'Đưa các nút xuống nửa dưới màn hình';

/** How far the highest control stands above the middle of the screen, in CSS pixels. */
async function highest(page: Page): Promise<number> {
  return page.evaluate(() => {
    const tops = [...document.querySelectorAll('button, textarea')]
      .filter((it) => it.checkVisibility({ visibilityProperty: true }))
      .map((it) => {
        const room = it.closest('.scrolling')?.getBoundingClientRect();
        return Math.max(it.getBoundingClientRect().top, room?.top ?? 0);
      });
    return innerHeight / 2 - Math.min(...tops);
  });
}

for (const [width, height] of [
  [1_080, 1_920],
  [1_920, 1_080],
  [1_280, 800],
  [1_024, 768],
] as const) {
  test(`every control is in the lower half at ${width} × ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await button(page, reach).tap();
    expect(await highest(page)).toBeLessThanOrEqual(0);
    await button(page, 'Tra cứu thủ tục').tap();
    await arriveAt(page, 'look-up');
    expect(await highest(page)).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: /Gõ vài chữ để tìm/ }).tap();
    await arriveAt(page, 'look-up');
    expect(await highest(page)).toBeLessThanOrEqual(0);
    await button(page, 'Kết thúc').tap();
    await arriveAt(page, 'attract');
    await button(page, reach).tap();
    await walkIn(page);
    expect(await highest(page)).toBeLessThanOrEqual(0);
    await level(page, 2).tap();
    await arriveAt(page, 'detail');
    expect(await highest(page)).toBeLessThanOrEqual(0);
    await button(page, 'Viết ý kiến').tap();
    expect(await highest(page)).toBeLessThanOrEqual(0);
  });
}

test('ends with the visit, or at a second touch', async ({ page }) => {
  const root = page.locator('html');
  await button(page, reach).tap();
  await expect(root).toHaveAttribute('data-reach');
  await button(page, reach).tap();
  await expect(root).not.toHaveAttribute('data-reach');
  await button(page, reach).tap();
  await walkIn(page);
  await expect(root).toHaveAttribute('data-reach');
  await button(page, 'Không đánh giá').tap();
  await arriveAt(page, 'attract');
  await expect(root).not.toHaveAttribute('data-reach');
});

test('axe finds nothing in it', async ({ page }) => {
  await walkIn(page);
  await button(page, reach).tap();
  await expectAccessible(page);
});
