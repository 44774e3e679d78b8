import type { DistrictServer } from '../../district/app.ts';
import { acceptBatch } from '../../district/domain/accept.ts';
import { currentOf } from '../../district/domain/documents.ts';
import type { UnitId } from '../../shared/model/ids.ts';
import { expect, test } from '../support/browser-test.ts';
import { newKiosk } from '../support/district-store.ts';
import { bytesOf, JournalWriter, newDossier } from '../support/journal-writer.ts';
import { expectInOrder, nowMs, signInByLink, sizes, startDistrict, turnTo } from './office-page.ts';

const unit = 'don-vi-mau' as UnitId;

let district: DistrictServer;
let address: string;

test.beforeAll(async () => {
  ({ district, address } = await startDistrict());
  const writer = new JournalWriter();
  writer.wall = Date.UTC(2026, 10, 14, 13); // 20:00 in Vietnam
  for (let at = 0; at < 40; at += 1) writer.rate({ level: 5, afterMs: 700 });
  const handOver = { procedure: null, officer: 'can-bo-mau-1', handOver: 'completed' };
  for (let at = 0; at < 3; at += 1) {
    const dossier = newDossier();
    writer.writeAny('dossier.handed-over', { ...handOver, dossier, client: 'mot-cua' });
  }
  const { journal, lines } = writer;
  const kiosk = await newKiosk(district.store);
  const batch = { kiosk, journal, lines: bytesOf(lines), receivedAt: nowMs };
  expect((await acceptBatch(district.store.journals, batch)).outcome).toBe('accepted');
});

test.afterAll(() => district.close());

test.beforeEach(({ page }) => signInByLink(page, { district, address }));

test('the office takes an officer in, and the kiosks get the PIN’s hash', async ({ page }) => {
  await turnTo(page, 'Đơn vị');
  await page.getByLabel('Họ và tên').fill('Đặng Thị Ánh');
  await page.getByLabel('Mã PIN (có thể đặt sau)').fill('246810');
  await page.keyboard.press('Enter');
  await expect(page.getByText('dang-thi-anh')).toBeVisible();
  await expect(page.getByText(/Phiên bản 2, .*van-phong/)).toBeVisible();
  const { officers } = (await currentOf(district.store, unit, 'officers'))!;
  expect(officers.at(-1)?.pin).toMatch(/^\$argon2id\$/);
});

test('a key of the one-stop software is seen once', async ({ page }) => {
  await turnTo(page, 'Đơn vị');
  await page.getByLabel('Tên phần mềm').fill('Phần mềm một cửa');
  await page.getByRole('checkbox', { name: 'Mời đánh giá' }).check();
  await page.getByRole('button', { name: 'Tạo khóa' }).click();
  const key = await page.getByRole('alert').locator('code').textContent();
  expect(key).toMatch(/^[A-Za-z0-9_-]{43}$/);
  await page.reload();
  await expect(page.getByText('phan-mem-mot-cua')).toBeVisible();
  expect(await page.content()).not.toContain(key);
});

test('a month of odd figures is asked about, and the dossiers can be taken along', async ({
  page,
}) => {
  await turnTo(page, 'Cần hỏi lại');
  await expect(page.getByRole('heading', { name: /bấm trước khi kịp đọc/ })).toBeVisible();
  await page.getByRole('link', { name: 'Xem kết quả của tháng' }).first().click();
  await expect(page.getByText('Từ 01/11/2026 đến hết 22/11/2026')).toBeVisible();
  const way = page.getByRole('table', { name: 'Hồ sơ từ lúc trả kết quả đến khi đánh giá' });
  await expect(way.getByRole('row', { name: /Cán bộ mẫu Một/ })).toContainText('40');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Tải bảng (CSV)' }).click();
  expect((await download).suggestedFilename()).toBe('dossiers-2026-11-01-2026-11-22.csv');
  const path = `${address}/api/office/dossier-way.csv?from=2026-11-01&to=2026-11-22`;
  const stranger = await fetch(path);
  expect([stranger.status, await stranger.text()]).toEqual([
    401,
    expect.stringContaining('office.signed-out'),
  ]);
});

test('what was never invited is said at once, and the table is one touch away', async ({
  page,
}) => {
  const todo = page.getByRole('region', { name: 'Việc cần xem' });
  await expect(todo).toContainText('Hồ sơ đã trả mà chưa được mời đánh giá: 3 trên 3.');
  await todo.getByRole('button', { name: 'Xem bảng hồ sơ' }).click();
  await expect(page.locator('#way-title')).toBeInViewport();
  await expect(page.locator('#way-title')).toBeFocused();
});

for (const size of sizes) {
  for (const language of ['vi', 'en'] as const) {
    test(`in ${language} at ${size.width}×${size.height} nothing runs off and axe is content`, async ({
      page,
    }) => {
      await page.setViewportSize(size);
      if (language === 'en') await page.getByRole('button', { name: 'English' }).click();
      for (const [fragment, waiting] of [
        ['#dau-hieu', '#rules-title'],
        ['#don-vi', '#hours-title'],
        ['#ket-qua', '#way-title'],
      ] as const) {
        await page.evaluate((to) => (location.hash = to), fragment);
        await expect(page.locator(waiting)).toBeVisible();
        for (const year of await page.locator('summary').all()) await year.click();
        await expectInOrder(page, fragment);
      }
    });
  }
}
