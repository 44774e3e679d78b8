import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { v7 as uuidv7 } from 'uuid';
import type { SurveyView } from '../../shared/contract/citizen.ts';
import { citizenClient } from '../support/clients.ts';
import { expect, test } from '../support/browser-test.ts';
import { ServedKiosk } from '../support/served-kiosk.ts';

/** The officer's page in a real browser on a real machine, by keyboard as at the counter. */

let served: ServedKiosk;

test.beforeEach(async () => {
  served = await ServedKiosk.start();
});

test.afterEach(async () => {
  await served.remove();
});

const dossier = (page: Page): Locator => page.getByLabel('Mã hồ sơ');
const procedure = (page: Page): Locator => page.getByRole('combobox', { name: 'Thủ tục' });
const present = (page: Page): Locator =>
  page.getByRole('region', { name: 'Lời mời hiện tại' }).getByRole('status');

async function sitDown(page: Page): Promise<void> {
  await page.goto(served.desk);
  await page.getByRole('button', { name: 'Cán bộ mẫu Hai' }).click();
  await expect(dossier(page)).toBeFocused();
}

/** Only keys: the number, a few letters of the procedure, Enter all the way. */
async function launch(page: Page, number: string): Promise<void> {
  await page.keyboard.type(number);
  await page.keyboard.press('Enter');
  await expect(procedure(page)).toBeFocused();
  await page.keyboard.type('chung thuc');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /Mời đánh giá|Invite to rate/ })).toBeFocused();
  await page.keyboard.press('Enter');
}

/** Gives the survey on the citizen's screen a level, through the citizen's own door. */
async function rate(level: number): Promise<void> {
  const citizen = citizenClient(served.kiosk);
  const { survey, phase } = await surveyOnScreen();
  // A kiosk that was touched a moment ago announces the invitation first.
  if (phase === 'waiting') await citizen.accept({ survey });
  await citizen.rate({ survey, level, tap: uuidv7() });
}

async function surveyOnScreen(): Promise<SurveyView> {
  for await (const view of await citizenClient(served.kiosk).view()) {
    if (view.survey) return view.survey;
  }
  throw new Error('The citizen’s view ended.');
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
}

test('a launch from the keyboard is rated by a touch on the citizen’s screen', async ({
  page,
  browser,
}) => {
  const screen = await browser.newPage({
    hasTouch: true,
    viewport: { width: 1_080, height: 1_920 },
  });
  await screen.goto(served.kiosk);
  await sitDown(page);
  await launch(page, '0975');
  await expect(present(page)).toContainText('Đang chờ');
  await expect(present(page)).toContainText('… 0975');

  await expect(async () => {
    await screen.locator('[data-level]').first().tap({ timeout: 1_000 });
    await expect(present(page)).toContainText('Đã đánh giá', { timeout: 1_000 });
  }).toPass();
  await expect(dossier(page)).toBeFocused();
  await screen.close();
});

test('a citizen who declines leaves “not rated”', async ({ page }) => {
  await sitDown(page);
  await launch(page, '0976');
  await citizenClient(served.kiosk).decline({ survey: (await surveyOnScreen()).survey });
  await expect(present(page)).toContainText('Không đánh giá');
});

test('an invitation is withdrawn', async ({ page }) => {
  await sitDown(page);
  await launch(page, '0977');
  await page.getByRole('button', { name: 'Thu hồi lời mời' }).click();
  await expect(present(page)).toContainText('Không đánh giá');
});

test('a dossier is rated once', async ({ page }) => {
  await sitDown(page);
  await launch(page, '0978');
  await expect(present(page)).toContainText('Đang chờ');
  await rate(3);
  await expect(present(page)).toContainText('Đã đánh giá');
  await launch(page, '0978');
  await expect(page.getByText('Hồ sơ này đã được đánh giá.')).toBeVisible();
  await expect(dossier(page)).toBeFocused();
});

test('a third invitation is told that the kiosk is busy', async ({ page }) => {
  await sitDown(page);
  await launch(page, '0001');
  await expect(present(page)).toContainText('… 0001');
  await launch(page, '0002');
  await expect(present(page)).toContainText('… 0002');
  await launch(page, '0003');
  await expect(page.getByText('Kiosk đang mời một công dân khác.')).toBeVisible();
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByText('The kiosk is inviting another citizen.')).toBeVisible();
});

