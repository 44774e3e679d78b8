import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import type { EditablePart, PartText } from '../../../../shared/contract/catalogue.ts';
import type { UnitId } from '../../../../shared/model/ids.ts';
import type { Unit } from '../../../../shared/model/unit.ts';
import { mayLeave } from '../../leaving.ts';
import { Session } from '../../session/session.svelte.ts';
import { Speech } from '../../speech.svelte.ts';
import { speechContext } from '../../speech-context.ts';
import { fakeDistrict, refusal, type OfficeDouble } from '../../testing/fake-district.ts';
import { CatalogueWork } from '../catalogue.svelte.ts';
import PartsPanel from './PartsPanel.svelte';

const units = [
  { id: 'xa-a' as UnitId, code: 'H00.00.01', name: 'Xã A' },
  { id: 'xa-b' as UnitId, code: 'H00.00.02', name: 'Xã B' },
] satisfies Unit[];
const names = [
  { code: '1.001193', name: 'Đăng ký khai sinh' },
  { code: '1.000656', name: 'Đăng ký khai tử' },
  { code: '1.000894', name: 'Đăng ký kết hôn' },
];
const kept: Record<EditablePart, object[]> = {
  'life-events': [
    { id: 'cuoi', title: { vi: 'Kết hôn', en: 'Marrying' }, order: 5, codes: ['1.000894'] },
    { id: 'sinh', title: { vi: 'Sinh con', en: 'A birth' }, order: 1, codes: ['1.001193'] },
  ],
  aliases: [{ words: 'mẹ mất', codes: ['1.000656'] }],
  assignments: [{ unit: 'xa-a', codes: ['1.001193', '9.999999'] }],
  feedback: [
    {
      ...{ unit: 'xa-a', agency: 'Văn phòng', address: null, telephone: '1022' },
      ...{ mailbox: null, website: null },
    },
  ],
};

async function show(part: string, catalogue: OfficeDouble['catalogue'] = {}) {
  const putPart = vi.fn((change: PartText) => Promise.resolve({ ...change, digest: 'next' }));
  const session = new Session(
    fakeDistrict({
      units: () => Promise.resolve(units),
      catalogue: {
        part: (asked) =>
          Promise.resolve({ ...asked, text: JSON.stringify(kept[asked.part]), digest: 'kept' }),
        names: () => Promise.resolve({ text: JSON.stringify(names) }),
        putPart,
        ...catalogue,
      },
    }),
  );
  const work = new CatalogueWork(session);
  await work.start();
  render(PartsPanel, { props: { work }, context: speechContext(new Speech()) });
  await fireEvent.click(screen.getByRole('radio', { name: new RegExp(`^${part}`) }));
  const sent = () => JSON.parse(putPart.mock.lastCall?.[0].text ?? 'null') as unknown;
  return { putPart, sent };
}

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const type = (label: string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });

test('everyday words lead to procedures that are found by name, and are saved as a whole', async () => {
  const { sent, putPart } = await show('Tên gọi');
  await press('Thêm tên gọi');
  await type('Cách người dân hay gọi', 'giấy cưới');
  await type('Thêm thủ tục: gõ mã hoặc tên', 'ket hon');
  await press('Thêm 1.000894 Đăng ký kết hôn');
  await press('Lưu vào bản soạn');
  expect(sent()).toEqual([{ words: 'giấy cưới', codes: ['1.000894'] }, ...kept.aliases]);
  expect(putPart.mock.lastCall?.[0].digest).toBe('kept');
  await press('Xóa “giấy cưới”');
  await press('Lưu vào bản soạn');
  expect(sent()).toEqual(kept.aliases);
  expect(putPart.mock.lastCall?.[0].digest).toBe('next');
});

test('what is wrong is said beside its field once somebody saves, and nothing is sent', async () => {
  const { putPart } = await show('Tên gọi');
  await press('Thêm tên gọi');
  await type('Cách người dân hay gọi', ' ');
  expect(screen.queryByText('Ô này không được để trống.')).toBeNull();
  await press('Lưu vào bản soạn');
  const field = screen.getByLabelText('Cách người dân hay gọi');
  const fault = document.getElementById(field.getAttribute('aria-describedby') ?? '');
  expect(fault?.textContent).toBe('Ô này không được để trống.');
  expect(field.getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByText('Hãy chọn ít nhất một thủ tục.')).toBeTruthy();
  expect(screen.getByRole('alert').textContent).toContain('Số mục cần sửa: 1.');
  await type('Cách người dân hay gọi', 'mẹ mất');
  expect(fault?.isConnected && fault.textContent).not.toBe('Ô này không được để trống.');
  expect(screen.getByText('Đã có mục khác cùng tên này.')).toBeTruthy();
  expect(putPart).not.toHaveBeenCalled();
});

