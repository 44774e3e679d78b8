import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FleetRow } from '../../../shared/contract/fleet.ts';
import { fleetRefreshMs } from '../../../shared/limits.ts';
import { healthSchema } from '../../../shared/model/health.ts';
import { Session } from '../session/session.svelte.ts';
import { Speech } from '../speech.svelte.ts';
import { speechContext } from '../speech-context.ts';
import { fakeDistrict, refusal, type OfficeDouble } from '../testing/fake-district.ts';
import { sampleBatch, sampleDetails, sampleFault, sampleRow } from '../testing/sample-fleet.ts';
import { sampleNowMs } from '../testing/sample-report.ts';
import KiosksPage from './KiosksPage.svelte';

const minuteMs = 60_000;
const { kiosk, unit, counter } = sampleRow();
const other = kiosk.replace('1', '2') as typeof kiosk;

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  location.hash = '';
});

type FleetDouble = NonNullable<OfficeDouble['fleet']>;

async function show(fleet: FleetDouble, hash = '#kiosk', speech = new Speech()) {
  location.hash = hash;
  const units = () => Promise.resolve([{ ...unit, code: 'H29' }]);
  const session = new Session(fakeDistrict({ fleet, units }));
  const page = render(KiosksPage, { props: { session }, context: speechContext(speech) });
  await vi.advanceTimersByTimeAsync(0);
  return page;
}
const list = (...kiosks: FleetRow[]) => ({
  list: () => Promise.resolve({ time: sampleNowMs, newest: '0.1.0', kiosks }),
});
const words = (): string => (document.body.textContent ?? '').replace(/\s+/g, ' ');
const press = async (name: string | RegExp) => {
  await fireEvent.click(screen.getByRole('button', { name }));
  await vi.advanceTimersByTimeAsync(0);
};

test('without a kiosk the page says how one gets here', async () => {
  await show(list());
  expect(words()).toContain('Chưa có kiosk nào đăng ký.');
  expect(screen.getByRole('link', { name: 'Thêm kiosk' }).getAttribute('href')).toBe('#kiosk=them');
  expect(screen.queryByRole('table')).toBeNull();
});

test('a kiosk is shown with how it is, what it holds and when it last called', async () => {
  await show(
    list(
      sampleRow({ lastContact: sampleNowMs - 5 * minuteMs, queueDepth: 12, entriesHeld: 3_456 }),
    ),
  );
  const row = screen.getByRole('rowheader', { name: /Kiosk quầy 1/ }).closest('tr');
  const shown = (row?.textContent ?? '').replace(/\s+/g, ' ');
  for (const part of ['Quầy số 1', 'Bình thường', '5 phút trước', '12', '3.456', '0.1.0']) {
    expect(shown).toContain(part);
  }
  expect(words()).toContain('1 kiosk, 0 cần xem.');
});

test('faults are said in words of the page’s language, and can be looked at alone', async () => {
  const bad = sampleRow({ kiosk: other, name: 'B', verdict: 'sick', faults: [sampleFault] });
  const silent = sampleRow({ health: 'none', version: null, queueDepth: null, lastContact: null });
  const speech = new Speech();
  await show(list(bad, silent), '#kiosk', speech);
  for (const part of ['Cần xử lý ngay', 'còn 12 MB', 'Kiosk chưa gửi tình trạng', 'Chưa báo']) {
    expect(words()).toContain(part);
  }
  await press('Cần xem (1)');
  expect(screen.queryByRole('rowheader', { name: /Kiosk quầy 1/ })).toBeNull();
  expect(screen.getByRole('rowheader', { name: /^B/ })).toBeTruthy();
  speech.switch();
  await vi.advanceTimersByTimeAsync(0);
  expect(words()).toContain('12 MB are left');
});

test('the list is asked for again while the page is open, and no longer; a failure keeps it', async () => {
  const ask = vi.fn(list(sampleRow()).list);
  const page = await show({ list: ask });
  await vi.advanceTimersByTimeAsync(2 * fleetRefreshMs);
  expect(ask).toHaveBeenCalledTimes(3);
  ask.mockImplementation(() => Promise.reject(new TypeError('net')));
  await vi.advanceTimersByTimeAsync(fleetRefreshMs);
  expect(screen.getByRole('alert').textContent).toContain('Không liên lạc được với máy chủ');
  expect(screen.getByRole('rowheader', { name: /Kiosk quầy 1/ })).toBeTruthy();
  page.unmount();
  await vi.advanceTimersByTimeAsync(2 * fleetRefreshMs);
  expect(ask).toHaveBeenCalledTimes(4);
});

