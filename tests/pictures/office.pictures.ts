import { enrol } from '../../district/domain/enrolment.ts';
import { noteHeartbeat } from '../../district/domain/fleet/health.ts';
import { turnTo } from '../e2e/office-page.ts';
import { test } from '../support/browser-test.ts';
import { wellHealth } from '../support/health.ts';
import { SampleDistrict } from '../support/sample-district.ts';
import { desktop, photograph } from './photograph.ts';

/** What the office sees of its kiosks. */

test.use({ viewport: desktop, hasTouch: false });

test('the list of kiosks, and codes for new ones', async ({ page }) => {
  const district = await SampleDistrict.start();
  const { store, now } = district.server;
  const states = [
    ['quay-1', wellHealth()],
    ['quay-2', wellHealth({ diskFreeBytes: 1_024, clockSkewMs: 1_800_000 })],
  ] as const;
  for (const [counter, health] of states) {
    const newcomer = { code: await district.newCode(counter), publicKey: 'A'.repeat(43) };
    const made = await enrol(store, now, { ...newcomer, version: '0.1.0' });
    if (!made.ok) throw new Error(made.problem.en);
    await noteHeartbeat(store, now, made.value.kiosk, health);
  }
  await page.goto(await district.officeLink());
  await turnTo(page, 'Danh sách kiosk');
  await page.getByText('Kiosk quay-2').first().waitFor();
  await photograph(page, 'van-phong-kiosk');
  await page.getByRole('link', { name: 'Thêm kiosk' }).click();
  await page.getByRole('checkbox').first().check();
  await photograph(page, 'van-phong-them-kiosk');
  await page.getByRole('button', { name: /^Tạo \d+ mã/ }).click();
  await page.locator('.sheet').first().waitFor();
  await photograph(page, 'van-phong-ma-qr');
  await district.close();
});
