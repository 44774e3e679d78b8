import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { exitCodes } from '../../electron/lockdown/exit-codes.ts';
import { expect, test } from '../support/browser-test.ts';
import { citizenClient, technicianClient } from '../support/clients.ts';
import { SampleDistrict } from '../support/sample-district.ts';
import { ServedKiosk } from '../support/served-kiosk.ts';
import { arriveAt } from './citizen-page.ts';
import {
  enterPin,
  expectClean,
  heading,
  press,
  settle,
  touchCorners,
  typeDigits,
  writeByTouch,
} from './technician-page.ts';

/** What a technician does to a kiosk that stands already: by touch, each end of it seen. */

test.use({ hasTouch: true, viewport: { width: 1_280, height: 800 } });

const pins = { first: '246813', second: '864209' };
let district: SampleDistrict;
let served: ServedKiosk;
let stick: string;

test.beforeAll(async () => {
  district = await SampleDistrict.start();
});
test.afterAll(() => district.close());

test.beforeEach(async ({ page }) => {
  stick = mkdtempSync(join(tmpdir(), 'hai-long-stick-'));
  served = new ServedKiosk();
  served.flags = ['--stick-folder', stick];
  await served.run();
  const { url } = await citizenClient(served.kiosk).technician.unlock({ pin: null });
  const technician = technicianClient(url ?? '');
  await technician.setPin({ pin: pins.first });
  await technician.enrol({ districtUrl: district.url, code: await district.newCode() });
  await technician.leave();
  await page.goto(served.kiosk);
  await arriveAt(page, 'attract');
});
test.afterEach(async () => {
  await served.remove();
  rmSync(stick, { recursive: true, force: true });
});

async function comeIn(page: Page, pin = pins.first): Promise<void> {
  await touchCorners(page);
  await enterPin(page, pin);
  await expect(heading(page, 'Trang kỹ thuật')).toBeVisible();
  await press(page, 'Bảo trì');
}

test('the bundle lies on the stick; without one the page says so', async ({ page }) => {
  await comeIn(page);
  await expectClean(page);
  await press(page, /^Ghi vào USB/);
  await expect(page.getByText(/^Đã ghi .*\.zip/)).toBeVisible();
  expect(readdirSync(stick).filter((name) => name.endsWith('.zip'))).toHaveLength(1);
  rmSync(stick, { recursive: true });
  await press(page, /^Ghi vào USB/);
  await expect(page.locator('.complaint')).toBeVisible();
  const bundle = page.locator('section').filter({ has: heading(page, 'Gói hỗ trợ') });
  await settle(page);
  await bundle.getByRole('button', { name: 'Tìm USB' }).tap();
  await expect(page.getByText('Chưa thấy USB nào.')).toBeVisible();
});

test('with a code for another counter the kiosk moves there', async ({ page }) => {
  await comeIn(page);
  await expect(page.getByText('Quầy số 1, Trung tâm')).toBeVisible();
  await writeByTouch(page, 'Mã đăng ký', await district.newCode('quay-2'));
  await expect(page.getByText('Quầy số 2, Trung tâm')).toBeVisible();
  await expect(page.getByText('Kiosk đã đăng ký.')).toBeVisible();
  await press(page, 'Rời trang kỹ thuật');
  await arriveAt(page, 'attract');
  await expect(page.getByText('Quầy số 2').first()).toBeVisible();
});

test('a new PIN opens, the old one does not', async ({ page }) => {
  await comeIn(page);
  await typeDigits(page, pins.second);
  await press(page, 'Nhập lại mã PIN');
  await typeDigits(page, pins.second);
  await press(page, 'Đặt mã PIN');
  await expect(page.getByText('Đã đặt mã PIN.')).toBeVisible();
  await press(page, 'Rời trang kỹ thuật');
  await arriveAt(page, 'attract');
  await touchCorners(page);
  await enterPin(page, pins.first);
  await expect(page.getByText('Không mở được trang kỹ thuật.')).toBeVisible();
  await enterPin(page, pins.second);
  await expect(heading(page, 'Trang kỹ thuật')).toBeVisible();
});

for (const [button, code, question] of [
  ['Khởi động lại kiosk', exitCodes.again, 'Màn hình tắt trong vài giây'],
  ['Thoát kiosk', exitCodes.left, 'Chương trình kết thúc'],
] as const) {
  test(`${button}: asked once more, then the machine ends with ${code}`, async ({ page }) => {
    await comeIn(page);
    await press(page, button, 'Thôi', button);
    await expect(page.getByRole('alert')).toContainText(question);
    await press(page, 'Có, thực hiện');
    expect(await served.ended()).toBe(code);
    await served.run();
    await arriveAt(page, 'attract');
  });
}

test('whoever opens the page next takes it over; the first goes back to the citizen’s', async ({
  page,
}) => {
  await comeIn(page);
  await citizenClient(served.kiosk).technician.unlock({ pin: pins.first });
  await arriveAt(page, 'attract');
});
