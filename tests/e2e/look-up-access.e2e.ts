import type { Page } from '@playwright/test';
import { physicalSize } from '../../renderer/parts/physical-size.ts';
import { test } from '../support/browser-test.ts';
import { ServedKiosk } from '../support/served-kiosk.ts';
import { expectAccessible, expectSizes } from './accessible.ts';
import { arriveAt, button } from './citizen-page.ts';

/** Every page of the look-up through axe, in every display and language, and sizes on every screen it is judged on. */

test.use({ hasTouch: true, viewport: { width: 1_080, height: 1_920 } });

let served: ServedKiosk;

test.beforeEach(async ({ page }) => {
  served = await ServedKiosk.start();
  await page.goto(served.kiosk);
  await arriveAt(page, 'attract');
});

test.afterEach(async () => {
  await served.remove();
});

/** The pages of a look-up, one after the other; each is there and takes touches when it is looked at. */
async function throughPages(page: Page, look: () => Promise<void>): Promise<void> {
  const go = async (selector: string): Promise<void> => {
    await page.locator(selector).first().tap();
    await arriveAt(page, 'look-up');
  };
  await button(page, 'Tra cứu thủ tục').tap();
  await page.locator('.overview').waitFor();
  await arriveAt(page, 'look-up');
  await look();
  await go('.domains button');
  await look();
  await go('.content button:has(.name)');
  const closed = page.locator('button[aria-expanded=false]');
  while ((await closed.count()) > 0) await closed.first().tap();
  await look();
  await go('.content > button');
  await look();
  await button(page, 'Trang đầu').tap();
  await arriveAt(page, 'look-up');
  await go('.overview .search button');
  for (const key of 'ban') {
    await page.locator('.keyboard').getByRole('button', { name: key, exact: true }).tap();
  }
  await page.locator('.content button:has(.name)').first().waitFor();
  await look();
}

test('axe finds nothing on any page', async ({ page }) => {
  await throughPages(page, () => expectAccessible(page));
});

for (const [width, height] of [
  [1_080, 1_920],
  [1_920, 1_080],
  [1_280, 800],
  [1_024, 768],
] as const) {
  test(`targets and type are large enough at ${width} × ${height}`, async ({ page }) => {
    const { mm } = physicalSize(width, height, 24);
    await page.setViewportSize({ width, height });
    await throughPages(page, () => expectSizes(page, mm, 'button:not(.keyboard button)'));
  });
}
