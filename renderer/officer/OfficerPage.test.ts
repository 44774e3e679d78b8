import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, test } from 'vitest';
import { problemSentences } from '../../shared/model/problems.ts';
import { Desk } from './desk.svelte.ts';
import OfficerPage from './OfficerPage.svelte';
import { FakeDesk, samplePrefix } from './testing/fake-desk.ts';

let fake: FakeDesk;

beforeEach(() => {
  fake = new FakeDesk();
});

async function open(): Promise<void> {
  render(OfficerPage, { desk: new Desk(fake) });
  await screen.findByRole('heading', { level: 1, name: /Quầy số 1/ });
}

async function sitDown(): Promise<void> {
  await open();
  await fireEvent.click(await screen.findByRole('button', { name: 'Cán bộ mẫu Hai' }));
}

const dossier = (): HTMLInputElement => screen.getByLabelText('Mã hồ sơ');
const procedure = (): HTMLInputElement => screen.getByLabelText('Thủ tục');
const enter = { key: 'Enter' };

async function type(field: HTMLInputElement, text: string): Promise<void> {
  await fireEvent.focus(field);
  await fireEvent.input(field, { target: { value: text } });
}

/** The whole way by keyboard, as an officer's hands do it. */
async function launch(number = '0975'): Promise<void> {
  await type(dossier(), samplePrefix + number);
  await fireEvent.keyDown(dossier(), enter);
  await type(procedure(), 'dang ky dat');
  await screen.findByRole('option', { name: /Đăng ký đất đai lần đầu/ });
  await fireEvent.keyDown(procedure(), enter);
  await fireEvent.submit(submit().form as HTMLFormElement);
}

const submit = (): HTMLButtonElement => screen.getByRole('button', { name: 'Mời đánh giá' });
const present = (): HTMLElement => {
  const panel = screen.getByRole('region', { name: 'Lời mời hiện tại' });
  return within(panel).getByRole('status');
};

describe('choosing the officer', () => {
  test('shows the counter’s officers, then the desk with the name', async () => {
    await sitDown();
    expect(screen.getByText('Cán bộ: Cán bộ mẫu Hai')).toBeTruthy();
    expect(dossier().value).toBe(samplePrefix);
  });

  test('goes back to the choice on a change of shift', async () => {
    await sitDown();
    await fireEvent.click(screen.getByRole('button', { name: 'Đổi người' }));
    expect(screen.getByRole('button', { name: 'Cán bộ mẫu Một' })).toBeTruthy();
    expect(screen.queryByLabelText('Mã hồ sơ')).toBeNull();
  });

  test('says so when there is no list of officers yet', async () => {
    fake.station = { ...fake.station, officers: [] };
    await open();
    expect(screen.getByText(/chưa nhận được danh sách cán bộ/)).toBeTruthy();
  });

  test('finds a name without its marks in a long list', async () => {
    const names = ['Đặng', 'Bùi', 'Lê', 'Mã', 'Tạ', 'Vũ', 'Hồ', 'Chu', 'Từ', 'Kha'];
    const [first] = fake.station.officers;
    fake.station = {
      ...fake.station,
      officers: names.map((name, index) => ({ ...first!, id: `o-${index}` as never, name })),
    };
    await open();
    await fireEvent.input(screen.getByLabelText('Tìm theo tên'), { target: { value: 'dang' } });
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
    await fireEvent.submit(screen.getByLabelText('Tìm theo tên').closest('form')!);
    expect(screen.getByText('Cán bộ: Đặng')).toBeTruthy();
  });
});

