import type { Page } from '@playwright/test';
import { citizenClient } from '../support/clients.ts';
import { expect, test } from '../support/browser-test.ts';
import { journalOf } from '../support/enrolled-folder.ts';
import type { ServedKiosk } from '../support/served-kiosk.ts';
import {
  announce,
  codeOf,
  countActions,
  dayFromNow,
  dossier,
  handMs,
  launchUnknown,
  present,
  procedure,
  rate,
  scan,
  signIn,
  startDesk,
  surveyOnScreen,
  written,
} from './officer-page.ts';

/** From a code to the citizen's screen: by keyboard, mouse, touch and scanner, in two windows, the actions counted. */

let served: ServedKiosk;

test.beforeEach(async () => {
  served = await startDesk();
});

test.afterEach(async () => {
  await served.remove();
});

const launched = (): Record<string, unknown>[] =>
  journalOf(served.folder).flatMap(({ kind, body }) => (kind === 'survey.launched' ? [body] : []));

test('a scan launches with no action more, and a touch on the citizen’s screen rates', async ({
  page,
  browser,
}) => {
  await announce(served, [{ number: '0975' }]);
  const screen = await browser.newPage({
    hasTouch: true,
    viewport: { width: 1_080, height: 1_920 },
  });
  await screen.goto(served.kiosk);
  await signIn(page, served);
  await scan(page, codeOf('0975'));
  const actions = await countActions(page);
  await expect(present(page)).toContainText('Đang chờ');
  await expect(present(page)).toContainText('… 0975');
  await expect(present(page)).toContainText('Chứng thực bản sao');
  expect(await actions()).toBe(0);

  await expect(async () => {
    await screen.locator('[data-level]').first().tap({ timeout: 1_000 });
    await expect(present(page)).toContainText('Đã đánh giá', { timeout: 1_000 });
  }).toPass();
  await expect(dossier(page)).toBeFocused();
  await expect(dossier(page)).toHaveValue('');
  await screen.close();
});

test('a paste is one action', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await announce(served, [{ number: '0975' }]);
  await signIn(page, served);
  await page.evaluate((code) => navigator.clipboard.writeText(` ${code}\r\n`), codeOf('0975'));
  const actions = await countActions(page);
  await page.keyboard.press('ControlOrMeta+V');
  await expect(present(page)).toContainText('… 0975');
  expect(await actions()).toBe(1);
});

test('the mouse alone pastes with one click, and chooses what the machine does not know', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signIn(page, served);
  await page.evaluate((code) => navigator.clipboard.writeText(code), codeOf('4711'));
  const actions = await countActions(page);
  await page.getByRole('button', { name: 'Dán mã đã sao chép' }).click();
  await page.getByRole('option', { name: /Đăng ký khai sinh/ }).click();
  await expect(present(page)).toContainText('… 4711');
  expect(await actions()).toBe(2);
});