test('wrong codes are answered at once, both generations are read', async ({ page }) => {
  await sitDown(page);
  await dossier(page).fill('12-34');
  await page.keyboard.press('Enter');
  await expect(page.getByText('không đúng dạng')).toBeVisible();
  await dossier(page).fill('H00.00.01-261332-0001');
  await page.keyboard.press('Enter');
  await expect(page.getByText('có ngày tiếp nhận không tồn tại')).toBeVisible();
  for (const code of ['000.00.12.H26-260301-0001', 'H15.50.05.13-261008-0975']) {
    await dossier(page).fill(code);
    await dossier(page).press('Enter');
    await expect(procedure(page)).toBeFocused();
    await expect(dossier(page)).toHaveValue(code);
    await dossier(page).focus();
  }
});

test('a code scanned behind the prefix replaces it', async ({ page }) => {
  await sitDown(page);
  await page.keyboard.type('H15.50.05.13-261008-0975');
  await page.keyboard.press('Enter');
  await expect(dossier(page)).toHaveValue('H15.50.05.13-261008-0975');
  // Many scanners send a second Enter: it must choose and launch nothing.
  await page.keyboard.press('Enter');
  await expect(procedure(page)).toBeFocused();
  await expect(page.getByText('Chưa có lời mời nào.')).toBeVisible();
});

test('the page looks the same whatever was answered', async ({ page }) => {
  const looks: string[] = [];
  for (const [number, level] of [
    ['0101', 1],
    ['0105', 5],
  ] as const) {
    // The same address with its token again would only change the fragment of the open page.
    await page.goto('about:blank');
    await sitDown(page);
    await launch(page, number);
    await expect(present(page)).toContainText('Đang chờ');
    await rate(level);
    await expect(present(page)).toContainText('Đã đánh giá');
    await citizenClient(served.kiosk).finish({ survey: (await surveyOnScreen()).survey });
    const html = await page.locator('main').innerHTML();
    looks.push(html.replaceAll(number, '').replaceAll(/\d\d:\d\d/g, ''));
  }
  expect(looks[0]).toBe(looks[1]);
});

test('the page says that the machine is gone and goes on when it is back', async ({ page }) => {
  await sitDown(page);
  await launch(page, '0201');
  await expect(present(page)).toContainText('Đang chờ');
  await served.kill();
  await expect(page.getByText('Đang kết nối lại với kiosk')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Mời đánh giá' })).toBeDisabled();
  await expectAccessible(page);
  await served.run();
  await expect(page.getByText('Đang kết nối lại với kiosk')).toBeHidden();
  await rate(2);
  await expect(present(page)).toContainText('Đã đánh giá');
  await expect(present(page)).toContainText('… 0201');
});

test('the page is opened with its token only, and keeps it over a reload', async ({ page }) => {
  await sitDown(page);
  expect(page.url()).not.toContain('token');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Cán bộ mẫu Hai' })).toBeVisible();
});

for (const width of [480, 1_280, 1_920]) {
  test(`every state is accessible and fits ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    const check = async (): Promise<void> => {
      await expectAccessible(page);
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(sideways).toBeLessThanOrEqual(0);
    };
    await page.goto(served.desk);
    await expect(page.getByRole('button', { name: 'Cán bộ mẫu Hai' })).toBeVisible();
    await check();
    await page.getByRole('button', { name: 'Cán bộ mẫu Hai' }).click();
    await check();
    await page.keyboard.type('abc');
    await page.keyboard.press('Enter');
    await check();
    await dossier(page).fill('');
    await page.keyboard.type('0301');
    await page.keyboard.press('Enter');
    await page.keyboard.type('dang ky');
    await expect(page.getByRole('option', { selected: true })).toBeVisible();
    await check();
    await page.keyboard.press('Enter');
    await check();
    await page.keyboard.press('Enter');
    await expect(present(page)).toContainText('Đang chờ');
    await check();
    await launch(page, '0302');
    await rate(4);
    await check();
    await page.getByRole('button', { name: 'English' }).click();
    await check();
  });
}
