import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { visitCountdownMs, visitIdleMs } from '../../shared/limits.ts';
import { expect, test } from '../support/browser-test.ts';
import { writeEnrolledFolder } from '../support/enrolled-folder.ts';
import { ServedKiosk } from '../support/served-kiosk.ts';
import { arriveAt, button, handOver, screen, statusAtDesk } from './citizen-page.ts';

/** A citizen looks procedures up by touch, on a real machine with the catalogue it is shipped with. */

test.use({ hasTouch: true, viewport: { width: 1_080, height: 1_920 } });

let served: ServedKiosk;

test.beforeEach(async ({ page }) => {
  served = await startOnShippedCatalogue();
  await page.clock.install();
  await page.goto(served.kiosk);
  await arriveAt(page, 'attract');
});

/** An enrolled kiosk that has never been sent a catalogue. */
async function startOnShippedCatalogue(): Promise<ServedKiosk> {
  const kiosk = new ServedKiosk();
  writeEnrolledFolder(kiosk.folder, { thanksMs: 2_000 });
  for (const name of readdirSync(kiosk.folder)) {
    if (name.startsWith('catalogue')) rmSync(join(kiosk.folder, name), { recursive: true });
  }
  await kiosk.run();
  return kiosk;
}

test.afterEach(async () => {
  await served.remove();
});

async function lookUp(page: Page): Promise<void> {
  await button(page, 'Tra cứu thủ tục').tap();
  await expect(heading(page, 'Anh/chị cần làm thủ tục gì?')).toBeVisible();
  await arriveAt(page, 'look-up');
}

const heading = (page: Page, name: string) => page.getByRole('heading', { name });
const field = (page: Page) => page.getByRole('textbox');
const rows = (page: Page) => page.locator('.content button:has(.name)');

/** Touches a way on, and waits until the page it leads to takes touches. */
async function go(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name }).first().tap();
  await arriveAt(page, 'look-up');
}

async function search(page: Page, keys: string): Promise<void> {
  await go(page, /Gõ vài chữ để tìm/);
  for (const key of keys) {
    const name = key === ' ' ? 'Dấu cách' : key;
    await page.locator('.keyboard').getByRole('button', { name, exact: true }).tap();
  }
}

test('three touches lead from the resting kiosk to a procedure', async ({ page }) => {
  await lookUp(page);
  await go(page, 'Sinh con');
  await go(page, /Đăng ký khai sinh/);
  await expect(heading(page, 'Cần mang theo những gì?')).toBeVisible();
});

test('a procedure answers in the order people ask, and says what is not known', async ({
  page,
}) => {
  await lookUp(page);
  await go(page, 'Sinh con');
  await go(page, /Đăng ký khai sinh/);
  const headings = await page.getByRole('heading', { level: 2 }).allTextContents();
  expect(headings.map((it) => it.trim())).toEqual([
    'Cần mang theo những gì?',
    'Bao lâu thì có kết quả?',
    'Phí, lệ phí bao nhiêu?',
    'Nộp ở đâu và nộp thế nào?',
    'Nhận được gì?',
    'Nếu bị trễ hẹn thì sao?',
    'Căn cứ pháp lý',
    'Nguồn dữ liệu',
  ]);
  await expect(page.getByText('Dữ liệu mẫu – cần đối chiếu').first()).toBeVisible();
  await expect(page.getByText('Chưa có thông tin').first()).toBeVisible();
  const late = button(page, 'Nếu bị trễ hẹn thì sao?');
  await late.tap();
  await expect(late).toHaveAttribute('aria-expanded', 'true');
  await expect(page.getByText('Xin hỏi cán bộ quầy trước')).toBeVisible();
});

test('finds while typing, by Telex, and marks what matched', async ({ page }) => {
  await lookUp(page);
  await search(page, 'thuong tru');
  await expect(rows(page).first().locator('mark')).toHaveText('thường trú');
  await button(page, 'Xóa hết').tap();
  await expect(rows(page)).toHaveCount(0);
  for (const key of 'keets hoon') {
    const name = key === ' ' ? 'Dấu cách' : key;
    await page.locator('.keyboard').getByRole('button', { name, exact: true }).tap();
  }
  await expect(field(page)).toHaveValue('kết hôn');
  await expect(rows(page).first()).toContainText('kết hôn');
});

test('near twins are answered with a question that names the difference', async ({ page }) => {
  await lookUp(page);
  await search(page, 'giay phep xay dung');
  await expect(heading(page, 'Anh/chị cần thủ tục nào trong số này?')).toBeVisible();
  const twins = page.locator('.content section button');
  const differences = await twins.locator('mark').allTextContents();
  expect(new Set(differences).size).toBeGreaterThan(1);
  await twins.first().tap();
  await expect(heading(page, 'Cần mang theo những gì?')).toBeVisible();
});

test('VNI composes too, and a deletion takes the mark before the letter', async ({ page }) => {
  await lookUp(page);
  await go(page, /Gõ vài chữ để tìm/);
  await button(page, 'Kiểu gõ: Telex').tap();
  for (const key of 'sinh d9a65') {
    const name = key === ' ' ? 'Dấu cách' : key;
    await page.locator('.keyboard').getByRole('button', { name, exact: true }).tap();
  }
  await expect(field(page)).toHaveValue('sinh đậ');
  for (const left of ['sinh đâ', 'sinh đa', 'sinh đ', 'sinh d']) {
    await button(page, 'Xóa một chữ').tap();
    await expect(field(page)).toHaveValue(left);
  }
});

test('a search that finds nothing is no empty page', async ({ page }) => {
  await lookUp(page);
  await search(page, 'qqqqwwww');
  await expect(page.getByText('Không có thủ tục nào khớp')).toBeVisible();
  await expect(heading(page, 'Hoặc chọn theo lĩnh vực')).toBeVisible();
  await page.locator('.domains button').first().tap();
  await expect(rows(page).first()).toBeVisible();
});

