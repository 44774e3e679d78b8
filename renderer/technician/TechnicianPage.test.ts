import { screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { technicianLogVi } from '../../shared/locales/technician-log.vi.ts';
import { technicianVi } from '../../shared/locales/technician.vi.ts';
import { problemSentences } from '../../shared/model/problems.ts';
import { touchField } from '../parts/touch-field.ts';
import { givenUpAfterMs, usedEveryMs } from './technician.svelte.ts';
import { FakeStation } from './testing/fake-station.ts';
import { go, open, press, write } from './testing/open-page.ts';
import { failedSteps, sickState, someEntries, wellState } from './testing/samples.ts';

touchField.listen(document, () => undefined);

let fake: FakeStation;

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  fake = new FakeStation();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the state', () => {
  test('says in one word that the kiosk is well', async () => {
    await open(fake);
    expect(screen.getByRole('heading', { name: 'Kiosk hoạt động tốt' })).toBeTruthy();
    expect(screen.getByText('không thấy lỗi nào.', { exact: false })).toBeTruthy();
  });

  test('has a sentence for each fault, the worst first', async () => {
    fake.state = sickState;
    await open(fake);
    for (const fault of sickState.faults) expect(screen.getByText(fault.vi)).toBeTruthy();
    const shown = screen.getAllByRole('listitem').map((item) => item.dataset['severity']);
    expect(shown.indexOf('warning')).toBeGreaterThan(shown.lastIndexOf('sick'));
  });

  test('follows the machine, and speaks English as well', async () => {
    await open(fake);
    fake.show({ verdict: 'warning', faults: sickState.faults });
    expect(await screen.findByText('Kiosk hoạt động, nhưng có việc cần xem')).toBeTruthy();
    await press('English');
    expect(screen.getByText('The kiosk works, and something needs a look')).toBeTruthy();
  });

  test('says in words where an update stands, and a state it does not know by its name', async () => {
    const update = { state: 'rolled-back', version: '1.2.0' };
    fake.state = { ...wellState, health: { ...wellState.health, update } };
    await open(fake);
    const said = () => screen.getByText('Bản cập nhật').nextElementSibling?.textContent;
    expect(said()).toBe('1.2.0, đã quay về bản cũ');
    fake.show({ health: { ...wellState.health, update: { state: 'later', version: null } } });
    await waitFor(() => expect(said()).toBe('later'));
  });

  test('calls a figure that could not be read unknown', async () => {
    fake.state = { ...wellState, health: { ...wellState.health, temperatureC: null } };
    await open(fake);
    expect(screen.getByText('Nhiệt độ máy').nextElementSibling?.textContent).toBe('chưa biết');
  });
});

describe('the upload', () => {
  test('shows the depth and the last error in words, and sends at once', async () => {
    fake.state = sickState;
    await open(fake);
    await press('Gửi dữ liệu');
    expect(screen.getByText('1.284')).toBeTruthy();
    expect(screen.getByText(sickState.problem!.vi)).toBeTruthy();
    await press('Gửi ngay');
    expect(fake.inputsOf('sendNow')).toHaveLength(1);
    expect(await screen.findByText(/Đã yêu cầu gửi/)).toBeTruthy();
  });

  test('says so when the kiosk does not answer', async () => {
    await open(fake);
    await press('Gửi dữ liệu');
    fake.isSilent = true;
    await press('Gửi ngay');
    expect(await screen.findByText('Kiosk không trả lời. Hãy thử lại.')).toBeTruthy();
  });
});

