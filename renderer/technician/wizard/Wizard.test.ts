import { screen, waitFor } from '@testing-library/svelte';
import { beforeEach, expect, test } from 'vitest';
import { problemSentences } from '../../../shared/model/problems.ts';
import { touchField } from '../../parts/touch-field.ts';
import { FakeStation } from '../testing/fake-station.ts';
import { go, open, press, write } from '../testing/open-page.ts';
import { newState, wellState } from '../testing/samples.ts';

touchField.listen(document, () => undefined);

let fake: FakeStation;

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  fake = new FakeStation(newState);
});

const step = (): string => screen.getByRole('heading', { level: 2, name: /^Bước/ }).textContent;

test('the first start goes from the language to the citizen’s screen by touch alone', async () => {
  await open(fake);
  expect(step()).toBe('Bước 1 trên 9: Ngôn ngữ');
  await press('Tiếp tục', '21,5');
  expect(fake.inputsOf('set')).toEqual([]);
  await press('Tiếp tục');
  await waitFor(() => expect(step()).toBe('Bước 3 trên 9: Mã PIN'));
  expect(fake.inputsOf('set')).toEqual([{ key: 'diagonalInches', value: 21.5 }]);
  await press(...'246813', 'Nhập lại mã PIN', ...'246813', 'Đặt mã PIN');
  expect(fake.inputsOf('setPin')).toEqual([{ pin: '246813' }]);
  await waitFor(() => expect(step()).toBe('Bước 4 trên 9: Mạng'));
  await write('Địa chỉ máy chủ trung tâm', 'https://hai-long.vn');
  await press('Kiểm tra đường truyền', 'Tiếp tục');
  expect(fake.inputsOf('diagnose')).toEqual([{ districtUrl: 'https://hai-long.vn' }]);

  await write('Mã đăng ký', 'abcd-efgh');
  fake.state = wellState;
  await press('Đăng ký');
  const given = { districtUrl: 'https://hai-long.vn', code: 'ABCD-EFGH' };
  expect(fake.inputsOf('enrol')).toEqual([given]);
  await waitFor(() => expect(step()).toBe('Bước 6 trên 9: Quầy'));
  expect(screen.getByText(/Kiosk này đứng tại Quầy số 1/)).toBeTruthy();

  await press('Tiếp tục', 'Đổi', /Giờ hành chính/, 'Lưu');
  await waitFor(() => expect(screen.getByText('Chủ nhật: nghỉ')).toBeTruthy());
  await press('Tiếp tục');
  expect(step()).toBe('Bước 8 trên 9: Tự kiểm tra');
  await press('Thử gửi dữ liệu');
  expect(await screen.findByText(/Máy chủ trung tâm đã xác nhận/)).toBeTruthy();
});

test('a refused code stays where it is, with its sentence', async () => {
  sessionStorage.setItem('hai-long-wizard-step', 'enrol');
  fake.refusals.set('enrol', 'provision.used');
  await open(fake);
  await press('Đăng ký');
  expect(screen.getByText('Hãy nhập địa chỉ máy chủ và mã đăng ký.')).toBeTruthy();
  await write('Địa chỉ máy chủ trung tâm', 'https://hai-long.vn');
  await write('Mã đăng ký', 'ABCD-EFGH');
  await press('Đăng ký');
  expect(await screen.findByText(problemSentences['provision.used'].vi)).toBeTruthy();
  expect(step()).toBe('Bước 5 trên 9: Đăng ký');
});

test('a size that the machine does not take stays on the screen, with the reason', async () => {
  sessionStorage.setItem('hai-long-wizard-step', 'screen');
  fake.refusals.set('set', 'storage.full');
  await open(fake);
  await press('19', 'Tiếp tục');
  expect(await screen.findByText(problemSentences['storage.full'].vi)).toBeTruthy();
  expect(step()).toBe('Bước 2 trên 9: Màn hình');
  fake.refusals.clear();
  await press('Tiếp tục');
  await waitFor(() => expect(step()).toBe('Bước 3 trên 9: Mã PIN'));
});

test('what is left out on purpose is a lesser button, and steps go back as well', async () => {
  sessionStorage.setItem('hai-long-wizard-step', 'pin');
  await open(fake);
  const skip = screen.getByRole('button', { name: 'Bỏ qua bước này' });
  expect(skip.dataset['tone']).toBe('plain');
  await press('Bỏ qua bước này', 'Tiếp tục');
  expect(step()).toBe('Bước 5 trên 9: Đăng ký');
  await press('Quay lại', 'Quay lại', 'Quay lại', 'Quay lại');
  expect(step()).toBe('Bước 1 trên 9: Ngôn ngữ');
  expect(screen.queryByRole('button', { name: 'Quay lại' })).toBeNull();
});

test('a kiosk that was switched off goes on behind the PIN that it has kept', async () => {
  fake.state = { ...newState, hasPin: true };
  await open(fake);
  expect(step()).toBe('Bước 4 trên 9: Mạng');
});

test('the last step says of each part whether it stands', async () => {
  sessionStorage.setItem('hai-long-wizard-step', 'done');
  await open(fake);
  expect(screen.getByText('Kiosk chưa đăng ký.')).toBeTruthy();
  for (const fault of newState.faults) expect(screen.getByText(fault.vi)).toBeTruthy();
  fake.show(wellState);
  expect(await screen.findByText(/Kiosk này đứng tại Quầy số 1/)).toBeTruthy();
  expect(screen.getByText('Kiosk đã có mã PIN kỹ thuật.')).toBeTruthy();
});

test('a file on a stick enrols too', async () => {
  sessionStorage.setItem('hai-long-wizard-step', 'enrol');
  const stick = { path: '/media/a', label: 'USB-A', writable: true, freeBytes: 1 };
  fake.sticks = [{ ...stick, hasProvision: true, hasKey: false }];
  await open(fake);
  await press('Dùng tệp cấu hình trên USB USB-A');
  expect(fake.inputsOf('provision')).toEqual([{ stick: '/media/a' }]);
});

test('a page that was loaded anew goes on where it was, and ends with the citizen’s screen', async () => {
  sessionStorage.setItem('hai-long-wizard-step', 'done');
  await open(fake);
  expect(screen.queryByText('Kiosk đã sẵn sàng.')).toBeNull();
  fake.show(wellState);
  expect(await screen.findByText('Kiosk đã sẵn sàng.')).toBeTruthy();
  await press('Mở màn hình của công dân');
  await waitFor(() => expect(go).toHaveBeenCalledWith(wellState.back));
  expect(sessionStorage.getItem('hai-long-wizard-step')).toBeNull();
});
