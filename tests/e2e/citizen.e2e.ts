import type { Page } from '@playwright/test';
import { expect, test } from '../support/browser-test.ts';
import { ServedKiosk } from '../support/served-kiosk.ts';
import {
  arriveAt,
  button,
  callsTo,
  handOver,
  level,
  screen,
  statusAtDesk,
  walkIn,
} from './citizen-page.ts';

/** Every flow of a citizen's visit, by touch, on a real machine behind its door. */

test.use({ hasTouch: true, viewport: { width: 1_080, height: 1_920 } });

let served: ServedKiosk;

test.beforeEach(async ({ page }) => {
  served = await ServedKiosk.start({
    thanksMs: 2_000,
    ratingTimeoutMs: 10_000,
    countdownMs: 5_000,
  });
  await page.goto(served.kiosk);
  await arriveAt(page, 'attract');
});

test.afterEach(async () => {
  await served.remove();
});

test('one touch rates; reasons and a comment may follow', async ({ page }) => {
  const survey = await handOver(served, '0975');
  await arriveAt(page, 'rating');
  await expect(page.getByText('Hồ sơ … 0975')).toBeVisible();
  await expect(page.getByText('Hiện không có mạng')).toBeVisible();
  const details = callsTo(page, 'detail');

  await level(page, 2).tap();
  await arriveAt(page, 'detail');
  expect(await statusAtDesk(served, survey)).toBe('rated');
  await button(page, 'Phải chờ lâu, trễ hẹn').tap();
  await button(page, 'Viết ý kiến').tap();
  for (const key of ['c', 'h', 'o', 'w', 'f', ' ']) await tapKey(page, key);
  for (const key of ['l', 'â', 'u']) await tapKey(page, key);
  await expect(page.getByRole('textbox')).toHaveValue('chờ lâu');
  await button(page, 'Viết xong').tap();
  await button(page, 'Đánh giá từng mặt').tap();
  await page.getByRole('radio', { name: 'Bình thường' }).first().tap();
  await button(page, 'Xong').tap();
  await button(page, 'Gửi').tap();

  await expect(screen(page, 'thanks')).toBeVisible();
  expect(details).toHaveLength(1);
  expect(details[0]).toContain('cho-lau');
  expect(details[0]).toContain('chờ lâu');
  await expect(screen(page, 'attract')).toBeVisible();
});

const tapKey = (page: Page, key: string): Promise<void> =>
  page.getByRole('button', { name: key === ' ' ? 'Dấu cách' : key, exact: true }).tap();

test('a walk-in rating needs no dossier and may skip what follows', async ({ page }) => {
  await walkIn(page);
  await expect(page.getByText('Đánh giá chung, không gắn với hồ sơ nào')).toBeVisible();
  await level(page, 5).tap();
  await arriveAt(page, 'detail');
  await button(page, 'Bỏ qua').tap();
  await expect(page.getByText('Đánh giá đã được ghi nhận.')).toBeVisible();
});

test('not to rate is one touch away and is no answer', async ({ page }) => {
  const survey = await handOver(served, '0975');
  await arriveAt(page, 'rating');
  await button(page, 'Không đánh giá').tap();
  await expect(screen(page, 'attract')).toBeVisible();
  expect(await statusAtDesk(served, survey)).toBe('not-rated');
});

test('a kiosk in use announces the invitation instead of taking the screen', async ({ page }) => {
  await button(page, 'English').tap();
  await handOver(served, '0975');
  await arriveAt(page, 'waiting');
  await button(page, 'Rate now').tap();
  await arriveAt(page, 'rating');
  await level(page, 4).tap();
  await expect(screen(page, 'detail')).toBeVisible();
});

test('the invitation is declined as easily as accepted', async ({ page }) => {
  await button(page, 'Chữ lớn').first().tap();
  const survey = await handOver(served, '0975');
  await arriveAt(page, 'waiting');
  const accept = await button(page, 'Đánh giá ngay').boundingBox();
  const decline = await button(page, 'Không, cảm ơn').boundingBox();
  expect([decline?.width, decline?.height]).toEqual([accept?.width, accept?.height]);
  await button(page, 'Không, cảm ơn').tap();
  await expect(screen(page, 'attract')).toBeVisible();
  expect(await statusAtDesk(served, survey)).toBe('not-rated');
});

