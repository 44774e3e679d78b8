import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acceptBatch } from '../../district/domain/accept.ts';
import type { DistrictServer } from '../../district/app.ts';
import { keepBundle } from '../../district/domain/fleet/bundles.ts';
import { noteHeartbeat } from '../../district/domain/fleet/health.ts';
import { releaseFor } from '../../district/domain/fleet/releases.ts';
import { signed } from '../../district/domain/signing.ts';
import type { KioskId, UnitId } from '../../shared/model/ids.ts';
import { keyFileName, keyFileSchema } from '../../shared/model/provision.ts';
import type { Health } from '../../shared/model/health.ts';
import { isPin } from '../../shared/rules/pin.ts';
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

/** The office's care for kiosks that stand: versions, settings, key files and support bundles, in a real browser. */

const unit = 'don-vi-mau' as UnitId;

let district: DistrictServer;
let address: string;
let folder: string;
let old: KioskId;
const { x = '', d = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
const maker = { id: 'ban-phat-hanh', publicKey: x, privateKey: d };

test.beforeEach(async ({ page }) => {
  folder = mkdtempSync(join(tmpdir(), 'office-care-'));
  ({ district, address } = await startDistrict({ releaseKeys: [maker.publicKey] }));
  old = await kiosk('Kiosk cũ', '1.0.0');
  await signInByLink(page, { district, address });
  await turnTo(page, 'Danh sách kiosk');
});

test.afterEach(async () => {
  await district.close();
  rmSync(folder, { recursive: true });
});

async function kiosk(name: string, version: string, update: Health['update'] = null) {
  const { store, now } = district;
  const made = await newKiosk(store);
  const deed = { at: nowMs, by: user, deed: 'renamed', detail: name } as const;
  await store.fleet.change(made, { name }, deed);
  await store.kiosks.heard(made, nowMs, { version, queueDepth: 0 });
  await noteHeartbeat(store, now, made, wellHealth({ update, appVersion: version }));
  return made;
}

/** Writes the two files of a release; answers their paths. */
function release(version: string, by = maker): string[] {
  const program = Buffer.from(`program ${version}`);
  const sha256 = createHash('sha256').update(program).digest('hex');
  const manifest = signed(by, {
    ...{ format: 1, version, minimumFrom: '1.0.0', size: program.length, migrations: 3, sha256 },
    notes: 'Sửa lỗi hiển thị ngày hẹn trả; thêm phím tắt cho bàn cán bộ.',
  });
  const stem = join(folder, `hai-long-${version}`);
  writeFileSync(`${stem}.json`, JSON.stringify(manifest, null, 2));
  writeFileSync(`${stem}.tar.gz`, program);
  return [`${stem}.json`, `${stem}.tar.gz`];
}

test('a version is taken in by its two files, handed out, paused and handed out again', async ({
  page,
}) => {
  await page.getByRole('link', { name: 'Phiên bản', exact: true }).click();
  const files = page.locator('input[type=file]');
  await files.setInputFiles(release('1.1.0').slice(0, 1));
  await expect(page.getByText('Hãy chọn cả hai tệp')).toBeVisible();
  const stranger = { ...maker, privateKey: strangerKey() };
  await files.setInputFiles(release('1.1.0', stranger));
  await expect(page.getByText('không được ký bằng khóa mà máy chủ này biết')).toBeVisible();
  await files.setInputFiles(release('1.1.0'));
  await expect(page.getByText('Đã nhận phiên bản 1.1.0.')).toBeVisible();
  const card = page.getByRole('region', { name: 'Phiên bản 1.1.0' });
  await expect(card).toContainText('chưa phát hành');
  await expect(card).toContainText('1 kiosk chưa đến lượt');

  await card.getByRole('checkbox', { name: 'Kiosk cũ' }).check();
  page.once('dialog', (dialog) => void dialog.dismiss());
  await card.getByRole('button', { name: 'Phát hành như đã chọn' }).click();
  expect(await releaseFor(district.store, { kiosk: old })).toBeNull();
  page.once('dialog', (dialog) => {
    expect(dialog.message()).toContain('0 % tổng số kiosk và 1 kiosk được chọn');
    void dialog.accept();
  });
  await card.getByRole('button', { name: 'Phát hành như đã chọn' }).click();
  await expect(card).toContainText('1 kiosk sẽ nhận ở lần liên lạc tới');
  expect((await releaseFor(district.store, { kiosk: old }))?.version).toBe('1.1.0');

  await card.getByRole('button', { name: 'Tạm dừng' }).click();
  await expect(card).toContainText('đang tạm dừng');
  expect(await releaseFor(district.store, { kiosk: old })).toBeNull();
  page.once('dialog', (dialog) => void dialog.accept());
  await card.getByRole('button', { name: 'Tiếp tục phát hành' }).click();
  await expect(card).toContainText('đang phát hành');
  expect((await releaseFor(district.store, { kiosk: old }))?.version).toBe('1.1.0');
});

function strangerKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }).d ?? '';
}