describe('the settings', () => {
  /** What the list says below a setting's name. */
  const linesOf = (name: string) =>
    [...screen.getByRole('heading', { name }).parentElement!.querySelectorAll('p')].map(
      ({ textContent }) => textContent.trim(),
    );

  test('say where each value comes from, and offer only what may be set here', async () => {
    fake.setting('openingHours', { here: false, from: 'district', value: null });
    await open(fake);
    await press('Cấu hình');
    expect(linesOf('Giờ mở cửa')).toEqual(['chưa đặt', 'từ máy chủ trung tâm']);
    expect(screen.queryByRole('button', { name: 'Đổi Giờ mở cửa' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Đổi Địa chỉ máy chủ trung tâm' })).toBeTruthy();
  });

  test('say what holds where nobody has set anything, and that the district is still to say the rest', async () => {
    await open(fake);
    await press('Cấu hình');
    expect(linesOf('Máy quét mã')).toContain('Phím đứng sau mã: Enter');
    expect(linesOf('Máy quét mã').at(-1)).toBe('mặc định');
    expect(linesOf('Lời xin lỗi ở lại bao lâu')).toEqual(['20 giây', 'mặc định']);
    expect(linesOf('Lời mời chờ bao lâu')).toEqual(['chưa biết', 'từ máy chủ trung tâm']);
    expect(linesOf('Địa chỉ máy chủ trung tâm')).toEqual(['không có', 'mặc định']);
  });

  test('take a number within its range only, without asking the machine first', async () => {
    await open(fake);
    await press('Cấu hình', 'Đổi Cổng của bàn cán bộ');
    await write('Cổng của bàn cán bộ', '70000');
    await press('Lưu');
    expect(screen.getByText('Hãy nhập một số từ 0 đến 65535.')).toBeTruthy();
    expect(fake.inputsOf('set')).toEqual([]);
    await write('Cổng của bàn cán bộ', '7311');
    await press('Lưu');
    expect(fake.inputsOf('set')).toEqual([{ key: 'deskPort', value: 7_311 }]);
    await waitFor(() => expect(screen.getByText('đặt tại kiosk')).toBeTruthy());
  });

  test('keep what was written when the machine refuses it, and say why', async () => {
    fake.refusals.set('set', 'setting.rolled-back');
    await open(fake);
    await press('Cấu hình', 'Đổi Địa chỉ máy chủ trung tâm');
    await write('Địa chỉ máy chủ trung tâm', 'https://khac.vn');
    await press('Lưu');
    expect(await screen.findByText(problemSentences['setting.rolled-back'].vi)).toBeTruthy();
    const field = screen.getByLabelText<HTMLInputElement>('Địa chỉ máy chủ trung tâm');
    expect(field.value).toBe('https://khac.vn');
  });

  test('take back what was set here', async () => {
    fake.setting('kioskPort', { value: 7_310, from: 'page' });
    await open(fake);
    await press('Cấu hình', 'Đổi Cổng của màn hình công dân', 'Bỏ giá trị đặt tại đây');
    expect(fake.inputsOf('set')).toEqual([{ key: 'kioskPort', value: null }]);
  });

  test('write a scanner as the machine wants it', async () => {
    await open(fake);
    await press('Cấu hình', 'Đổi Máy quét mã', 'Tab', 'Lưu');
    expect(fake.inputsOf('set')).toEqual([
      { key: 'scanner', value: { suffix: 'Tab', prefix: '', gapMsMax: 50, lengthMin: 8 } },
    ]);
  });

  test('set the week by touch alone', async () => {
    await open(fake);
    await press('Cấu hình', 'Đổi Giờ mở cửa', /Giờ hành chính/, 'Thứ Sáu');
    const drop = screen.getAllByRole('button', { name: 'Bỏ buổi này' });
    expect(drop).toHaveLength(2);
    await press('Lưu');
    const [given] = fake.inputsOf('set') as { value: unknown[][] }[];
    expect(given?.value.map((day) => day.length)).toEqual([2, 2, 2, 2, 2, 0, 0]);
  });

  test('say which document was refused', async () => {
    const refused = { code: 'setting.range', ...problemSentences['setting.range'], parameters: {} };
    fake.settings = { ...fake.settings, refused: [refused as never] };
    await open(fake);
    await press('Cấu hình');
    expect(screen.getByText(problemSentences['setting.range'].vi)).toBeTruthy();
  });
});

describe('network, devices and log', () => {
  test('the first step that fails has its cause in words', async () => {
    fake.steps = failedSteps;
    await open(fake);
    await press('Mạng', 'Kiểm tra đường truyền');
    expect(await screen.findByText('Tên máy chủ: Hỏng')).toBeTruthy();
    expect(screen.getByText(failedSteps[2]!.vi)).toBeTruthy();
    expect(screen.getByText('Đồng hồ: Chưa thử')).toBeTruthy();
    expect(screen.queryByText('Đường truyền tốt.')).toBeNull();
  });

  test('a step that need not be tried says why, and not that it was not tried', async () => {
    const why = 'Không cần thử: địa chỉ bắt đầu bằng http://.';
    fake.steps = [{ step: 'tls', ok: null, vi: why, en: 'Not needed: …' }];
    await open(fake);
    await press('Mạng', 'Kiểm tra đường truyền');
    expect(await screen.findByText(why)).toBeTruthy();
    expect(screen.getByText('Chứng thư bảo mật')).toBeTruthy();
    expect(screen.queryByText(/Chưa thử/)).toBeNull();
  });

  test('the disk is measured', async () => {
    await open(fake);
    await press('Thiết bị', 'Đo ổ đĩa');
    expect(await screen.findByText(/thường 1,25 ms, chậm nhất 7,5 ms, đo 100 lần/)).toBeTruthy();
  });

  test('a browser without sound says so', async () => {
    await open(fake);
    await press('Thiết bị', 'Thử loa');
    expect(await screen.findByText('Trình duyệt không phát được âm thanh.')).toBeTruthy();
  });

  test('the log speaks, filters and turns back in time', async () => {
    fake.entries = someEntries;
    await open(fake);
    await press('Nhật ký');
    expect(await screen.findByText(technicianLogVi['window.gone'], { exact: false })).toBeTruthy();
    expect(screen.getByText('some.thing-new')).toBeTruthy();
    expect(screen.getByText(problemSentences['district.unreachable'].vi)).toBeTruthy();
    await press('Lỗi');
    await press('Cũ hơn');
    expect(fake.inputsOf('log')).toEqual([
      { group: 'all', count: 25 },
      { group: 'faults', count: 25 },
      { group: 'faults', count: 25, before: 790 },
    ]);
  });
});

describe('care', () => {
  test('writes a bundle to a stick', async () => {
    const stick = { path: '/media/a', label: 'USB-A', writable: true, freeBytes: 1 };
    fake.sticks = [{ ...stick, hasProvision: false, hasKey: false }];
    await open(fake);
    await press('Bảo trì', 'Ghi vào USB USB-A');
    expect(fake.inputsOf('bundle')).toEqual([{ to: 'stick', stick: '/media/a' }]);
    expect(await screen.findByText('Đã ghi hai-long-quay-1.zip (2,4 MB).')).toBeTruthy();
  });

  test('restarts only after it was asked twice', async () => {
    await open(fake);
    await press('Bảo trì', 'Khởi động lại kiosk');
    expect(fake.inputsOf('end')).toEqual([]);
    await press('Thôi', 'Thoát kiosk', 'Có, thực hiện');
    expect(fake.inputsOf('end')).toEqual([{ how: 'quit' }]);
  });

  test.each(['sign-in', 'again', 'end'] as const)(
    'says what leaving leads to here: %s',
    async (afterLeaving) => {
      fake.state = { ...wellState, afterLeaving };
      await open(fake);
      await press('Bảo trì', 'Thoát kiosk');
      expect(screen.getByRole('alert').textContent).toBe(
        technicianVi[`care.quitSure.${afterLeaving}`],
      );
    },
  );

  test('sets a PIN that was typed the same twice', async () => {
    await open(fake);
    await press('Bảo trì', ...'246813', 'Nhập lại mã PIN', ...'246814', 'Đặt mã PIN');
    expect(screen.getByText(technicianVi['care.pinDiffers'])).toBeTruthy();
    expect(fake.inputsOf('setPin')).toEqual([]);
    await press(...'246813', 'Nhập lại mã PIN', ...'246813', 'Đặt mã PIN');
    expect(fake.inputsOf('setPin')).toEqual([{ pin: '246813' }]);
    expect(document.body.textContent).not.toContain('246813');
  });
});

describe('the end of it', () => {
  test('leaves for the citizen’s page', async () => {
    await open(fake);
    await press('Rời trang kỹ thuật');
    await waitFor(() => expect(go).toHaveBeenCalledWith(wellState.back));
    expect(fake.inputsOf('leave')).toHaveLength(1);
  });

  test('goes back when the machine has closed it', async () => {
    await open(fake);
    fake.refusals.set('state', 'technician.closed');
    fake.connect('gone');
    await waitFor(() => expect(go).toHaveBeenCalledWith(wellState.back));
    expect(await screen.findByText('Trang kỹ thuật đã đóng')).toBeTruthy();
  });

  test('waits for a machine that restarts, then goes back', async () => {
    await open(fake);
    vi.useFakeTimers();
    fake.isSilent = true;
    fake.connect('gone');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(screen.getByRole('alert').textContent).toBe(technicianVi['page.lost']);
    expect(go).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(givenUpAfterMs);
    expect(go).toHaveBeenCalledWith(wellState.back);
  });

  test('warns for the last minute, and stays if asked to', async () => {
    fake.state = { ...wellState, endsInMs: 40_000 };
    await open(fake);
    expect(await screen.findByText(/Trang tự đóng sau (40|39) giây/)).toBeTruthy();
    fake.state = wellState;
    await press('Ở lại');
    await waitFor(() => expect(screen.queryByText(/Trang tự đóng/)).toBeNull());
  });

  test('a hand that only types is use', async () => {
    const technician = await open(fake);
    technician.touched();
    technician.touched();
    expect(fake.inputsOf('state')).toHaveLength(1);
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + usedEveryMs);
    technician.touched();
    vi.restoreAllMocks();
    expect(fake.inputsOf('state')).toHaveLength(2);
  });
});