test('how one visitor wants to see it ends with the visit', async ({ page }) => {
  await walkIn(page);
  await button(page, 'Nền đen, chữ sáng').tap();
  await button(page, 'Chữ lớn nhất').tap();
  await button(page, 'English').tap();
  const root = page.locator('html');
  await expect(root).toHaveAttribute('lang', 'en');
  await expect(root).toHaveAttribute('data-display', 'dark');
  await button(page, 'Do not rate').tap();
  await expect(screen(page, 'attract')).toBeVisible();
  await expect(root).toHaveAttribute('lang', 'vi');
  await expect(root).toHaveAttribute('data-display', 'default');
  await expect(root).toHaveCSS('--text', '1');
});

test('ten taps in one frame are one answer', async ({ page }) => {
  await walkIn(page);
  const rates = callsTo(page, 'rate');
  await page.evaluate(() => {
    for (let taps = 0; taps < 10; taps += 1) {
      const target = document.querySelectorAll('[data-level]')[taps % 5];
      for (const type of ['pointerdown', 'pointerup']) {
        target?.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerId: taps + 10 }));
      }
    }
  });
  await expect(screen(page, 'detail')).toBeVisible();
  expect(rates).toHaveLength(1);
});

test('a touch that belongs to the screen before is no answer', async ({ page }) => {
  await handOver(served, '0975');
  await expect(level(page, 1)).toBeVisible();
  const rates = callsTo(page, 'rate');
  await level(page, 1).tap();
  await page.waitForTimeout(1_000);
  expect(rates).toEqual([]);
  await level(page, 5).tap();
  await expect(screen(page, 'detail')).toBeVisible();
  expect(rates).toHaveLength(1);
});

test('the countdown gives more time', async ({ page }) => {
  await handOver(served, '0975');
  await expect(page.getByText('Màn hình sẽ đóng sau')).toBeVisible({ timeout: 8_000 });
  await button(page, 'Tôi cần thêm thời gian').tap();
  await expect(page.getByText('Màn hình sẽ đóng sau')).toBeHidden();
  await expect(screen(page, 'rating')).toBeVisible();
});

test('a tap at the moment of expiry counts, or says that it came too late', async ({ page }) => {
  const survey = await handOver(served, '0975');
  await expect(page.getByText('sau 1 giây')).toBeVisible({ timeout: 15_000 });
  await page.waitForTimeout(900);
  const touched = await level(page, 3)
    .tap({ timeout: 200 })
    .then(
      () => true,
      () => false,
    );
  await expect(
    page.locator('[data-screen="detail"], [data-screen="closed"], [data-screen="attract"]'),
  ).toBeVisible();
  const rated = (await statusAtDesk(served, survey)) === 'rated';
  expect(await screen(page, 'detail').isVisible()).toBe(rated);
  expect(rated && !touched).toBe(false);
});

test('a window that is loaded again goes on where it was', async ({ page }) => {
  await walkIn(page);
  await page.reload();
  await arriveAt(page, 'rating');
  await level(page, 4).tap();
  await arriveAt(page, 'detail');
  await page.reload();
  await arriveAt(page, 'detail');
});

test('a lost answer is asked for again with the same tap', async ({ page }) => {
  await walkIn(page);
  const rates = callsTo(page, 'rate');
  let isLost = false;
  await page.route('**/rpc/rate', async (route) => {
    if (isLost) return route.continue();
    isLost = true;
    await route.fetch();
    await route.abort('connectionreset');
  });
  await level(page, 4).tap();
  await expect(screen(page, 'detail')).toBeVisible();
  await expect.poll(() => rates.length).toBe(2);
  expect(rates[1]).toBe(rates[0]);
});

test('a machine that dies is waited for, and the survey goes on', async ({ page }) => {
  const survey = await handOver(served, '0975');
  await arriveAt(page, 'rating');
  await served.kill();
  await expect(page.getByRole('heading', { name: 'Xin chờ một chút' })).toBeVisible();
  await served.run();
  await arriveAt(page, 'rating');
  await level(page, 1).tap();
  await expect(screen(page, 'detail')).toBeVisible();
  expect(await statusAtDesk(served, survey)).toBe('rated');
});