async function wentBack(version: string): Promise<KioskId> {
  const made = await kiosk('Kiosk quay về', '1.0.0', { state: 'rolled-back', version });
  const writer = new JournalWriter();
  writer.writeAny('update.rolled-back', { version, to: '1.0.0', problem: 'update.not-well' });
  const batch = { kiosk: made, journal: writer.journal, receivedAt: nowMs };
  await acceptBatch(district.store.journals, { ...batch, lines: bytesOf(writer.lines) });
  return made;
}

test('who went back is named with the reason, and is one step away', async ({ page }) => {
  await kiosk('Kiosk thử', '1.1.0', { state: 'trial', version: '1.1.0' });
  await kiosk('Kiosk mới', '1.1.0');
  const back = await wentBack('1.1.0');
  await page.getByRole('link', { name: 'Phiên bản', exact: true }).click();
  await page.locator('input[type=file]').setInputFiles(release('1.1.0'));
  const card = page.getByRole('region', { name: 'Phiên bản 1.1.0' });
  for (const words of ['1 kiosk đã tự quay về bản cũ', '1 kiosk đang thử', '1 kiosk đang dùng']) {
    await expect(card).toContainText(words);
  }
  await expect(card.getByText('không báo khỏe sau các lần khởi động')).toBeVisible();
  await card.getByRole('link', { name: 'Kiosk quay về' }).click();
  await expect(page).toHaveURL(new RegExp(`#kiosk=${back}$`));
  await expect(page.getByRole('heading', { name: 'Kiosk quay về' })).toBeVisible();
});

test('a unit’s settings, PIN and address go down, and the PIN is nowhere', async ({ page }) => {
  const settings = async () => (await district.store.places.unit(unit))?.settings;
  await page.getByRole('link', { name: 'Cấu hình', exact: true }).click();
  const levels = page.getByLabel('Các mức đánh giá ở lại bao lâu');
  await expect(page.getByText('0 trên 1 kiosk đã báo là dùng cấu hình này.')).toBeVisible();
  await levels.fill('77');
  await page.getByLabel('Vị trí dấu thanh khi gõ').selectOption('kiểu mới (hoà, thuỷ)');
  await page.getByRole('button', { name: 'Lưu cấu hình' }).click();
  await expect(page.getByText('Đã lưu.')).toBeVisible();
  expect(await settings()).toMatchObject({ ratingTimeoutMs: 77_000, tonePlacement: 'new' });
  await page.getByLabel('Vị trí dấu thanh khi gõ').selectOption({ index: 0 });
  await page.getByLabel('Đếm ngược ở cuối').fill('60');
  await levels.fill('30');
  await page.getByRole('button', { name: 'Lưu cấu hình' }).click();
  await expect(page.getByText('không được dài hơn')).toBeVisible();
  expect(await settings()).toMatchObject({ ratingTimeoutMs: 77_000, tonePlacement: 'new' });

  const pin = page.getByRole('region', { name: 'Mã PIN của trang kỹ thuật' });
  await pin.getByLabel('Mã PIN mới', { exact: true }).fill('864209');
  await pin.getByLabel('Nhập lại mã PIN mới').fill('864208');
  await expect(pin.getByText('Hai lần nhập không giống nhau.')).toBeVisible();
  await pin.getByLabel('Nhập lại mã PIN mới').fill('864209');
  page.once('dialog', (dialog) => void dialog.accept());
  await pin.getByRole('button', { name: 'Đặt mã PIN' }).click();
  await expect(pin.getByText('Đơn vị đã đặt mã PIN.')).toBeVisible();
  expect(await isPin('864209', (await settings())?.technicianPin ?? '')).toBe(true);
  expect(JSON.stringify(await settings())).not.toContain('864209');
  await expect(pin.getByLabel('Mã PIN mới', { exact: true })).toHaveValue('');

  const move = page.getByRole('region', { name: 'Dời máy chủ trung tâm' });
  await move.getByLabel('Địa chỉ mới').fill('https://moi.example.vn');
  page.once('dialog', (dialog) => void dialog.accept());
  await move.getByRole('button', { name: 'Báo kiosk chuyển sang địa chỉ mới' }).click();
  await expect(
    move.getByText('Kiosk đang được báo chuyển sang https://moi.example.vn.'),
  ).toBeVisible();
  expect((await settings())?.districtUrl).toBe('https://moi.example.vn');
  page.once('dialog', (dialog) => void dialog.accept());
  await move.getByRole('button', { name: 'Hủy việc dời máy chủ' }).click();
  await expect(move.getByText('Không có địa chỉ mới nào')).toBeVisible();
  expect(await settings()).not.toHaveProperty('districtUrl');
});