test('fingers do the same on a desk with a touch screen', async ({ browser }) => {
  const context = await browser.newContext({
    hasTouch: true,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  await signIn(page, served);
  await page.evaluate((code) => navigator.clipboard.writeText(code), codeOf('4712'));
  await page.getByText('Từ chối giải quyết').tap();
  await page.getByRole('button', { name: 'Dán mã đã sao chép' }).tap();
  await page.getByRole('option', { name: /Đăng ký khai sinh/ }).tap();
  await expect(present(page)).toContainText('… 4712');
  await page.getByRole('button', { name: 'Thu hồi lời mời' }).tap();
  await page.getByRole('button', { name: 'Thu hồi', exact: true }).tap();
  await expect(present(page)).toContainText('Không đánh giá');
  await context.close();
  await served.kill();
  expect(launched()).toMatchObject([{ handOver: 'refused' }]);
});

test('the last four digits are five keys, the last three are four', async ({ page }) => {
  await announce(served, [{ number: '0975' }, { number: '1234' }]);
  await signIn(page, served);
  for (const [typed, keys] of [
    ['0975', 5],
    ['234', 4],
  ] as const) {
    const actions = await countActions(page);
    await page.keyboard.type(typed, { delay: handMs });
    await page.keyboard.press('Enter');
    await expect(present(page)).toContainText(typed);
    expect(await actions()).toBe(keys);
  }
});

test('digits that fit two dossiers are asked about once', async ({ page }) => {
  await announce(served, [{ number: '0975' }, { number: '10975' }]);
  await signIn(page, served);
  await page.keyboard.type('0975', { delay: handMs });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Hồ sơ nào?' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(present(page)).toContainText('… 0975');
});

test('an unknown dossier takes one search, the next one of its kind one key', async ({ page }) => {
  await signIn(page, served);
  await launchUnknown(page, '0001');
  await expect(present(page)).toContainText('… 0001');
  await rate(served, 3);
  await expect(present(page)).toContainText('Đã đánh giá');
  await expect(dossier(page)).toBeFocused();
  const actions = await countActions(page);
  await page.keyboard.type('0002', { delay: handMs });
  await page.keyboard.press('Enter');
  await expect(procedure(page)).toBeFocused();
  await expect(page.getByRole('option', { selected: true })).toContainText('Chứng thực bản sao');
  await page.keyboard.press('Enter');
  await expect(present(page)).toContainText('… 0002');
  expect(await actions()).toBe(6);
});

test('a scan ends in the code wherever the focus is, and presses nothing', async ({ page }) => {
  await announce(served, [
    { number: '0975', dueOn: dayFromNow(-10) },
    { number: '0001' },
    { number: '0002' },
  ]);
  await signIn(page, served);
  // In the reason of an apology.
  await scan(page, codeOf('0975'));
  const reason = page.getByLabel('Lý do', { exact: true });
  await expect(reason).toBeFocused();
  await page.keyboard.type('Chờ xác minh', { delay: handMs });
  await scan(page, codeOf('0001'));
  await expect(present(page)).toContainText('… 0001');
  await scan(page, codeOf('0975'));
  await expect(reason).toHaveValue('Chờ xác minh');
  // On a button that would withdraw.
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Thu hồi lời mời' }).focus();
  await scan(page, codeOf('0002'), 'Tab');
  await expect(present(page)).toContainText('… 0002');
  await expect(page.getByText('Không đánh giá')).toHaveCount(0);
  await expect(dossier(page)).toBeFocused();
});

test('a scan at the PIN signs nobody in and leaves nothing in the field', async ({ page }) => {
  await page.goto(served.desk);
  await page.getByRole('button', { name: 'Cán bộ mẫu Hai' }).click();
  await page.keyboard.type('27', { delay: handMs });
  await scan(page, codeOf('0975'));
  await expect(page.getByText('Xin vào ca trước, sau đó quét lại mã hồ sơ.')).toBeVisible();
  await expect(page.getByLabel('Mã PIN')).toHaveValue('27');
});

test('a late result asks for the slip, the citizen meets the apology, the journal says so', async ({
  page,
  browser,
}) => {
  await announce(served, [{ number: '0975', dueOn: dayFromNow(-10) }]);
  const screen = await browser.newPage({ viewport: { width: 1_080, height: 1_920 } });
  await screen.goto(served.kiosk);
  await signIn(page, served);
  await scan(page, codeOf('0975'));
  await expect(page.getByText(/Muộn \d+ ngày làm việc so với ngày hẹn/)).toContainText(
    written(dayFromNow(-10)),
  );
  await page.keyboard.type('Chờ xác minh', { delay: handMs });
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Ngày (ngày/tháng/năm)')).toHaveValue(written(dayFromNow(0)));
  await page.keyboard.press('Enter');
  await page.keyboard.type('12/PXL', { delay: handMs });
  await page.keyboard.press('Enter');
  await expect(present(page)).toContainText('… 0975');
  await expect(screen.getByText('Chờ xác minh')).toBeVisible();
  await screen.close();
  await served.kill();
  expect(launched()).toMatchObject([
    { apology: 'recorded', slip: '12/PXL', handOver: 'completed' },
  ]);
});

test('an apology that cannot be given is said, and in the journal', async ({ page }) => {
  await announce(served, [{ number: '0975' }]);
  await signIn(page, served);
  await page.keyboard.press('Alt+4');
  await scan(page, codeOf('0975'));
  await expect(page.getByRole('heading', { name: 'Hồ sơ … 0975: sửa sai sót' })).toBeVisible();
  await page.getByRole('button', { name: 'Không nêu được, vẫn mời đánh giá' }).click();
  await expect(page.getByText(/Nhật ký ghi rằng không có lời xin lỗi\.$/)).toBeVisible();
  await expect(present(page)).toContainText('… 0975');
  await served.kill();
  expect(launched()).toMatchObject([{ apology: 'not-recorded' }]);
});

test('the kind of hand-over comes from the record, or from the officer’s key', async ({ page }) => {
  await announce(served, [{ number: '0001', handOver: 'refused' }, { number: '0002' }]);
  await signIn(page, served);
  await scan(page, codeOf('0001'));
  await expect(present(page)).toContainText('… 0001');
  await page.keyboard.press('Alt+2');
  await expect(page.getByLabel('Trả lại để bổ sung')).toBeChecked();
  await scan(page, codeOf('0002'));
  await expect(present(page)).toContainText('… 0002');
  await expect(page.getByLabel('Đã giải quyết')).toBeChecked();
  await served.kill();
  expect(launched().map(({ handOver }) => handOver)).toEqual([
    'refused',
    'returned-for-completion',
  ]);
});

async function declined(page: Page): Promise<void> {
  await citizenClient(served.kiosk).decline({ survey: (await surveyOnScreen(served)).survey });
  await expect(present(page)).toContainText('Không đánh giá');
}

test('a citizen who declines leaves “not rated”', async ({ page }) => {
  await signIn(page, served);
  await launchUnknown(page, '0976');
  await declined(page);
});

test('an invitation is withdrawn after one question, by keys alone', async ({ page }) => {
  await signIn(page, served);
  await launchUnknown(page, '0977');
  await expect(present(page)).toContainText('Đang chờ');
  await page.keyboard.press('Alt+t');
  await expect(page.getByRole('button', { name: 'Thu hồi', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(present(page)).toContainText('Không đánh giá');
});

test('a dossier is rated once', async ({ page }) => {
  await announce(served, [{ number: '0978' }]);
  await signIn(page, served);
  await scan(page, codeOf('0978'));
  await expect(present(page)).toContainText('Đang chờ');
  await rate(served, 3);
  await expect(present(page)).toContainText('Đã đánh giá');
  await scan(page, codeOf('0978'));
  await expect(page.getByText('Hồ sơ này đã được đánh giá.')).toBeVisible();
  await expect(dossier(page)).toBeFocused();
});

test('a third invitation is told that the kiosk is busy', async ({ page }) => {
  await announce(served, [{ number: '0001' }, { number: '0002' }, { number: '0003' }]);
  await signIn(page, served);
  for (const number of ['0001', '0002']) {
    await scan(page, codeOf(number));
    await expect(present(page)).toContainText(`… ${number}`);
  }
  await scan(page, codeOf('0003'));
  await expect(page.getByText('Kiosk đang mời một công dân khác.')).toBeVisible();
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByText('The kiosk is inviting another citizen.')).toBeVisible();
});

test('wrong codes are answered at once, both generations are read', async ({ page }) => {
  await signIn(page, served);
  for (const [typed, sentence] of [
    ['12-3X', 'không đúng dạng'],
    ['H00.00.01-261332-0001', 'có ngày tiếp nhận không tồn tại'],
  ] as const) {
    await dossier(page).fill(typed);
    await page.keyboard.press('Enter');
    await expect(page.getByText(sentence)).toBeVisible();
  }
  for (const code of ['000.00.12.H26-260301-0001', 'H15.50.05.13-261008-0975']) {
    await dossier(page).fill(code);
    await page.keyboard.press('Enter');
    await expect(procedure(page)).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(dossier(page)).toBeFocused();
  }
});

test('the page looks the same whatever was answered', async ({ page }) => {
  await announce(served, [{ number: '0101' }, { number: '0105' }]);
  const looks: string[] = [];
  for (const [number, level] of [
    ['0101', 1],
    ['0105', 5],
  ] as const) {
    // The same address with its token again would only change the fragment of the open page.
    await page.goto('about:blank');
    await page.goto(served.desk);
    if (level === 1) await signIn(page, served);
    await expect(dossier(page)).toBeFocused();
    await scan(page, codeOf(number));
    await expect(present(page)).toContainText('Đang chờ');
    await rate(served, level);
    await expect(present(page)).toContainText('Đã đánh giá');
    await citizenClient(served.kiosk).finish({ survey: (await surveyOnScreen(served)).survey });
    const html = await page.locator('main').innerHTML();
    looks.push(html.replaceAll(number, '').replaceAll(/\d\d:\d\d/g, ''));
  }
  expect(looks[0]).toBe(looks[1]);
});
