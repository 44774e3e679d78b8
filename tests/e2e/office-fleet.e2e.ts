import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import type { DistrictServer } from '../../district/app.ts';
import { enrol } from '../../district/domain/enrolment.ts';
import { noteHeartbeat } from '../../district/domain/fleet/health.ts';
import { acceptBatch } from '../../district/domain/accept.ts';
import { provisionSchema } from '../../shared/model/provision.ts';
import type { KioskId } from '../../shared/model/ids.ts';
import { expect, test } from '../support/browser-test.ts';
import { newKiosk } from '../support/district-store.ts';
import { wellHealth } from '../support/health.ts';
import { bytesOf, JournalWriter } from '../support/journal-writer.ts';
import {
  expectInOrder,
  nowMs,
  signInByLink,
  sizes,
  startDistrict,
  turnTo,
  user,
} from './office-page.ts';

let district: DistrictServer;
let address: string;
let sickKiosk: KioskId;

test.beforeAll(async () => {
  ({ district, address } = await startDistrict());
  const { store, now } = district;
  const say = async (kiosk: KioskId, health: unknown, version: string) => {
    await store.kiosks.heard(kiosk, nowMs, { version, queueDepth: 3 });
    await noteHeartbeat(store, now, kiosk, health);
  };
  await say(await newKiosk(store), wellHealth(), '1.2.0');
  sickKiosk = await newKiosk(store);
  const loose = ['vt-switch', 'usb-storage'];
  await say(
    sickKiosk,
    wellHealth({ diskFreeBytes: 1024, clockSkewMs: 1_800_000, lock: { checked: 40, loose } }),
    '1.1.0',
  );
  await store.fleet.change(
    sickKiosk,
    { name: 'Kiosk ốm' },
    {
      ...{ at: nowMs, by: user, deed: 'renamed', detail: 'Kiosk ốm' },
    },
  );
  const writer = new JournalWriter();
  writer.rate({ level: 5 });
  const batch = { kiosk: sickKiosk, journal: writer.journal, receivedAt: nowMs };
  await acceptBatch(store.journals, { ...batch, lines: bytesOf(writer.lines) });
  const line = writer.lineAfter({ ...writer.position, seq: 1 }, 'machine.stopped', {});
  await acceptBatch(store.journals, { ...batch, lines: bytesOf([line]) });
});

test.afterAll(() => district.close());

test.beforeEach(async ({ page }) => {
  await signInByLink(page, { district, address });
  await turnTo(page, 'Danh sách kiosk');
});

test('who needs help stands first, and its page says why and what to do', async ({ page }) => {
  const first = page.getByRole('row').nth(1);
  await expect(first).toContainText('Kiosk ốm');
  for (const word of ['gần như đã đầy', 'lệch 30 phút', '2 mục không đạt', '1.2.0', 'không khớp']) {
    await expect(first).toContainText(word);
  }
  await page.getByRole('button', { name: 'Cần xem (1)' }).click();
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.getByRole('link', { name: 'Kiosk ốm' }).click();
  await expect(page.getByText('2 trên 40 mục chưa khóa: vt-switch, usb-storage')).toBeVisible();
  await expect(page.getByText('Kỹ thuật viên nhập mã tại trang kỹ thuật')).toBeVisible();
  await page.getByLabel('Chuyển sang quầy').selectOption('Quầy mới…');
  await page.getByLabel('Tên quầy mới').fill('Quầy số 12');
  await page.getByRole('button', { name: 'Lưu' }).click();
  await expect(page.getByText('van-phong: chuyển sang quầy quay-so-12')).toBeVisible();
  await page.goBack();
  await expect(page.getByText('Quầy số 12')).toBeVisible();
});

async function makeThree(page: Page): Promise<void> {
  await page.getByRole('link', { name: /Thêm kiosk|Add kiosks/ }).click();
  await page.getByRole('checkbox').first().check();
  await page.getByRole('textbox').first().fill('Quầy Một cửa A\nQuầy tư pháp – hộ tịch');
  await page.getByRole('button', { name: /^(Tạo 3 mã|Make 3 codes)/ }).click();
  await expect(page.getByRole('img', { name: /Một cửa A/ })).toBeVisible();
}

test('three at once: the ZIP holds what enrols, the sheets are shown once', async ({ page }) => {
  await makeThree(page);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Tải tệp cấu hình (ZIP)' }).click();
  const files = unzipSync(readFileSync(await (await download).path()));
  expect(Object.keys(files)).toHaveLength(3);
  const codes = await page.locator('.code').allTextContents();
  for (const [at, file] of Object.values(files).entries()) {
    const { code } = provisionSchema.parse(JSON.parse(Buffer.from(file).toString()));
    expect(code).toBe(codes[at]);
  }
  const newcomer = { publicKey: 'B'.repeat(43), version: '1.2.0', code: codes[0] ?? '' };
  expect((await enrol(district.store, district.now, newcomer)).ok).toBe(true);

  page.once('dialog', (dialog) => void dialog.dismiss());
  await page.getByRole('link', { name: 'Về danh sách kiosk' }).click();
  await expect(page.locator('.code').first()).toBeVisible();
  await page.getByRole('button', { name: 'Xong' }).click();
  expect(await page.content()).not.toContain(codes[1]);
  await expect(page.getByText('đã dùng')).toBeVisible();
  page.once('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: /^Thu hồi: Quầy Một cửa A/ }).click();
  await expect(page.getByText('đã thu hồi')).toBeVisible();
  const revoked = await enrol(district.store, district.now, { ...newcomer, code: codes[1] ?? '' });
  expect(revoked.ok).toBe(false);
});

test('a sheet of A4 holds three whole cards and nothing else', async ({ page }) => {
  await makeThree(page);
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 703, height: 1017 }); // A4 less its margins, at 96 dpi
  await expect(page.getByRole('button', { name: 'Xong' })).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Thêm kiosk' })).toBeHidden();
  const cards = await page.locator('.sheet').all();
  const boxes = await Promise.all(cards.map(async (card) => (await card.boundingBox())!));
  expect(boxes.every(({ height, width }) => height > 300 && width <= 703)).toBe(true);
  const last = boxes.at(-1)!;
  expect(last.y + last.height).toBeLessThanOrEqual(1017);
  const qr = (await page.getByRole('img', { name: /Một cửa A/ }).boundingBox())!;
  expect(qr.width).toBeGreaterThan(200); // 60 mm: read at an arm's length
});

for (const size of sizes) {
  for (const language of ['vi', 'en'] as const) {
    test(`in ${language} at ${size.width}×${size.height} nothing runs off and axe is content`, async ({
      page,
    }, info) => {
      await page.setViewportSize(size);
      if (language === 'en') await page.getByRole('button', { name: 'English' }).click();
      const look = async (what: string) => {
        const path = info.outputPath(`${what}.png`);
        await page.screenshot({ path, fullPage: true });
        await expectInOrder(page, what);
      };
      await expect(page.getByRole('table')).toBeVisible();
      await look('list');
      await page.goto(`${address}/#kiosk=${sickKiosk}`);
      await expect(page.locator('#history-title')).toBeVisible();
      await look('kiosk');
      await page.getByRole('link', { name: /Về danh sách|Back to/ }).click();
      await makeThree(page);
      await look('sheets');
      await page.getByRole('button', { name: /Xong|Done/ }).click();
      await expect(page.locator('#codes-title')).toBeVisible();
      await look('add');
    });
  }
}