test('life events stand in their order, are moved by keys, and new ones are named after their title', async () => {
  const { sent } = await show('Sự kiện');
  await press('Thêm sự kiện');
  await type('Tên tiếng Việt', 'Mở cửa hàng');
  await type('Tên tiếng Anh', 'Opening a shop');
  await type('Thêm thủ tục: gõ mã hoặc tên', '1.000894');
  await press('Thêm 1.000894 Đăng ký kết hôn');
  await press('Đưa “Mở cửa hàng” xuống dưới');
  await press('Lưu vào bản soạn');
  const title = { vi: 'Mở cửa hàng', en: 'Opening a shop' };
  expect(sent()).toEqual([
    { ...kept['life-events'][1], order: 0 },
    { id: 'mo-cua-hang', title, order: 1, codes: ['1.000894'] },
    { ...kept['life-events'][0], order: 2 },
  ]);
});

test('a unit is assigned what is found, one or all, and what the draft does not hold is shown', async () => {
  const { sent } = await show('Phân công');
  expect(screen.getByText('Đơn vị tiếp nhận 2 mã; bản soạn có 3 thủ tục.')).toBeTruthy();
  expect(screen.getByText('Mã được giao nhưng không có trong bản soạn: 1')).toBeTruthy();
  await type('Tìm thủ tục: gõ mã hoặc tên', 'dang ky khai');
  await press('Giao 2 thủ tục tìm thấy');
  await fireEvent.click(screen.getByLabelText(/Đăng ký khai sinh/));
  await press('Lưu vào bản soạn');
  expect(sent()).toEqual([{ unit: 'xa-a', codes: ['9.999999', '1.000656'] }]);
  await fireEvent.change(screen.getByLabelText('Đơn vị'), { target: { value: 'xa-b' } });
  await type('Tìm thủ tục: gõ mã hoặc tên', '');
  await press('Giao tất cả 3 thủ tục');
  await press('Lưu vào bản soạn');
  expect(sent()).toEqual([
    { unit: 'xa-a', codes: ['9.999999', '1.000656'] },
    { unit: 'xa-b', codes: names.map(({ code }) => code) },
  ]);
});

test('a feedback channel keeps what is unknown unknown, and a wrong address is explained', async () => {
  const { sent, putPart } = await show('Kênh phản ánh');
  await press('Thêm kênh cho Xã B');
  const added = within(screen.getByRole('group', { name: 'Xã B' }));
  const put = (label: string, value: string) =>
    fireEvent.input(added.getByLabelText(label), { target: { value } });
  await put('Cơ quan kiểm soát thủ tục hành chính', 'Văn phòng UBND');
  await put('Trang web', 'xa-b.gov.vn');
  await press('Lưu vào bản soạn');
  expect(added.getByText(/phải bắt đầu bằng http/)).toBeTruthy();
  expect(putPart).not.toHaveBeenCalled();
  await put('Trang web', 'https://xa-b.gov.vn');
  await press('Lưu vào bản soạn');
  expect(sent()).toEqual([
    ...kept.feedback,
    {
      ...{ unit: 'xa-b', agency: 'Văn phòng UBND', address: null, telephone: null },
      ...{ mailbox: null, website: 'https://xa-b.gov.vn' },
    },
  ]);
});

test('what is not saved is kept while another part is looked at, and leaving asks', async () => {
  await show('Tên gọi', { putPart: () => Promise.reject(refusal('catalogue.part-changed')) });
  const confirmed = vi.fn(() => false);
  vi.stubGlobal('confirm', confirmed);
  expect(mayLeave()).toBe(true);
  await press('Xóa “mẹ mất”');
  await fireEvent.click(screen.getByRole('radio', { name: /^Kênh phản ánh/ }));
  expect(mayLeave()).toBe(false);
  expect(confirmed).toHaveBeenCalledWith(expect.stringContaining('chưa lưu'));
  await fireEvent.click(screen.getByRole('radio', { name: /^Tên gọi.*chưa lưu/ }));
  expect(screen.getByText('Chưa có mục nào.')).toBeTruthy();
  await press('Lưu vào bản soạn');
  expect((await screen.findByRole('alert')).textContent).toContain('đã được người khác thay đổi');
  await press('Bỏ thay đổi chưa lưu');
  expect(screen.getByText('mẹ mất')).toBeTruthy();
  expect(mayLeave()).toBe(true);
});
