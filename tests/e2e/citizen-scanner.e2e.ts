import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/browser-test.ts';
import { deskClient } from '../support/clients.ts';
import { ServedKiosk } from '../support/served-kiosk.ts';
import { arriveAt, button, handOver, level, screen, statusAtDesk } from './citizen-page.ts';

/** The citizen's own slip: a scanner that types, emulated by its pace, on a real machine. */

test.use({ hasTouch: true, viewport: { width: 1_080, height: 1_920 } });

let served: ServedKiosk;

test.beforeEach(async ({ page }) => {
  served = await ServedKiosk.start({ selfLaunch: 'allowed', thanksMs: 2_000 });
  await page.goto(served.kiosk);
  await arriveAt(page, 'attract');
});

test.afterEach(async () => {
  await served.remove();
});

/** As a reader that types: all at once, then Enter. It is listened for once the later screens are there. */
async function scan(page: Page, text: string): Promise<void> {
  await button(page, 'Đưa các nút xuống nửa dưới màn hình').waitFor();
  await page.keyboard.type(`${text}\n`, { delay: 1 });
}

/** As a person: slower than any scanner. */
async function typeSlowly(page: Page, text: string): Promise<void> {
  for (const key of text) {
    await page.keyboard.press(key);
    await page.waitForTimeout(120);
  }
}

async function slip(tail: string): Promise<string> {
  const { dossierPrefix } = await deskClient(served.desk).station();
  return `${dossierPrefix ?? ''}${tail}`;
}

const answer = (page: Page) => page.getByRole('alert');

test('a slip begins the rating of its dossier, and says so', async ({ page }) => {
  await scan(page, await slip('0975'));
  await arriveAt(page, 'rating');
  await expect(answer(page)).toHaveText('Đã đọc mã hồ sơ. Mời anh/chị đánh giá.');
  await expect(page.getByText('Hồ sơ … 0975')).toBeVisible();
  await level(page, 4).tap();
  await expect(screen(page, 'detail')).toBeVisible();
});

test('presses nothing: no button, no way of the keypad', async ({ page }) => {
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(button(page, 'Tra cứu thủ tục')).toBeFocused();
  await scan(page, '12345678901');
  await expect(answer(page)).toContainText('Chưa đọc được mã hồ sơ');
  await expect(button(page, 'Tra cứu thủ tục')).toBeFocused();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await expect(screen(page, 'attract')).toBeVisible();
  await page.waitForTimeout(200);
  await page.keyboard.press('Enter');
  await expect(screen(page, 'look-up')).toBeVisible();
});

test('types into no field; a person at the same keys does', async ({ page }) => {
  await button(page, 'Tra cứu thủ tục').tap();
  await arriveAt(page, 'look-up');
  await page.getByRole('button', { name: /Gõ vài chữ để tìm/ }).tap();
  await arriveAt(page, 'look-up');
  await typeSlowly(page, 'khai');
  await expect(page.getByRole('textbox')).toHaveValue('khai');
  await scan(page, '12345678901');
  await expect(answer(page)).toContainText('Chưa đọc được mã hồ sơ');
  await typeSlowly(page, ' s');
  await expect(page.getByRole('textbox')).toHaveValue('khai s');
  await expect(page.locator('.content button:has(.name)').first()).toBeVisible();
});

test('does not take the screen from somebody who rates', async ({ page }) => {
  const survey = await handOver(served, '0975');
  await arriveAt(page, 'rating');
  await scan(page, await slip('0976'));
  await expect(answer(page)).toBeVisible();
  await expect(page.getByText('Hồ sơ … 0975')).toBeVisible();
  await level(page, 4).tap();
  await expect(screen(page, 'detail')).toBeVisible();
  expect(await statusAtDesk(served, survey)).toBe('rated');
});

test('a dossier that has been rated is told so', async ({ page }) => {
  await scan(page, await slip('0975'));
  await arriveAt(page, 'rating');
  await level(page, 1).tap();
  await arriveAt(page, 'detail');
  await button(page, 'Bỏ qua').tap();
  await arriveAt(page, 'attract');
  await page.waitForTimeout(3_000);
  await scan(page, await slip('0975'));
  await expect(answer(page)).toHaveText(/Hồ sơ này đã được đánh giá/);
  await expect(screen(page, 'attract')).toBeVisible();
});

test('a dossier that nobody handed over is told so, where the unit asks for that', async ({
  page,
}) => {
  await served.remove();
  served = await ServedKiosk.start();
  await page.goto(served.kiosk);
  await arriveAt(page, 'attract');
  await scan(page, await slip('0975'));
  await expect(answer(page)).toContainText('chưa được ghi nhận là đã trả kết quả');
  await expect(screen(page, 'attract')).toBeVisible();
});
