import type { Cookie, Page } from '@playwright/test';
import type { DistrictServer } from '../../district/app.ts';
import { makeEnrolmentCode } from '../../district/domain/enrolment.ts';
import { newOfficeLink, setPassword } from '../../district/domain/office.ts';
import { counterIdSchema } from '../../shared/model/ids.ts';
import { expect, test } from '../support/browser-test.ts';
import { JournalWriter, newDossier } from '../support/journal-writer.ts';
import { SigningKiosk } from '../support/signing-kiosk.ts';
import {
  expectInOrder,
  nowMs,
  section,
  sizes,
  startDistrict,
  turnTo,
  user,
} from './office-page.ts';

const minuteMs = 60_000;
const password = 'một mật khẩu đủ dài';

const moreSizes = [...sizes, { width: 1920, height: 1080 }, { width: 1024, height: 768 }] as const;

let district: DistrictServer;
let address: string;
let serverNowMs = nowMs;
let session: Cookie[] = [];
let complaints: string[] = [];

test.beforeAll(async () => {
  ({ district, address } = await startDistrict({ now: () => serverNowMs }));
  await setPassword(district.store, user, password);
  await sendRatings(await enrolledKiosk('quay-1', 'Kiosk quầy 1'));
  await enrolledKiosk('quay-2', 'Kiosk quầy 2');
});

test.afterAll(async () => {
  await district.close();
});

test.beforeEach(async ({ page }) => {
  serverNowMs = nowMs;
  await page.clock.setFixedTime(nowMs);
  complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !isExpected(message.text())) complaints.push(message.text());
  });
});

test.afterEach(() => {
  expect(complaints, 'what the browser complained of').toEqual([]);
});

/** The browser reports every refused call, which these tests provoke; scripts and policies must be clean. */
function isExpected(complaint: string): boolean {
  return complaint.startsWith('Failed to load resource: the server responded with a status of 422');
}

/** Enrols a kiosk over HTTP, as the product does. */
async function enrolledKiosk(counter: string, name: string): Promise<SigningKiosk> {
  const code = await makeEnrolmentCode(district.store, district.now, {
    counter: counterIdSchema.parse(counter),
    name,
  });
  const kiosk = new SigningKiosk();
  const answer = await fetch(`${address}/api/enrolments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, publicKey: kiosk.publicKey, version: '0.1.0' }),
  });
  const enrolled = (await answer.json()) as { kiosk: string };
  kiosk.kiosk = enrolled.kiosk;
  return kiosk;
}

/**
 * What one counter may send in a morning: 60 ratings of dossiers, 50 of them satisfied; 30 ends without a rating; one
 * dossier rated twice; two walk-in ratings; and one entry that makes no sense.
 */
async function sendRatings(kiosk: SigningKiosk): Promise<void> {
  const writer = new JournalWriter();
  writer.wall = nowMs - 60 * minuteMs;
  const rate = (ratings: number, level: number, procedure: string): void => {
    for (let at = 0; at < ratings; at += 1) writer.rate({ level, procedure });
  };
  rate(30, 5, '1.001193');
  rate(20, 4, '1.001193');
  rate(6, 3, '1.012756');
  rate(3, 1, '1.012756');
  const dossier = newDossier();
  writer.rate({ level: 2, procedure: '1.012756', dossier });
  writer.rate({ level: 5, procedure: '1.012756', dossier });
  writer.rate({ level: 5, origin: 'walk-in' });
  writer.rate({ level: 1, origin: 'walk-in' });
  for (let at = 0; at < 30; at += 1) {
    const survey = writer.launch({ procedure: '1.001193' });
    if (at < 10) writer.write('survey.declined', { survey: survey as never });
    else writer.write('survey.expired', { survey: survey as never, cause: 'timeout' });
  }
  writer.writeAny('survey.answered', { nonsense: true });
  const { url, method, headers, payload } = kiosk.batch(writer);
  const answer = await fetch(address + url, { method, headers, body: new Uint8Array(payload) });
  expect(answer.status, await answer.text()).toBe(200);
}

/** Signs in by a link the first time and by the same session afterwards: the door counts attempts. */
async function openSignedIn(page: Page): Promise<void> {
  if (session.length === 0) {
    await page.goto(`${address}/#link=${await newOfficeLink(district.store, district.now, user)}`);
    await expect(page.getByRole('navigation')).toBeVisible();
    session = await page.context().cookies();
  } else {
    await page.context().addCookies(session);
    await page.goto(address);
  }
  await expect(page.getByRole('heading', { name: 'Cách tính' })).toBeVisible();
}

async function signInByPassword(page: Page, typed: string): Promise<void> {
  await page.getByLabel('Tên đăng nhập').fill(user);
  await page.getByLabel('Mật khẩu').fill(typed);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
}

