import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { lanKeys } from '../../electron/http/lan/certificate.ts';
import { ok } from '../../shared/model/result.ts';
import { problemSentences } from '../../shared/model/problems.ts';
import { slipText } from '../../shared/rules/enrolment-slip.ts';
import { expect, test } from '../support/browser-test.ts';
import { freePort } from '../support/ports.ts';
import { SampleDistrict } from '../support/sample-district.ts';
import { ServedKiosk } from '../support/served-kiosk.ts';
import { arriveAt, callsTo, level, screen, walkIn } from './citizen-page.ts';
import { scan } from './officer-page.ts';
import {
  enterPin,
  expectClean,
  expectStep,
  heading,
  press,
  touchCorners,
  typeDigits,
  writeByTouch,
} from './technician-page.ts';

/** A kiosk as it comes out of its box becomes one of a district's, by touch alone. */

const upright = { width: 1_080, height: 1_920 };
test.use({ hasTouch: true, viewport: upright });

const pin = '246813';
/** Of a page whose machine does not come back (renderer/technician/technician.svelte.ts). */
const givenUpAfterMs = 20_000;
let district: SampleDistrict;
let served: ServedKiosk;

test.beforeAll(async () => {
  district = await SampleDistrict.start();
});
test.afterAll(() => district.close());

test.beforeEach(async ({ page }) => {
  served = new ServedKiosk();
  await served.run();
  await page.goto(served.kiosk);
});
test.afterEach(() => served.remove());

async function begin(page: Page): Promise<void> {
  await press(page, 'Thiết lập kiosk');
  await expectStep(page, 1, 'Ngôn ngữ');
}

/** Language, screen and PIN: what every first start begins with. */
async function toTheNetwork(page: Page): Promise<void> {
  await begin(page);
  await press(page, 'Tiếp tục');
  await expectStep(page, 2, 'Màn hình');
  await press(page, '21,5', 'Tiếp tục');
  await expectStep(page, 3, 'Mã PIN');
  await typeDigits(page, pin);
  await press(page, 'Nhập lại mã PIN');
  await typeDigits(page, pin);
  await press(page, 'Đặt mã PIN');
  await expectStep(page, 4, 'Mạng');
}

/** From the counter to the citizen's screen. */
async function toTheEnd(page: Page): Promise<void> {
  await expectStep(page, 6, 'Quầy');
  await expect(page.getByText('Kiosk này đứng tại Quầy số 1')).toBeVisible();
  await press(page, 'Tiếp tục');
  await expectStep(page, 7, 'Giờ mở cửa');
  await press(page, 'Tiếp tục');
  await expectStep(page, 8, 'Tự kiểm tra');
  await press(page, 'Đo ổ đĩa');
  await expect(page.getByText(/Ghi bền vững: thường/)).toBeVisible();
  await press(page, 'Thử gửi dữ liệu');
  await expect(page.getByText('Máy chủ trung tâm đã xác nhận')).toBeVisible();
  await press(page, 'Tiếp tục');
  await expectStep(page, 9, 'Hoàn tất');
  await expect(page.getByText('Kiosk đã có mã PIN kỹ thuật.')).toBeVisible();
  await press(page, 'Mở màn hình của công dân');
  await arriveAt(page, 'attract');
}

/** One touch, and the district counts one rating more. */
async function expectRatingToArrive(page: Page): Promise<void> {
  const before = (await district.report()).walkIn.funnel.answered;
  await walkIn(page);
  await level(page, 4).tap();
  await expect.poll(async () => (await district.report()).walkIn.funnel.answered).toBe(before + 1);
}

test('upright, with a typed code: from the language to a rating that the district counts', async ({
  page,
}) => {
  await toTheNetwork(page);
  await writeByTouch(page, 'Địa chỉ máy chủ trung tâm', district.url);
  await press(page, 'Kiểm tra đường truyền');
  await expect(page.getByText('Đường truyền tốt.')).toBeVisible();
  await expectClean(page);
  await press(page, 'Tiếp tục');
  await expectStep(page, 5, 'Đăng ký');
  await expect(page.getByLabel('Địa chỉ máy chủ trung tâm')).toHaveValue(district.url);
  // The last key of the keyboard sends the code.
  await writeByTouch(page, 'Mã đăng ký', await district.newCode());
  await toTheEnd(page);
  const kept = () => page.evaluate(() => localStorage.getItem('hai-long-diagonal'));
  await expect.poll(kept).toBe('21.5');
  await expectRatingToArrive(page);
});

