import { expect, test } from '../support/browser-test.ts';
import type { ServedKiosk } from '../support/served-kiosk.ts';
import { arriveAt, level } from '../e2e/citizen-page.ts';
import {
  announce,
  codeOf,
  dayFromNow,
  handMs,
  launchUnknown,
  present,
  scan,
  signIn,
  startDesk,
} from '../e2e/officer-page.ts';
import { desktop, photograph, upright } from './photograph.ts';

/** The officer's desk and the citizen's screen beside it, through one hand-over and one late result. */

let served: ServedKiosk;

test.use({ viewport: upright });
/** What the citizen's clock shows. */
const morning = new Date('2026-11-23T09:30:00+07:00');

test.beforeEach(async ({ page }) => {
  served = await startDesk({ thanksMs: 60_000 });
  await page.clock.setFixedTime(morning);
});
test.afterEach(() => served.remove());

test('an invitation, its rating and the thanks', async ({ page, browser }) => {
  const desk = await browser.newPage({ viewport: desktop });
  await page.goto(served.kiosk);
  await arriveAt(page, 'attract');
  await photograph(page, 'kiosk-cho');
  await desk.goto(served.desk);
  await desk.getByRole('button', { name: 'Cán bộ mẫu Hai' }).waitFor();
  await photograph(desk, 'ban-can-bo-chon-ten');
  await signIn(desk, served);
  await photograph(desk, 'ban-can-bo-nhap-ma');
  await launchUnknown(desk, '0975');
  await expect(present(desk)).toContainText('Đang chờ');
  await photograph(desk, 'ban-can-bo-da-moi');
  await arriveAt(page, 'rating');
  await photograph(page, 'kiosk-danh-gia');
  await level(page, 4).tap();
  await arriveAt(page, 'detail');
  await photograph(page, 'kiosk-noi-them');
  await expect(present(desk)).toContainText('Đã đánh giá');
  await page.getByRole('button', { name: 'Gửi' }).tap();
  await arriveAt(page, 'thanks');
  await photograph(page, 'kiosk-cam-on');
  await desk.close();
});

test('a late result, the slip and the apology', async ({ page, browser }) => {
  await announce(served, [{ number: '0975', dueOn: dayFromNow(-10) }]);
  const desk = await browser.newPage({ viewport: desktop });
  await page.goto(served.kiosk);
  await arriveAt(page, 'attract');
  await signIn(desk, served);
  await scan(desk, codeOf('0975'));
  await desk.locator('#apology-title').waitFor();
  await desk.keyboard.type('Chờ xác minh nguồn gốc đất', { delay: handMs });
  await photograph(desk, 'ban-can-bo-xin-loi');
  await desk.keyboard.press('Enter');
  await desk.keyboard.press('Enter');
  await desk.keyboard.type('12/PXL', { delay: handMs });
  await desk.keyboard.press('Enter');
  await arriveAt(page, 'apology');
  await photograph(page, 'kiosk-xin-loi');
  await desk.close();
});
