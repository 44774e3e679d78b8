import { expect, test } from '../support/browser-test.ts';
import { journalOf } from '../support/enrolled-folder.ts';
import { ServedKiosk } from '../support/served-kiosk.ts';
import { expectAccessible, expectSizes } from './accessible.ts';
import { physicalSize } from '../../renderer/parts/physical-size.ts';
import { arriveAt, button, handOver, level, screen, statusAtDesk } from './citizen-page.ts';

/** A late or wrong result: the unit says sorry first, then it asks to be rated. */

test.use({ hasTouch: true, viewport: { width: 1_080, height: 1_920 } });

let served: ServedKiosk;

test.beforeEach(async ({ page }) => {
  served = await ServedKiosk.start({ thanksMs: 2_000 });
  await page.goto(served.kiosk);
  await arriveAt(page, 'attract');
});

test.afterEach(async () => {
  await served.remove();
});

const apology = {
  reason: 'Bản đồ khu đất phải đo vẽ lại',
  promise: { kind: 'new-date', date: '2026-12-04' },
  slip: '12/PXL-2026',
} as const;

test('the apology comes first, then the levels, and the journal has both', async ({ page }) => {
  const survey = await handOver(served, '0975', { correction: true, apology });
  await arriveAt(page, 'apology');
  for (const words of ['xin lỗi anh/chị', apology.reason, '04/12/2026', `Số ${apology.slip}`]) {
    await expect(page.getByText(words).first()).toBeVisible();
  }
  await expect(page.getByText('có chỗ sai nên phải sửa lại')).toBeVisible();
  await expect(page.getByText('trả chậm')).toHaveCount(0);
  await expect(page.locator('[data-level]')).toHaveCount(0);
  await button(page, 'Tiếp tục').tap();
  await arriveAt(page, 'rating');
  await level(page, 4).tap();
  await expect(screen(page, 'detail')).toBeVisible();
  expect(await statusAtDesk(served, survey)).toBe('rated');
  await served.kill();
  const kinds = journalOf(served.folder).map(({ kind }) => kind);
  expect(kinds.indexOf('survey.apology-shown')).toBeGreaterThan(kinds.indexOf('survey.launched'));
  expect(kinds.indexOf('survey.apology-shown')).toBeLessThan(kinds.indexOf('survey.answered'));
});

test('going on and declining are the same size, and declining ends it', async ({ page }) => {
  const survey = await handOver(served, '0975', { correction: true, apology });
  await arriveAt(page, 'apology');
  const [on, out] = [button(page, 'Tiếp tục'), button(page, 'Không đánh giá')];
  const [left, right] = [await on.boundingBox(), await out.boundingBox()];
  expect([right?.width, right?.height, right?.y]).toEqual([left?.width, left?.height, left?.y]);
  const look = (it: Element): string[] => {
    const { color, backgroundColor, fontSize, fontWeight, borderColor } = getComputedStyle(it);
    return [color, backgroundColor, fontSize, fontWeight, borderColor];
  };
  expect(await out.evaluate(look)).toEqual(await on.evaluate(look));
  await out.tap();
  await arriveAt(page, 'attract');
  expect(await statusAtDesk(served, survey)).toBe('not-rated');
});

test('waits behind a look-up, and comes after consent', async ({ page }) => {
  await button(page, 'Tra cứu thủ tục').tap();
  await arriveAt(page, 'look-up');
  await handOver(served, '0975', { correction: true, apology });
  await arriveAt(page, 'waiting');
  await expect(page.getByText(apology.reason)).toHaveCount(0);
  await button(page, 'Đánh giá ngay').tap();
  await arriveAt(page, 'apology');
  await expect(page.getByText(apology.reason)).toBeVisible();
});

test('is readable and reachable for everybody', async ({ page }) => {
  await handOver(served, '0975', { correction: true, apology });
  await arriveAt(page, 'apology');
  await expectSizes(page, physicalSize(1_080, 1_920, 24).mm);
  await expectAccessible(page);
});