test.describe('lying', () => {
  test.use({ viewport: { width: 1_920, height: 1_080 } });

  test('the sheet under the scanner enrols, with the touch grid tried first', async ({ page }) => {
    await begin(page);
    await press(page, 'Tiếp tục', 'Thử cảm ứng');
    const grid = page.getByRole('img', { name: 'Chạm hoặc vuốt qua mọi ô.' });
    await expect(grid).toBeVisible();
    for (const field of await page.locator('[data-field]').all()) await field.tap();
    await expect(grid).toBeHidden();
    await expect(page.getByText('Mọi ô đều nhận chạm.')).toBeVisible();
    await press(page, 'Tiếp tục', 'Bỏ qua bước này', 'Tiếp tục');
    await expectStep(page, 5, 'Đăng ký');
    const code = await district.newCode();
    await scan(page, 'https://example.org/khac');
    await expect(page.getByText('Mã vừa quét không phải phiếu đăng ký kiosk.')).toBeVisible();
    await scan(page, slipText({ districtUrl: district.url, code }));
    await expectStep(page, 6, 'Quầy');
    await expect(page.getByText('Kiosk này đứng tại Quầy số 1')).toBeVisible();
    await expectClean(page);
  });
});

test.describe('on a small screen, in English', () => {
  test.use({ viewport: { width: 1_280, height: 800 } });

  test('every step is whole and accessible, forth and back', async ({ page }) => {
    await begin(page);
    await press(page, 'English');
    for (const largest of [false, true]) {
      if (largest) await press(page, 'Size of text: Normal', 'Size of text: Large');
      for (let number = 1; number < 9; number += 1) {
        await expect(heading(page, new RegExp(`^Step ${number} of 9: `))).toBeVisible();
        await expectClean(page);
        await press(page, /^(Next|Skip this step)$/);
      }
      await expect(page.getByText('The kiosk is not enrolled.')).toBeVisible();
      await expectClean(page);
      for (let number = 9; number > 1; number -= 1) await press(page, 'Back');
    }
    await expect(heading(page, 'Step 1 of 9: Language')).toBeVisible();
  });
});

async function listening(server: Server, scheme: string): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('each thing that stands in the way has its sentence', async ({ page }) => {
  const made = await lanKeys(
    { supplied: () => ok(null), kept: () => null, keep: () => ok(undefined) },
    ['127.0.0.1'],
  );
  if (!made.ok) throw new Error(made.problem.en);
  const { certificate, key } = made.value;
  const portal = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<h1>Wi-Fi</h1>');
  });
  const unknown = createTlsServer({ cert: certificate, key }, (_request, response) => {
    response.end();
  });
  const cases = [
    [`http://127.0.0.1:${await freePort()}`, /Không nối được đến máy chủ/],
    [await listening(portal, 'http'), /Một trang khác trả lời thay máy chủ/],
    [await listening(unknown, 'https'), /Chứng thư của máy chủ không đúng/],
  ] as const;
  await toTheNetwork(page);
  for (const [address, sentence] of cases) {
    await writeByTouch(page, 'Địa chỉ máy chủ trung tâm', address);
    await press(page, 'Kiểm tra đường truyền');
    await expect(page.getByText(sentence)).toBeVisible();
    await expectClean(page);
  }
  portal.close();
  unknown.close();

  await writeByTouch(page, 'Địa chỉ máy chủ trung tâm', district.url);
  await press(page, 'Tiếp tục', 'Đăng ký');
  await expect(page.getByText('Hãy nhập địa chỉ máy chủ và mã đăng ký.')).toBeVisible();
  const used = await district.newCode();
  const other = new ServedKiosk();
  other.flags = ['--district-url', district.url, '--enrol-code', used];
  await other.run();
  await other.remove();
  const calls = callsTo(page, 'enrol');
  for (const [at, code] of ['ABCD-EFGH', used].entries()) {
    await writeByTouch(page, 'Mã đăng ký', code);
    await expect.poll(() => calls.length).toBe(at + 1);
    await expect(page.getByText('Đang thực hiện…')).toBeHidden();
    await expect(page.getByText(problemSentences['enrolment.code'].vi)).toBeVisible();
  }
  // What was typed is still there after a look back.
  await press(page, 'Quay lại', 'Tiếp tục');
  await expect(page.getByLabel('Địa chỉ máy chủ trung tâm')).toHaveValue(district.url);
  // The last key of the keyboard sends the code.
  await writeByTouch(page, 'Mã đăng ký', await district.newCode());
  await expectStep(page, 6, 'Quầy');
});

async function switchOffAndOn(): Promise<void> {
  await served.kill();
  await served.run();
}

/** The page waits a while for its machine before it goes back to the citizen's. */
async function comeBackTo(page: Page, name: string): Promise<void> {
  await expect(screen(page, name)).toBeVisible({ timeout: 3 * givenUpAfterMs });
  await arriveAt(page, name);
}

test('switched off at the wall in the middle, it goes on behind what it has kept', async ({
  page,
}) => {
  await toTheNetwork(page);
  await switchOffAndOn();
  await comeBackTo(page, 'not-ready');
  await press(page, 'Thiết lập kiosk');
  await enterPin(page, pin);
  await expectStep(page, 4, 'Mạng');

  await press(page, 'Tiếp tục');
  await scan(page, slipText({ districtUrl: district.url, code: await district.newCode() }));
  await expectStep(page, 6, 'Quầy');
  await switchOffAndOn();
  await comeBackTo(page, 'attract');
  await touchCorners(page);
  await enterPin(page, pin);
  await expect(heading(page, 'Trang kỹ thuật')).toBeVisible();
});
