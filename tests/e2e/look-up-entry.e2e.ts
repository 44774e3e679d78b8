import type { CDPSession, Page } from '@playwright/test';
import { expect, test } from '../support/browser-test.ts';
import { ServedKiosk } from '../support/served-kiosk.ts';
import { arriveAt, button } from './citizen-page.ts';

/** What people put into the search: with two thumbs at speed, or a text that was never meant for it. */

test.use({ hasTouch: true, viewport: { width: 1_080, height: 1_920 } });

let served: ServedKiosk;

test.beforeEach(async ({ page }) => {
  served = await ServedKiosk.start();
  await page.goto(served.kiosk);
  await arriveAt(page, 'attract');
  await button(page, 'Tra cứu thủ tục').tap();
  await arriveAt(page, 'look-up');
  await page.getByRole('button', { name: /Gõ vài chữ để tìm/ }).tap();
  await arriveAt(page, 'look-up');
});

test.afterEach(async () => {
  await served.remove();
});

const field = (page: Page) => page.getByRole('textbox');

interface Spot {
  readonly x: number;
  readonly y: number;
  readonly id: number;
}

/** Where each key of a text is; the thumbs take turns. */
async function spotsOf(page: Page, text: string): Promise<Spot[]> {
  const spots: Spot[] = [];
  for (const [at, key] of [...text].entries()) {
    const name = key === ' ' ? 'Dấu cách' : key;
    const box = await page
      .locator('.keyboard')
      .getByRole('button', { name, exact: true })
      .boundingBox();
    if (!box) throw new Error(`There is no key ${key}.`);
    spots.push({ x: box.x + box.width / 2, y: box.y + box.height / 2, id: at % 2 });
  }
  return spots;
}

/** Every thumb is down before the other one is up, with hardly a moment between. */
async function typeWithTwoThumbs(session: CDPSession, spots: readonly Spot[]): Promise<void> {
  const touch = (type: 'touchStart' | 'touchEnd', touchPoints: readonly Spot[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: [...touchPoints] });
  let held: Spot | null = null;
  for (const spot of spots) {
    await touch('touchStart', held ? [held, spot] : [spot]);
    if (held) await touch('touchEnd', [held]);
    held = spot;
  }
  await touch('touchEnd', []);
}

for (const [typed, expected] of [
  ['khai sinh lai cho con', 'khai sinh lai cho con'],
  ['chuyeenr nhuwowngj quyeenf suwr dungj ddaats', 'chuyển nhượng quyền sử dụng đất'],
] as const) {
  test(`two thumbs at speed lose no key: ${typed}`, async ({ page }) => {
    const spots = await spotsOf(page, typed);
    const session = await page.context().newCDPSession(page);
    const before = Date.now();
    await typeWithTwoThumbs(session, spots);
    const msPerKey = (Date.now() - before) / spots.length;
    await expect(field(page)).toHaveValue(expected);
    // Quicker than any person, or it says nothing about speed.
    expect(msPerKey).toBeLessThan(100);
  });
}

const strange = {
  'ten thousand letters': 'a'.repeat(10_000),
  'ten thousand words': 'khai sinh '.repeat(1_000),
  'nothing but emoji': '😀👨‍👩‍👧‍👦🏳️‍🌈'.repeat(20),
  'a statement of SQL': `'; DROP TABLE procedures; -- " OR 1=1`,
  'operators of FTS': `khai* NEAR/2 "sinh" AND (NOT ^title:x) + - : {a b}`,
  'signs and blanks only': ' \t%_*?[]()"\'\\ ',
  'half a sign': '\ud83d',
  markup: '<img src=x onerror=alert(1)><script>alert(2)</script>',
  'letters from right to left': 'مرحبا שלום',
};

for (const [what, text] of Object.entries(strange)) {
  test(`${what} gets a clear answer, and the next search works`, async ({ page }) => {
    let dialogs = 0;
    page.on('dialog', (dialog) => {
      dialogs += 1;
      void dialog.dismiss();
    });
    await field(page).focus();
    await page.keyboard.insertText(text);
    await expect(page.locator('.results .content')).toContainText(
      /Tìm thấy|Không có thủ tục nào khớp|Gõ có dấu hay không dấu/,
    );
    if (text.length > 200) await expect(page.getByText('Nội dung gõ quá dài')).toBeVisible();
    await expect(page.getByText('Chưa mở được phần này')).toHaveCount(0);
    const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
    expect(scrollWidth).toBe(clientWidth);
    const overflow = await page
      .locator('.results .scrolling')
      .evaluate((it) => it.scrollWidth - it.clientWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await button(page, 'Xóa hết').tap();
    await expect(field(page)).toHaveValue('');
    await page.keyboard.type('khai sinh', { delay: 120 });
    await expect(page.locator('.content button:has(.name) mark').first()).toHaveText('khai sinh');
    expect(dialogs).toBe(0);
  });
}
