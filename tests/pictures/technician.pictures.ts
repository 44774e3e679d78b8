import { test } from '../support/browser-test.ts';
import { SampleDistrict } from '../support/sample-district.ts';
import { ServedKiosk } from '../support/served-kiosk.ts';
import { arriveAt } from '../e2e/citizen-page.ts';
import {
  enterPin,
  expectStep,
  press,
  settle,
  touchCorners,
  typeDigits,
  writeByTouch,
} from '../e2e/technician-page.ts';
import { photograph, upright } from './photograph.ts';

/** The first start from the box to the citizen's screen, then the technician's page. */

const pin = '246813';

test.use({ viewport: upright });

test('the first start and the technician’s page', async ({ page }) => {
  const district = await SampleDistrict.start();
  const served = new ServedKiosk();
  await served.run();
  await page.goto(served.kiosk);
  await arriveAt(page, 'not-ready');
  await photograph(page, 'kiosk-moi');
  await press(page, 'Thiết lập kiosk');
  await expectStep(page, 1, 'Ngôn ngữ');
  await photograph(page, 'thiet-lap-1-ngon-ngu');
  await press(page, 'Tiếp tục', '21,5');
  await photograph(page, 'thiet-lap-2-man-hinh');
  await press(page, 'Tiếp tục');
  await expectStep(page, 3, 'Mã PIN');
  await typeDigits(page, pin);
  await photograph(page, 'thiet-lap-3-ma-pin');
  await press(page, 'Nhập lại mã PIN');
  await typeDigits(page, pin);
  await press(page, 'Đặt mã PIN');
  await expectStep(page, 4, 'Mạng');
  await writeByTouch(page, 'Địa chỉ máy chủ trung tâm', district.url);
  await press(page, 'Kiểm tra đường truyền');
  await page.getByText('Đường truyền tốt.').waitFor();
  await photograph(page, 'thiet-lap-4-mang');
  await press(page, 'Tiếp tục');
  await expectStep(page, 5, 'Đăng ký');
  await photograph(page, 'thiet-lap-5-dang-ky');
  await writeByTouch(page, 'Mã đăng ký', await district.newCode());
  await expectStep(page, 6, 'Quầy');
  await page.getByText('Kiosk này đứng tại').waitFor();
  await photograph(page, 'thiet-lap-6-quay');
  await press(page, 'Tiếp tục');
  await expectStep(page, 7, 'Giờ mở cửa');
  await photograph(page, 'thiet-lap-7-gio-mo-cua');
  await press(page, 'Tiếp tục', 'Đo ổ đĩa');
  await page.getByText('Ghi bền vững').waitFor();
  await press(page, 'Thử gửi dữ liệu');
  await page.getByText('Máy chủ trung tâm đã xác nhận').waitFor();
  await photograph(page, 'thiet-lap-8-tu-kiem-tra');
  await press(page, 'Tiếp tục');
  await expectStep(page, 9, 'Hoàn tất');
  await photograph(page, 'thiet-lap-9-hoan-tat');
  await press(page, 'Mở màn hình của công dân');
  await arriveAt(page, 'attract');

  await touchCorners(page);
  await settle(page);
  await photograph(page, 'ma-pin-ky-thuat');
  await enterPin(page, pin);
  await page.getByRole('heading', { level: 1, name: 'Trang kỹ thuật' }).waitFor();
  await photograph(page, 'trang-ky-thuat-tinh-trang');
  await press(page, 'Cấu hình');
  await photograph(page, 'trang-ky-thuat-cau-hinh');
  await press(page, 'Bảo trì');
  await photograph(page, 'trang-ky-thuat-bao-tri');
  await served.remove();
  await district.close();
});
