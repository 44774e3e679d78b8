import { expect, test } from '../support/browser-test.ts';
import { journalOf } from '../support/enrolled-folder.ts';
import type { ServedKiosk } from '../support/served-kiosk.ts';
import {
  announce,
  codeOf,
  deskPins,
  dossier,
  handMs,
  pinField,
  present,
  rate,
  scan,
  signIn,
  startDesk,
  typePin,
} from './officer-page.ts';

/** Who sits at the desk: PIN, lock, hand-over, reload, and a machine that goes away and comes back. */

let served: ServedKiosk;

test.beforeEach(async () => {
  served = await startDesk();
});

test.afterEach(async () => {
  await served.remove();
});

const kinds = (...wanted: string[]): unknown[] =>
  journalOf(served.folder)
    .filter(({ kind }) => wanted.includes(kind))
    .map(({ kind, body }) => [kind, body['officer'], body['cause']].filter(Boolean));

test('a wrong PIN says that it did not work, then costs a growing wait', async ({ page }) => {
  await page.goto(served.desk);
  await expect(page.getByRole('button', { name: /Cán bộ mẫu Ba/ })).toBeDisabled();
  await page.getByRole('button', { name: 'Cán bộ mẫu Hai' }).click();
  for (let tries = 0; tries < 4; tries += 1) {
    await typePin(page, '000000');
    await expect(page.locator('#pin-refusal p')).toBeVisible();
    await expect(pinField(page)).toHaveValue('');
  }
  await expect(page.getByRole('timer')).toContainText(/Có thể thử lại sau \d+ giây\./);
  await expect(page.getByRole('button', { name: 'Vào ca' })).toBeDisabled();
  await expect(page.getByRole('timer')).toBeHidden();
  await typePin(page, deskPins.two);
  await expect(dossier(page)).toBeFocused();
});

test('a reload keeps the session, a lock outlives it, and the work waits for its officer', async ({
  page,
}) => {
  await signIn(page, served);
  expect(page.url()).not.toContain('token');
  await page.reload();
  await expect(dossier(page)).toBeFocused();
  await page.keyboard.type('09', { delay: handMs });
  await page.keyboard.press('Alt+k');
  await expect(page.getByText(/Trang đang khóa/)).toBeVisible();
  await expect(dossier(page)).toHaveCount(0);
  await typePin(page, deskPins.two);
  await expect(dossier(page)).toHaveValue('09');
  await page.keyboard.press('Alt+k');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Vào ca làm việc' })).toBeVisible();
});

test('a second officer takes the counter over, is told so, and the first one too', async ({
  page,
  browser,
}) => {
  await signIn(page, served, 'two');
  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(served.desk);
  await other.getByRole('button', { name: 'Cán bộ mẫu Một' }).click();
  await expect(other.getByText(/Cán bộ Cán bộ mẫu Hai đang trong ca tại quầy này/)).toBeVisible();
  await typePin(other, deskPins.one);
  await expect(dossier(other)).toBeFocused();
  await expect(page.getByText(/Cán bộ mẫu Một đã vào ca tại quầy này/)).toBeVisible();
  await expect(dossier(page)).toHaveCount(0);
  await other.getByRole('button', { name: 'Hết ca' }).click();
  await expect(other.getByText('Chọn tên của anh/chị.')).toBeVisible();
  await context.close();
  await served.kill();
  expect(kinds('officer.signed-in', 'officer.signed-out')).toEqual([
    ['officer.signed-in', 'can-bo-mau-2'],
    ['officer.signed-out', 'can-bo-mau-2', 'handed-over'],
    ['officer.signed-in', 'can-bo-mau-1'],
    ['officer.signed-out', 'can-bo-mau-1', 'officer'],
  ]);
});

test('a desk that nobody uses locks itself, one that is used does not', async ({ page }) => {
  await served.remove();
  served = await startDesk({ desk: { lockAfterMs: 60_000, sessionMs: 36_000_000 } });
  await signIn(page, served);
  await page.keyboard.type('09', { delay: handMs });
  for (let seconds = 0; seconds < 75; seconds += 15) {
    await page.waitForTimeout(15_000);
    await page.mouse.move(100 + seconds, 100);
    await expect(dossier(page)).toBeVisible();
  }
  await expect(page.getByText(/Trang đã tự khóa vì không có thao tác/)).toBeVisible({
    timeout: 70_000,
  });
  await expect(dossier(page)).toHaveCount(0);
  await typePin(page, deskPins.two);
  await expect(dossier(page)).toHaveValue('09');
  await served.kill();
  expect(kinds('officer.signed-out')).toEqual([['officer.signed-out', 'can-bo-mau-2', 'idle']]);
});

test('a machine that was restarted asks for the PIN again, and nothing is lost', async ({
  page,
}) => {
  await announce(served, [{ number: '0201' }]);
  await signIn(page, served);
  await scan(page, codeOf('0201'));
  await expect(present(page)).toContainText('Đang chờ');
  await served.kill();
  await expect(page.getByText('Đang kết nối lại với kiosk')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Mời đánh giá' })).toBeDisabled();
  await served.run();
  await typePin(page, deskPins.two);
  await rate(served, 2);
  await expect(present(page)).toContainText('Đã đánh giá');
  await expect(present(page)).toContainText('… 0201');
});

test('a cable pulled while an invitation goes out makes one invitation, not two', async ({
  page,
  context,
}) => {
  await announce(served, [{ number: '0201' }, { number: '0202' }]);
  await signIn(page, served);
  // The machine hears the launch, its answer is lost on the way.
  await context.route('**/rpc/launch', async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });
  await scan(page, codeOf('0201'));
  await expect(page.getByText(/Lời mời này chỉ được gửi một lần|Đang gửi lời mời/)).toBeVisible();
  await context.unroute('**/rpc/launch');
  await expect(dossier(page)).toHaveValue('');
  await expect(present(page)).toContainText('… 0201');
  await context.setOffline(true);
  await expect(page.getByText('Đang kết nối lại với kiosk')).toBeVisible({ timeout: 20_000 });
  await context.setOffline(false);
  await expect(page.getByText('Đang kết nối lại với kiosk')).toBeHidden();
  await rate(served, 4);
  await expect(present(page)).toContainText('Đã đánh giá');
  await served.kill();
  expect(kinds('survey.launched')).toHaveLength(1);
});