test('back leads the way one came, text and place kept', async ({ page }) => {
  await lookUp(page);
  await search(page, 'dat dai');
  await expect(rows(page).nth(5)).toBeVisible();
  await button(page, 'Xuống một trang').tap();
  const scrolling = page.locator('.scrolling');
  await expect.poll(() => scrolling.evaluate((it) => it.scrollTop)).toBeGreaterThan(200);
  await page.waitForTimeout(600);
  const scrolled = await scrolling.evaluate((it) => it.scrollTop);
  await rows(page).nth(8).tap();
  await expect(heading(page, 'Cần mang theo những gì?')).toBeVisible();
  await arriveAt(page, 'look-up');
  await go(page, 'Quay lại');
  await expect(field(page)).toHaveValue('dat dai');
  expect(await scrolling.evaluate((it) => it.scrollTop)).toBe(scrolled);
  await go(page, 'Quay lại');
  await button(page, 'Quay lại').tap();
  await expect(screen(page, 'attract')).toBeVisible();
});

test('a finger scrolls and opens nothing', async ({ page }) => {
  await lookUp(page);
  await search(page, 'dat dai');
  await expect(rows(page).nth(5)).toBeVisible();
  const box = await rows(page).nth(3).boundingBox();
  const [x, y] = [(box?.x ?? 0) + 100, (box?.y ?? 0) + 20];
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', up: number) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [{ x, y: y - up }],
    });
  await touch('touchStart', 0);
  for (let up = 20; up <= 400; up += 20) await touch('touchMove', up);
  await touch('touchEnd', 400);
  await expect
    .poll(() => page.locator('.scrolling').evaluate((it) => it.scrollTop))
    .toBeGreaterThan(200);
  await expect(field(page)).toHaveValue('dat dai');
});

test('the checklist goes home as a code, and says what it could not take', async ({ page }) => {
  await lookUp(page);
  await go(page, 'Sinh con');
  await go(page, /Đăng ký khai sinh/);
  await go(page, 'Mang về điện thoại');
  await expect(page.getByRole('img', { name: 'Danh sách giấy tờ cần chuẩn bị' })).toBeVisible();
  await expect(page.getByText(/^Mã (có đủ|không đủ chỗ)/)).toBeVisible();
});

test('an invitation announces itself, and declined it gives the look-up back', async ({ page }) => {
  await lookUp(page);
  await search(page, 'khai');
  const survey = await handOver(served, '0975');
  await arriveAt(page, 'waiting');
  await expect(field(page)).toBeHidden();
  await button(page, 'Không, cảm ơn').tap();
  await arriveAt(page, 'look-up');
  await expect(field(page)).toHaveValue('khai');
  expect(await statusAtDesk(served, survey)).toBe('not-rated');
});

test('the levels end a look-up: who comes after sees nothing of it', async ({ page }) => {
  await lookUp(page);
  await button(page, 'English').tap();
  await button(page, 'Black text on white').tap();
  await go(page, /Type a few letters/);
  await page.locator('.keyboard').getByRole('button', { name: 'k', exact: true }).tap();
  await handOver(served, '0975');
  await arriveAt(page, 'waiting');
  await button(page, 'Rate now').tap();
  await arriveAt(page, 'rating');
  await button(page, 'Do not rate').tap();
  await arriveAt(page, 'attract');
  await expect(page.locator('html')).toHaveAttribute('lang', 'vi');
  await expect(page.locator('html')).toHaveAttribute('data-display', 'default');
  await lookUp(page);
  await go(page, /Gõ vài chữ để tìm/);
  await expect(field(page)).toHaveValue('');
});

test('a look-up that nobody touches ends by itself, after it has asked', async ({ page }) => {
  await lookUp(page);
  await search(page, 'khai');
  await page.clock.fastForward(visitIdleMs - visitCountdownMs + 1_000);
  await expect(page.getByText('Màn hình sẽ đóng sau')).toBeVisible();
  await button(page, 'Tôi cần thêm thời gian').tap();
  await expect(page.getByText('Màn hình sẽ đóng sau')).toBeHidden();
  await expect(field(page)).toHaveValue('khai');
  await page.clock.fastForward(visitIdleMs);
  await expect(screen(page, 'attract')).toBeVisible();
  await arriveAt(page, 'attract');
  await lookUp(page);
  await go(page, /Gõ vài chữ để tìm/);
  await expect(field(page)).toHaveValue('');
});

test('a whole look-up with arrows, select and back', async ({ page }) => {
  await lookUp(page);
  await expect(heading(page, 'Anh/chị cần làm thủ tục gì?')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(field(page)).toBeFocused();
  // As fast as a scanner would be taken for one.
  await page.keyboard.type('ket hon', { delay: 120 });
  await expect(rows(page).first()).toBeVisible();
  await arriveAt(page, 'look-up');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(rows(page).first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Cần mang theo những gì?')).toBeVisible();
  await arriveAt(page, 'look-up');
  await page.keyboard.press('Escape');
  await expect(button(page, 'Quay lại')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(field(page)).toHaveValue('ket hon');
});

test('a machine that dies is waited for, and the look-up goes on', async ({ page }) => {
  await lookUp(page);
  await search(page, 'khai');
  await expect(rows(page).first()).toBeVisible();
  await served.kill();
  await expect(heading(page, 'Xin chờ một chút')).toBeVisible();
  await served.run();
  await arriveAt(page, 'look-up');
  await expect(field(page)).toHaveValue('khai');
  await rows(page).first().tap();
  await expect(heading(page, 'Cần mang theo những gì?')).toBeVisible();
});
