import { render, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import type { UnitDesk } from '../../../shared/contract/unit-desk.ts';
import { clientIdSchema, officerIdSchema, unitIdSchema } from '../../../shared/model/ids.ts';
import { unitSchema } from '../../../shared/model/unit.ts';
import { Session } from '../session/session.svelte.ts';
import { speechContext } from '../speech-context.ts';
import { Speech } from '../speech.svelte.ts';
import { fakeDistrict, refusal, type OfficeDouble } from '../testing/fake-district.ts';
import DeskPage from './DeskPage.svelte';
import { editedWeek, weekOf } from './week.ts';

const unit = unitSchema.parse({ id: 'don-vi-mau', code: 'H00.00.01', name: 'Xã Mẫu' });
const officer = officerIdSchema.parse('can-bo-1');
const published = { version: 1, at: Date.UTC(2026, 10, 22, 3), by: null };
const week = editedWeek(undefined);

function view(changes: Partial<UnitDesk> = {}): UnitDesk {
  return {
    unit: { id: unitIdSchema.parse('don-vi-mau'), name: 'Xã Mẫu' },
    officers: [{ id: officer, name: 'Nguyễn Văn Một', hasPin: false }],
    formerOfficers: [],
    clients: [],
    years: [
      { year: 2026, source: null, complete: false, holidays: ['2026-01-01'], workingDays: [] },
    ],
    settings: { walkInAllowed: true },
    published: { officers: published, clients: null, calendar: published, settings: null },
    ...changes,
  };
}

async function open(desk: NonNullable<OfficeDouble['desk']>): Promise<void> {
  const district = fakeDistrict({
    units: () => Promise.resolve([unit]),
    desk: { look: () => Promise.resolve(view()), ...desk },
  });
  render(DeskPage, {
    props: { session: new Session(district) },
    context: speechContext(new Speech()),
  });
  await screen.findByRole('heading', { name: 'Cán bộ' });
}

const fill = (label: string, text: string, within_: HTMLElement = document.body): void => {
  const input = within(within_).getByLabelText<HTMLInputElement>(label);
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
};
const press = (name: string): void => screen.getByRole('button', { name }).click();

afterEach(() => vi.restoreAllMocks());

test('an officer gets a PIN, and the page shows what was published', async () => {
  const setPin = vi.fn(() =>
    Promise.resolve(view({ officers: [{ id: officer, name: 'Nguyễn Văn Một', hasPin: true }] })),
  );
  await open({ setPin });
  expect(screen.getByText('Chưa có mã PIN, chưa đăng nhập được')).toBeTruthy();
  press('Đặt mã PIN');
  const input = await screen.findByLabelText<HTMLInputElement>('Mã PIN (6 chữ số trở lên)');
  expect(input.type).toBe('password');
  fill('Mã PIN (6 chữ số trở lên)', '135790');
  await waitFor(() => expect(input.value).toBe('135790'));
  input.form?.requestSubmit();
  await screen.findByText('Đăng nhập được');
  expect(setPin).toHaveBeenCalledExactlyOnceWith({ unit: unit.id, officer, pin: '135790' });
  expect(screen.getByText('Đã công bố.')).toBeTruthy();
});

test('a refused change says why and keeps what is published', async () => {
  await open({ addOfficer: () => Promise.reject(refusal('office.pin')) });
  fill('Họ và tên', 'Trần Thị Hai');
  screen.getByLabelText<HTMLInputElement>('Họ và tên').form?.requestSubmit();
  await screen.findByText(/Mã PIN phải gồm từ 6 đến 32 chữ số/);
  expect(screen.getByText('Nguyễn Văn Một')).toBeTruthy();
  expect(screen.queryByText('Đã công bố.')).toBeNull();
});

test('nobody is taken off the list without being asked about', async () => {
  const removeOfficer = vi.fn(() => Promise.resolve(view({ officers: [] })));
  const confirm = vi.fn(() => false);
  vi.stubGlobal('confirm', confirm);
  await open({ removeOfficer });
  press('Ngừng làm việc');
  expect(removeOfficer).not.toHaveBeenCalled();
  confirm.mockReturnValue(true);
  press('Ngừng làm việc');
  await waitFor(() => expect(removeOfficer).toHaveBeenCalledOnce());
  vi.unstubAllGlobals();
});

test('a new key is shown until it is said to be copied, and never again', async () => {
  const client = clientIdSchema.parse('mot-cua');
  const clients: UnitDesk['clients'] = [{ id: client, name: 'Một cửa', rights: ['launch'] }];
  const addClient = vi.fn(() =>
    Promise.resolve({ key: 'bí-mật-một-lần', client, desk: view({ clients }) }),
  );
  await open({ addClient });
  fill('Tên phần mềm', 'Một cửa');
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Tạo khóa' }).disabled).toBe(true);
  screen.getByRole('checkbox', { name: 'Mời đánh giá' }).click();
  await waitFor(() =>
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Tạo khóa' }).disabled).toBe(
      false,
    ),
  );
  press('Tạo khóa');
  await screen.findByText('bí-mật-một-lần');
  expect(addClient).toHaveBeenCalledExactlyOnceWith({
    ...{ unit: unit.id, name: 'Một cửa', rights: ['launch'] },
  });
  press('Đã chép xong');
  await waitFor(() => expect(screen.queryByText('bí-mật-một-lần')).toBeNull());
});

test('a year is published with its days, its source and its mark', async () => {
  const putYear = vi.fn(() => Promise.resolve(view()));
  await open({ putYear });
  const form = document.querySelector<HTMLElement>('details')!;
  fill('Văn bản làm căn cứ', 'Thông báo số 1', form);
  press('Bỏ ngày 01/01/2026');
  within(form).getByRole('checkbox').click();
  within(form).getByLabelText<HTMLTextAreaElement>('Văn bản làm căn cứ').form?.requestSubmit();
  await waitFor(() =>
    expect(putYear).toHaveBeenCalledExactlyOnceWith({
      unit: unit.id,
      year: { year: 2026, source: 'Thông báo số 1', complete: true, holidays: [], workingDays: [] },
    }),
  );
});

test('a unit without hours stays without, unless somebody enters them', async () => {
  const putSettings = vi.fn(() => Promise.resolve(view()));
  await open({ putSettings });
  expect(screen.getByText(/Đơn vị chưa cho biết giờ làm việc/)).toBeTruthy();
  const walkIn = screen.getByRole<HTMLInputElement>('checkbox', { name: /đánh giá tự do/ });
  walkIn.click();
  walkIn.form?.requestSubmit();
  await waitFor(() =>
    expect(putSettings).toHaveBeenCalledExactlyOnceWith({
      ...{ unit: unit.id, settings: { walkInAllowed: false } },
    }),
  );
});

test('the week on the page is the week that is sent', () => {
  const morning = { from: '07:30', to: '11:30' };
  const afternoon = { from: '13:30', to: '17:00' };
  const days = [[morning, afternoon], [], [afternoon], [], [], [morning], []];
  const edited = editedWeek({ days, lateReceptionAt: null });
  expect(weekOf(edited)).toEqual(days);
  expect(weekOf(week)).toEqual([[], [], [], [], [], [], []]);
  expect(weekOf([[{ from: '07:30', to: '' }, afternoon]])).toEqual([[afternoon]]);
});
