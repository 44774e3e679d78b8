import type { Page } from '@playwright/test';
import { wayIn } from '../../renderer/citizen/way-in/corner-pattern.ts';
import { tapShieldMs } from '../../shared/limits.ts';
import { hashPin } from '../../shared/rules/pin.ts';
import { expect, test } from '../support/browser-test.ts';
import { ServedKiosk } from '../support/served-kiosk.ts';
import { arriveAt, button } from './citizen-page.ts';
import { enterPin, expectClean, touchCorners } from './technician-page.ts';

/** The technician's way in, page and way out, by touch, against a kiosk as it is served. */

const size = { width: 1_080, height: 1_920 };
test.use({ hasTouch: true, viewport: size });

const pin = '246813';
let served: ServedKiosk;

test.beforeEach(async ({ page }) => {
  served = await ServedKiosk.start({ technicianPin: await hashPin(pin) });
  await page.goto(served.kiosk);
  await arriveAt(page, 'attract');
  await expect(page.locator('.reach')).toBeVisible();
});

test.afterEach(async () => {
  await served.remove();
});

async function comeIn(page: Page): Promise<void> {
  await touchCorners(page);
  await enterPin(page, pin);
  await expect(page.getByRole('heading', { level: 1, name: 'Trang kỹ thuật' })).toBeVisible();
}

test('six corners of the seven show nothing; a wrong PIN says nothing more; the right one opens', async ({
  page,
}) => {
  await touchCorners(page, wayIn.slice(0, -1));
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await touchCorners(page, wayIn.slice(-1));
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectClean(page);
  await enterPin(page, '135791');
  await expect(page.getByText('Không mở được trang kỹ thuật.')).toBeVisible();
  await enterPin(page, pin);
  await expect(page.getByRole('heading', { level: 1, name: 'Trang kỹ thuật' })).toBeVisible();
  expect(new URL(page.url()).hash).toBe('');
});

test('every part of the page is accessible, in the largest text too', async ({ page }) => {
  await comeIn(page);
  for (const largest of [false, true]) {
    if (largest) {
      await button(page, 'Cỡ chữ: Vừa').tap();
      await button(page, 'Cỡ chữ: Lớn').tap();
    }
    for (const part of ['Tình trạng', 'Gửi dữ liệu', 'Cấu hình', 'Mạng', 'Thiết bị', 'Nhật ký']) {
      await page.waitForTimeout(tapShieldMs);
      await page.getByRole('navigation').getByRole('button', { name: part }).tap();
      await page.waitForTimeout(tapShieldMs);
      await expectClean(page);
    }
  }
});

test('a setting is taken, the disk measured, and the citizen’s screen comes back', async ({
  page,
}) => {
  await comeIn(page);
  await page.waitForTimeout(tapShieldMs);
  await button(page, 'Thiết bị').tap();
  await page.waitForTimeout(tapShieldMs);
  await page.getByRole('button', { name: 'Đo ổ đĩa' }).tap();
  await expect(page.getByText(/Ghi bền vững: thường/)).toBeVisible();
  await page.getByRole('button', { name: 'Cấu hình' }).tap();
  await page.waitForTimeout(tapShieldMs);
  await page.getByRole('button', { name: 'Đổi Đường chéo màn hình' }).tap();
  await page.getByRole('button', { name: '21,5' }).tap();
  await page.getByRole('button', { name: 'Lưu' }).tap();
  await expect(page.getByText('21,5 inch')).toBeVisible();
  await page.waitForTimeout(tapShieldMs);
  await page.getByRole('button', { name: 'Rời trang kỹ thuật' }).tap();
  await arriveAt(page, 'attract');
  const kept = () => page.evaluate(() => localStorage.getItem('hai-long-diagonal'));
  await expect.poll(kept).toBe('21.5');
});