describe('launching', () => {
  test('takes the code, the procedure and Enter all the way', async () => {
    await sitDown();
    await launch();
    await waitFor(() => expect(within(present()).getByText('Đang chờ')).toBeTruthy());
    expect(fake.launched).toEqual([
      {
        officer: 'can-bo-mau-2',
        dossier: `${samplePrefix}0975`,
        procedure: '1.012756',
        handOver: 'completed',
      },
    ]);
  });

  test('moves the hands from field to field and back to an empty form', async () => {
    await sitDown();
    expect(document.activeElement).toBe(dossier());
    await type(dossier(), `${samplePrefix}0975`);
    await fireEvent.keyDown(dossier(), enter);
    expect(document.activeElement).toBe(procedure());
    await type(procedure(), 'xoa');
    await screen.findByRole('option');
    await fireEvent.keyDown(procedure(), enter);
    expect(document.activeElement).toBe(submit());
    await fireEvent.submit(submit().form as HTMLFormElement);
    await waitFor(() => expect(document.activeElement).toBe(dossier()));
    expect(dossier().value).toBe(samplePrefix);
    expect(procedure().value).toBe('');
  });

  test('sends the kind of hand-over and forgets it afterwards', async () => {
    await sitDown();
    await fireEvent.click(screen.getByLabelText('Từ chối giải quyết'));
    await launch();
    await waitFor(() => expect(fake.launched[0]?.handOver).toBe('refused'));
    const usual: HTMLInputElement = screen.getByLabelText('Đã giải quyết');
    await waitFor(() => expect(usual.checked).toBe(true));
  });

  test.each([
    ['a wrong shape', 'abc', /không đúng dạng/],
    ['a date that never was', 'H00.00.01-261332-0975', /không tồn tại/],
    ['nothing', samplePrefix, 'Xin nhập mã hồ sơ.'],
  ])('answers %s beside the field, at once', async (_, typed, sentence) => {
    await sitDown();
    await type(dossier(), typed);
    await fireEvent.keyDown(dossier(), enter);
    expect(document.getElementById('dossier-refusal')?.textContent).toMatch(sentence);
    expect(dossier().getAttribute('aria-invalid')).toBe('true');
    expect(fake.launched).toEqual([]);
  });

  test('asks for a procedure that is missing', async () => {
    await sitDown();
    await type(dossier(), `${samplePrefix}0975`);
    await fireEvent.submit(submit().form as HTMLFormElement);
    expect(await screen.findByText('Xin chọn một thủ tục trong danh mục.')).toBeTruthy();
    expect(document.activeElement).toBe(procedure());
  });

  test.each(['survey.busy', 'survey.already-rated', 'storage.read-only'] as const)(
    'shows the sentence of %s and keeps what was entered',
    async (code) => {
      await sitDown();
      fake.refusal = code;
      await launch();
      const beginning = problemSentences[code].vi.split('{')[0] ?? '';
      expect(await screen.findByText(beginning, { exact: false })).toBeTruthy();
      expect(dossier().value).toBe(`${samplePrefix}0975`);
    },
  );

  test('leads the hands to what a refusal is about', async () => {
    await sitDown();
    fake.refusal = 'survey.already-rated';
    await launch();
    await waitFor(() => expect(document.activeElement).toBe(dossier()));
    fake.refusal = 'survey.busy';
    await fireEvent.submit(submit().form as HTMLFormElement);
    await waitFor(() => expect(document.activeElement).toBe(submit()));
  });

  test('says the same in English', async () => {
    await sitDown();
    fake.refusal = 'survey.busy';
    await launch();
    await fireEvent.click(screen.getByRole('button', { name: 'English' }));
    expect(await screen.findByText(problemSentences['survey.busy'].en)).toBeTruthy();
    expect(document.documentElement.lang).toBe('en');
  });
});

describe('the surveys', () => {
  test('goes from waiting to rated in the words of the desk', async () => {
    await sitDown();
    await launch();
    await waitFor(() => expect(within(present()).getByText('Đang chờ')).toBeTruthy());
    fake.happen('survey-1', 'rated');
    await waitFor(() => expect(within(present()).getByText('Đã đánh giá')).toBeTruthy());
    expect(screen.queryByRole('button', { name: 'Thu hồi lời mời' })).toBeNull();
  });

  test('withdraws a waiting invitation', async () => {
    await sitDown();
    await launch();
    await fireEvent.click(await screen.findByRole('button', { name: 'Thu hồi lời mời' }));
    await waitFor(() => expect(within(present()).getByText('Không đánh giá')).toBeTruthy());
  });

  test('says why a withdrawal was refused', async () => {
    await sitDown();
    await launch();
    const button = await screen.findByRole('button', { name: 'Thu hồi lời mời' });
    fake.refusal = 'survey.closed';
    await fireEvent.click(button);
    expect(await screen.findByText(problemSentences['survey.closed'].vi)).toBeTruthy();
  });

  test('lists earlier ones, newest first', async () => {
    await sitDown();
    await launch('0001');
    await waitFor(() => expect(within(present()).getByText(/… 0001/)).toBeTruthy());
    await launch('0002');
    await waitFor(() => expect(within(present()).getByText(/… 0002/)).toBeTruthy());
    const earlier = screen.getByRole('list', { name: 'Các lời mời từ khi mở trang' });
    expect(within(earlier).getByText(/… 0001/)).toBeTruthy();
    expect(within(earlier).getAllByRole('listitem')).toHaveLength(1);
  });
});

describe('bad days', () => {
  test('says that the kiosk is away, keeps the form and catches up when it is back', async () => {
    await sitDown();
    await launch();
    await screen.findByText('Đang chờ');
    await type(dossier(), `${samplePrefix}0976`);
    fake.leave();
    expect(await screen.findByText('Đang kết nối lại với kiosk')).toBeTruthy();
    expect(submit().disabled).toBe(true);
    fake.happen('survey-1', 'rated');
    await fake.comeBack();
    await waitFor(() => expect(within(present()).getByText('Đã đánh giá')).toBeTruthy());
    expect(screen.queryByText('Đang kết nối lại với kiosk')).toBeNull();
    expect(dossier().value).toBe(`${samplePrefix}0976`);
  });

  test('claims nothing about a survey that the kiosk has forgotten', async () => {
    await sitDown();
    await launch();
    await screen.findByText('Đang chờ');
    fake.leave();
    fake.forget('survey-1');
    await fake.comeBack();
    expect(await screen.findByText('Chưa có lời mời nào.')).toBeTruthy();
  });

  test('says that an answer never came', async () => {
    await sitDown();
    fake.isAway = true;
    await type(dossier(), `${samplePrefix}0975`);
    fake.isAway = false;
    await type(procedure(), 'xoa');
    await screen.findByRole('option');
    await fireEvent.keyDown(procedure(), enter);
    fake.isAway = true;
    await fireEvent.submit(submit().form as HTMLFormElement);
    expect(await screen.findByText(/lỗi ngoài dự kiến/)).toBeTruthy();
  });

  test('says that the kiosk takes no ratings', async () => {
    fake.station = { ...fake.station, ready: false };
    await open();
    expect(screen.getByText('Kiosk chưa nhận được đánh giá lúc này')).toBeTruthy();
  });
});