test('the details show every figure, and what is unknown as unknown', async () => {
  const figures = healthSchema.parse({
    ...{ at: sampleNowMs, enrolled: true, online: true, queueDepth: 3, system: 'Debian 13' },
    ...{ appVersion: '0.1.0', nodeVersion: '24', diskFreeBytes: 12 * 1024 ** 3 },
    ...{ lock: { checked: 40, loose: ['vt-switch'] }, clockSkewMs: -180_000 },
  });
  const history = [{ at: sampleNowMs, faults: ['hot', 'not-a-known-one'], readable: true }];
  const changes = [{ at: sampleNowMs, by: 'van-phong', deed: 'moved', detail: 'quay-2' } as const];
  const details = () => Promise.resolve(sampleDetails({ figures, history, changes }));
  await show({ details }, `#kiosk=${kiosk}`);
  const figure = (name: string) => screen.getByText(name).nextElementSibling?.textContent;
  expect(figure('Ổ đĩa còn trống')).toBe('12 GB');
  expect(figure('Nhiệt độ')).toBe('không rõ');
  expect(figure('Khóa máy')).toBe('1 trên 40 mục chưa khóa: vt-switch');
  expect(figure('Đồng hồ lệch')).toBe('-3 phút');
  expect(figure('Vướng khi gửi')).toBe('không có');
  expect(document.querySelectorAll('dl dd').length).toBeGreaterThanOrEqual(40);
  expect(words()).toContain('van-phong: chuyển sang quầy quay-2');
  expect(words()).toContain('Máy nóng … °C. not-a-known-one');
});

test('a forked journal comes with what to do, until a new one has begun', async () => {
  const forked = { entries: 2, firstAt: sampleNowMs, lastAt: sampleNowMs, startedOver: false };
  const details = vi.fn(() => Promise.resolve(sampleDetails({ forked })));
  const page = await show({ details }, `#kiosk=${kiosk}`);
  expect(words()).toContain('Bấm “Đăng ký lại” bên dưới');
  page.unmount();
  details.mockResolvedValue(sampleDetails({ forked: { ...forked, startedOver: true } }));
  await show({ details }, `#kiosk=${kiosk}`);
  expect(words()).toContain('Kiosk đã mở nhật ký mới');
  expect(words()).not.toContain('Bấm “Đăng ký lại”');
});

test('a kiosk is retired only when somebody is sure, and a refusal is said', async () => {
  const row = sampleRow({ queueDepth: 7 });
  const retire = vi.fn((_: { kiosk: string }) => Promise.reject(refusal('fleet.kiosk')));
  await show({ details: () => Promise.resolve(sampleDetails({ row })), retire }, `#kiosk=${kiosk}`);
  const sure = vi.fn((_question?: string) => false);
  vi.stubGlobal('confirm', sure);
  await press('Ngừng hoạt động');
  expect(sure.mock.calls[0]?.[0]).toContain('còn 7 bản ghi chưa gửi');
  expect(retire).not.toHaveBeenCalled();
  sure.mockReturnValue(true);
  await press('Ngừng hoạt động');
  expect(retire.mock.calls[0]?.[0]).toEqual({ kiosk });
  expect(screen.getByRole('alert').textContent).toContain('Không có kiosk này');
  vi.unstubAllGlobals();
});

test('new kiosks: typed and chosen counters, one sheet each, and the codes leave with it', async () => {
  vi.stubGlobal(
    'URL',
    Object.assign(URL, { createObjectURL: () => 'blob:x', revokeObjectURL: () => undefined }),
  );
  const makeBatch = vi.fn((_: object) => Promise.resolve(sampleBatch()));
  await show({ makeBatch, counters: () => Promise.resolve([counter]) }, '#kiosk=them');
  expect(screen.getByRole('button', { name: /^Tạo 0 mã/ }).hasAttribute('disabled')).toBe(true);
  await fireEvent.click(screen.getByRole('checkbox', { name: 'Quầy số 1' }));
  const names = screen.getByLabelText('Quầy mới, mỗi dòng một tên');
  await fireEvent.input(names, { target: { value: ' Quầy A \n\nQuầy B' } });
  const until = screen.getByLabelText('Mã dùng được đến hết ngày');
  await fireEvent.input(until, { target: { value: '2026-12-01' } });
  await press('Tạo 3 mã');
  expect(makeBatch.mock.calls[0]?.[0]).toMatchObject({
    ...{ unit: unit.id, technicianPin: null, until: Date.parse('2026-12-01T16:59:59Z') },
    places: [{ counter: 'quay-1' }, { newCounter: 'Quầy A' }, { newCounter: 'Quầy B' }],
  });
  expect(words()).toContain('ABCD-EFGH-JKMN-PQRS');
  expect(screen.getByRole('img', { name: 'Mã QR của Quầy số 1' })).toBeTruthy();
  const download = screen.getByRole('link', { name: 'Tải tệp cấu hình (ZIP)' });
  expect(download.getAttribute('download')).toBe('kiosk-don-vi-mau-1.zip');
  await press('Xong');
  expect(words()).not.toContain('ABCD-EFGH');
  vi.unstubAllGlobals();
});