test('a one-time link opens the page once and leaves no secret in the address', async ({
  page,
}) => {
  const link = `${address}/#link=${await newOfficeLink(district.store, district.now, user)}`;
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Cách tính' })).toBeVisible();
  expect(page.url()).toBe(`${address}/`);
  await page.context().clearCookies();
  await page.goto('about:blank');
  await page.goto(link);
  await expect(page.getByRole('alert')).toContainText('đã dùng hoặc đã hết hạn');
  await expectInOrder(page);
});

test('a wrong password is refused, the right one opens the page, signing out closes it', async ({
  page,
}) => {
  await page.goto(address);
  await signInByPassword(page, 'không phải mật khẩu này');
  await expect(page.getByRole('alert')).toContainText('Tên đăng nhập hoặc mật khẩu không đúng');
  await signInByPassword(page, password);
  await expect(page.getByRole('heading', { name: 'Cách tính' })).toBeVisible();
  await page.getByRole('button', { name: 'Đăng xuất' }).click();
  await expect(page.getByRole('heading', { name: 'Đăng nhập' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Đăng nhập' })).toBeVisible();
});

test('every rating that was sent is in the figures, once', async ({ page }) => {
  await openSignedIn(page);
  const rate = section(page, 'Tỷ lệ hài lòng tại quầy');
  await expect(rate).toContainText('83,3');
  await expect(rate).toContainText('50 trên 60 đánh giá');
  await expect(section(page, 'Tỷ lệ phản hồi')).toContainText('60 đánh giá trên 90 lượt mời');
  const levels = section(page, 'Đánh giá theo mức').getByRole('listitem');
  await expect(levels).toContainText([
    '30 đánh giá',
    '20 đánh giá',
    '6 đánh giá',
    '1 đánh giá',
    '3 đánh giá',
  ]);
  const kept = section(page, 'Được giữ lại nhưng không tính');
  await expect(kept.getByRole('definition')).toContainText(['1 ', '1 ']);
  const walkIn = section(page, 'Đánh giá tự do');
  await expect(walkIn).toContainText('Chưa đủ dữ liệu (cần ít nhất 30 đánh giá)');
  await expect(page.getByRole('note')).toContainText('có thể mất khi mất điện');
});

test('what is to be done stands first, and leads to where it is done', async ({ page }) => {
  serverNowMs = nowMs + 16 * minuteMs;
  await openSignedIn(page);
  const todo = section(page, 'Việc cần xem');
  await expect(todo).toContainText('Kiosk cần xem: 2.');
  await expect(todo).toContainText('Chưa rõ đúng hẹn hay muộn: 90 trên 90 hồ sơ đã mời.');
  await todo.getByRole('link', { name: 'Mở “Danh sách kiosk”' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Danh sách kiosk' })).toBeVisible();
});

test('tables name the procedures, hide small cells and sort by keyboard', async ({ page }) => {
  await openSignedIn(page);
  const table = page.getByRole('table', { name: 'Theo thủ tục' });
  const rows = table.getByRole('rowheader');
  await expect(rows).toHaveText([/1\.001193/, /1\.012756/]);
  await expect(table.getByRole('row', { name: /1\.012756/ })).toContainText('Chưa đủ dữ liệu');
  await table.getByRole('button', { name: 'Đánh giá', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(rows).toHaveText([/1\.012756/, /1\.001193/]);
});

test('a period without ratings has no figures, and an impossible one is explained', async ({
  page,
}) => {
  await openSignedIn(page);
  await page.getByText('Tháng trước').click();
  await expect(page.getByText('Từ 01/10/2026 đến hết 31/10/2026')).toBeVisible();
  await expect(section(page, 'Tỷ lệ hài lòng tại quầy')).toContainText('Chưa có dữ liệu');
  await page.getByText('Chọn ngày').click();
  await page.getByLabel('Từ ngày').fill('2026-11-20');
  await page.getByLabel('Đến hết ngày').fill('2026-11-19');
  await page.getByRole('button', { name: 'Xem' }).click();
  await expect(page.getByRole('alert')).toContainText('ngày đầu phải trước hoặc bằng ngày cuối');
  await expect(page.getByRole('heading', { name: 'Cách tính' })).toBeHidden();
});

test('the kiosk list says who called and who never did', async ({ page }) => {
  await openSignedIn(page);
  await turnTo(page, 'Danh sách kiosk');
  const first = page.getByRole('row', { name: /Kiosk quầy 1/ });
  await expect(first).toContainText('Vừa xong');
  await expect(first).toContainText('Bình thường');
  serverNowMs = nowMs + 16 * minuteMs;
  await page.reload();
  await expect(first).toContainText('16 phút trước');
  await expect(first).toContainText('Im lặng quá 15 phút');
});

test('the pages speak English when asked', async ({ page }) => {
  await openSignedIn(page);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(section(page, 'Share satisfied at the counter')).toContainText('83.3%');
});

test('a report on paper has no controls', async ({ page }) => {
  await openSignedIn(page);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('banner')).toBeHidden();
  await expect(page.getByRole('button', { name: 'In báo cáo' })).toBeHidden();
  await expect(page.getByText('In lúc 10:00, 22/11/2026')).toBeVisible();
});

for (const size of moreSizes) {
  test(`at ${size.width}×${size.height} nothing runs off the page and axe is content`, async ({
    page,
  }) => {
    await page.setViewportSize(size);
    await openSignedIn(page);
    await expectInOrder(page);
    await turnTo(page, 'Danh mục thủ tục');
    await expect(page.getByRole('table', { name: 'Còn thiếu' })).toBeVisible();
    await expectInOrder(page);
    await turnTo(page, 'Danh sách kiosk');
    await expect(page.getByRole('rowheader', { name: /Kiosk quầy 2/ })).toBeVisible();
    await expectInOrder(page);
  });
}

/** The panel of the catalogue's parts, on one of them. */
async function openPart(page: Page, part: string) {
  await turnTo(page, 'Danh mục thủ tục');
  const panel = section(page, 'Sự kiện đời sống, tên gọi, phân công, kênh phản ánh');
  await panel.getByText(part, { exact: true }).click();
  return panel;
}

test('everyday words are added by keyboard, saved, and not lost by leaving', async ({ page }) => {
  await openSignedIn(page);
  const panel = await openPart(page, 'Tên gọi thường ngày');
  await panel.getByRole('button', { name: 'Thêm tên gọi' }).focus();
  await page.keyboard.press('Enter');
  await expect(panel.getByLabel('Cách người dân hay gọi')).toBeFocused();
  await panel.getByRole('button', { name: 'Lưu vào bản soạn' }).click();
  await expect(panel.getByText('Ô này không được để trống.')).toBeVisible();
  await expectInOrder(page);
  await panel.getByLabel('Cách người dân hay gọi').fill('giấy cưới');
  const search = panel.getByLabel('Thêm thủ tục: gõ mã hoặc tên');
  await search.fill('dang ky ket hon');
  await search.press('Enter');
  await expect(panel.getByRole('button', { name: /^Bỏ 1\.000894/ })).toBeVisible();
  page.once('dialog', (dialog) => void dialog.dismiss());
  await turnTo(page, 'Danh sách kiosk');
  await expect(panel.getByLabel('Cách người dân hay gọi')).toHaveValue('giấy cưới');
  await panel.getByRole('button', { name: 'Lưu vào bản soạn' }).click();
  await expect(page.getByText('Đã lưu vào bản soạn. Chưa công bố gì.')).toBeInViewport();
  await page.reload();
  const again = await openPart(page, 'Tên gọi thường ngày');
  await again.getByLabel('Lọc theo tên').fill('giay cuoi');
  await expect(again.getByRole('button', { name: 'Sửa “giấy cưới”' })).toBeVisible();
  await page.getByRole('button', { name: 'Bỏ các thay đổi' }).click();
  await expect(page.getByText('Bản soạn đã trở lại')).toBeInViewport();
});

test('a new procedure is given to the unit, and every part is accessible in both languages', async ({
  page,
}) => {
  await openSignedIn(page);
  await turnTo(page, 'Danh mục thủ tục');
  const buffer = Buffer.from('Mã thủ tục,Tên thủ tục\n1.888888,Thủ tục mới\n');
  await page
    .getByLabel('Chọn tệp…')
    .setInputFiles({ name: 'moi.csv', mimeType: 'text/csv', buffer });
  await expect(page.getByText('thủ tục chưa giao cho đơn vị nào: 1')).toBeVisible();
  await page.getByRole('button', { name: 'Đưa vào bản soạn' }).click();
  await page.getByRole('button', { name: 'Giao cho đơn vị…' }).click();
  await expectInOrder(page);
  await page.getByRole('button', { name: 'Giao 1 thủ tục cho 1 đơn vị' }).click();
  await expect(page.getByText('Đã giao cho đơn vị trong bản soạn')).toBeInViewport();
  await expect(page.getByText('Phần khác có thay đổi: Phân công đơn vị.')).toBeVisible();
  const panel = await openPart(page, 'Phân công đơn vị');
  await panel.getByLabel('Tìm thủ tục').fill('1.888888');
  await expect(panel.getByLabel('1.888888 Thủ tục mới')).toBeChecked();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: 'English' }).click();
  const english = section(page, 'Life events, everyday words, assignments, feedback channels');
  for (const part of ['Life events', 'Everyday words', 'Assignments', 'Feedback channels']) {
    await english.getByText(part, { exact: true }).click();
    await expectInOrder(page);
  }
  await page.getByRole('button', { name: 'Drop the changes' }).click();
  await expect(page.getByText('The draft is again what')).toBeInViewport();
});