test('a key file is downloaded once, and taken back', async ({ page }) => {
  await page.getByRole('link', { name: 'Khóa kỹ thuật' }).click();
  await page.getByLabel('Họ tên kỹ thuật viên').fill('Lê Thị Kỹ');
  await page.getByText('các kiosk được chọn').click();
  await expect(page.getByRole('button', { name: 'Tạo tệp khóa' })).toBeDisabled();
  await page.getByRole('checkbox', { name: 'Kiosk cũ' }).check();
  await page.getByRole('button', { name: 'Tạo tệp khóa' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Tải tệp khóa' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe(keyFileName);
  const key = keyFileSchema.parse(JSON.parse(readFileSync(await file.path(), 'utf8')));
  expect(key).toMatchObject({ technician: 'Lê Thị Kỹ', kiosks: [old], units: null });
  expect(key.until).toBe(Date.parse('2026-11-29T23:59:59+07:00'));

  page.once('dialog', (dialog) => void dialog.dismiss());
  await page.getByRole('link', { name: 'Danh sách', exact: true }).click();
  await expect(page.getByRole('link', { name: 'Tải tệp khóa' })).toBeVisible();
  await page.getByRole('button', { name: 'Đã chép xong' }).click();
  expect(await page.content()).not.toContain(key.signature);
  page.once('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: /^Thu hồi: Lê Thị Kỹ/ }).click();
  await expect(page.getByText('đã thu hồi, van-phong')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Thu hồi/ })).toBeHidden();
});

test('a support bundle is on its kiosk’s page', async ({ page }) => {
  await keepBundle(district.store, district.now, old, Buffer.from('PK\u0003\u0004 gói'));
  await page.getByRole('link', { name: 'Kiosk cũ' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: /^Gói hỗ trợ lúc/ }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe(`hai-long-${old.slice(0, 8)}-20261122T0300.zip`);
  expect(readFileSync(await file.path(), 'utf8')).toContain('gói');
});

for (const size of sizes) {
  for (const language of ['vi', 'en'] as const) {
    test(`in ${language} at ${size.width}×${size.height} nothing runs off and axe is content`, async ({
      page,
    }, info) => {
      await kiosk('Kiosk thử', '1.1.0', { state: 'trial', version: '1.1.0' });
      await wentBack('1.1.0');
      await keepBundle(district.store, district.now, old, Buffer.alloc(123_456));
      await page.setViewportSize(size);
      if (language === 'en') await page.getByRole('button', { name: 'English' }).click();
      const look = async (what: string) => {
        await page.screenshot({ path: info.outputPath(`${what}.png`), fullPage: true });
        await expectInOrder(page, what);
      };
      const go = (part: string) => page.goto(`${address}/#kiosk=${part}`);
      await go('phien-ban');
      await page.locator('input[type=file]').setInputFiles(release('1.1.0'));
      await expect(page.locator('#release-1\\.1\\.0')).toBeVisible();
      await look('releases');
      await go('cau-hinh');
      await expect(page.locator('#move-title')).toBeVisible();
      await look('settings');
      await go('khoa-ky-thuat');
      await page.getByText(/^(các kiosk được chọn|chosen kiosks)$/).click();
      await look('key-form');
      await page.getByRole('textbox').first().fill('Nguyễn Văn Kỹ Thuật');
      await page.getByRole('checkbox').first().check();
      await page.getByRole('button', { name: /^(Tạo tệp khóa|Make a key file)/ }).click();
      await expect(page.locator('#made-title')).toBeVisible();
      await look('key-made');
      await page.getByRole('button', { name: /^(Đã chép xong|Copied)/ }).click();
      await go(old);
      await expect(page.locator('#bundles-title')).toBeVisible();
      await look('kiosk');
    });
  }
}
