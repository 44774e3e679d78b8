import type { Page } from '@playwright/test';
import { Kiosk } from '../../integration/client.ts';
import { apiKey } from '../../electron/core/testing/fixtures.ts';
import { expect, test } from '../support/browser-test.ts';
import { journalOf } from '../support/enrolled-folder.ts';
import type { ServedKiosk } from '../support/served-kiosk.ts';
import { arriveAt, button, level, screen } from './citizen-page.ts';
import {
  announce,
  codeOf,
  dossier,
  handMs,
  present,
  scan,
  signIn,
  startDesk,
} from './officer-page.ts';

/** Two windows of one kiosk, the desk's and the citizen's: what one hand does, seen by the other's eyes. */

test.use({ hasTouch: true, viewport: { width: 1_080, height: 1_920 } });

let served: ServedKiosk;
let desk: Page;

test.beforeEach(async ({ page, browser }) => {
  served = await startDesk({ thanksMs: 2_000, pauseMs: 30_000 });
  await announce(served, [{ number: '0975' }, { number: '1234' }]);
  desk = await browser.newPage({ viewport: { width: 1_280, height: 800 } });
  await page.goto(served.kiosk);
  await arriveAt(page, 'attract');
  await signIn(desk, served);
});

test.afterEach(async () => {
  await desk.close();
  await served.remove();
});

test('a scan never takes the screen from a hand in the look-up: it announces itself by name', async ({
  page,
}) => {
  await button(page, 'Tra cứu thủ tục').tap();
  await arriveAt(page, 'look-up');
  await scan(desk, codeOf('0975'));
  await expect(present(desk)).toContainText('Đang chờ');
  await arriveAt(page, 'waiting');
  await expect(page.getByText('Chứng thực bản sao').first()).toBeVisible();
  await expect(page.getByText('0975').first()).toBeVisible();
  const [yes, no] = [button(page, 'Đánh giá ngay'), button(page, 'Không, cảm ơn')];
  const [left, right] = [await yes.boundingBox(), await no.boundingBox()];
  expect([right?.width, right?.height]).toEqual([left?.width, left?.height]);
  await yes.tap();
  await arriveAt(page, 'rating');
  await level(page, 2).tap();
  await expect(present(desk)).toContainText('Đã đánh giá');
});

test('“no, thank you” at the kiosk is “not rated” at the desk, and the next scan is welcome', async ({
  page,
}) => {
  await desk.keyboard.type('0975', { delay: handMs });
  await desk.keyboard.press('Enter');
  await arriveAt(page, 'rating');
  await button(page, 'Không đánh giá').tap();
  await expect(present(desk)).toContainText('Không đánh giá');
  await expect(dossier(desk)).toBeFocused();
  await scan(desk, codeOf('1234'));
  await expect(present(desk)).toContainText('… 1234');
});

test('withdrawn by the mouse, the kiosk is free again at once', async ({ page }) => {
  await scan(desk, codeOf('0975'));
  await arriveAt(page, 'rating');
  await desk.getByRole('button', { name: /Thu hồi lời mời/ }).click();
  await desk.getByRole('button', { name: 'Thu hồi', exact: true }).click();
  await arriveAt(page, 'attract');
  await expect(present(desk)).toContainText('Không đánh giá');
});

test('what the software or the citizen’s slip launches is seen at the desk like its own', async ({
  page,
}) => {
  const software = new Kiosk({ origin: new URL(served.desk).origin, key: apiKey });
  const { survey } = await software.launch({ dossier: codeOf('0975') });
  await arriveAt(page, 'rating');
  await expect(present(desk)).toContainText('… 0975');
  await software.withdraw(survey);
  await expect(present(desk)).toContainText('Không đánh giá');
  await software.report({ dossier: codeOf('1234'), handOver: 'completed' });
  await arriveAt(page, 'attract');
  await button(page, 'Đưa các nút xuống nửa dưới màn hình').waitFor();
  await page.keyboard.type(`${codeOf('1234')}\n`, { delay: 1 });
  await arriveAt(page, 'rating');
  await expect(present(desk)).toContainText('… 1234');
  await level(page, 5).tap();
  await expect(screen(page, 'detail')).toBeVisible();
  await expect(present(desk)).toContainText('Đã đánh giá');
  await served.kill();
  const launched = journalOf(served.folder).filter(({ kind }) => kind === 'survey.launched');
  expect(launched.map(({ body }) => body['by'])).toEqual(['software', 'citizen']);
});
