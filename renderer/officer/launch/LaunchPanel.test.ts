import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, test } from 'vitest';
import { problemSentences } from '../../../shared/model/problems.ts';
import { FakeDesk } from '../testing/fake-desk.ts';
import {
  button,
  dossier,
  enter,
  launch,
  present,
  procedure,
  sitDown,
  type,
} from '../testing/open-page.ts';
import { announced, lateBy, samplePrefix } from '../testing/samples.ts';

let fake: FakeDesk;

beforeEach(() => {
  sessionStorage.clear();
  fake = new FakeDesk();
  fake.dossiers = [announced('0975'), announced('0976')];
});

describe('launching', () => {
  test('a pasted code launches at once', async () => {
    await sitDown(fake);
    const clipboardData = { getData: () => ` ${samplePrefix}0975 \n` };
    await fireEvent.paste(dossier(), { clipboardData });
    await waitFor(() => expect(within(present()).getByText(/… 0975/)).toBeTruthy());
    await waitFor(() => expect(dossier().value).toBe(''));
    expect(document.activeElement).toBe(dossier());
  });

  test('shows the first part of the code until a whole code is typed', async () => {
    await sitDown(fake);
    expect(screen.getByText(samplePrefix)).toBeTruthy();
    await type(dossier(), 'H15');
    expect(screen.queryByText(samplePrefix)).toBeNull();
  });

  test('takes the procedure of the last use with one Enter', async () => {
    fake.dossiers = [announced('4444', { known: false, suggested: 'last-use' })];
    await sitDown(fake);
    await launch(`${samplePrefix}4444`);
    await waitFor(() => expect(document.activeElement).toBe(procedure()));
    expect(fake.launched).toEqual([]);
    await fireEvent.keyDown(procedure(), enter);
    await waitFor(() => expect(within(present()).getByText(/… 4444/)).toBeTruthy());
    await waitFor(() => expect(document.activeElement).toBe(dossier()));
  });

  test('takes one search where nothing is known, by key or by mouse', async () => {
    await sitDown(fake);
    await launch('5555');
    await waitFor(() => expect(document.activeElement).toBe(procedure()));
    await type(procedure(), 'xoa');
    await fireEvent.click(await screen.findByRole('option', { name: /Xóa đăng ký thuê/ }));
    await waitFor(() => expect(fake.launched[0]?.procedure).toBe('1.012766'));
  });

  test('lets Enter choose nothing while nothing is suggested', async () => {
    await sitDown(fake);
    await launch('5555');
    await waitFor(() => expect(document.activeElement).toBe(procedure()));
    await fireEvent.keyDown(procedure(), enter);
    expect(fake.launched).toEqual([]);
  });

  test('asks which dossier where the digits are not enough', async () => {
    fake.dossiers = [announced('0975'), announced('10975', lateBy(2))];
    await sitDown(fake);
    await launch('0975');
    expect(await screen.findByRole('heading', { name: 'Hồ sơ nào?' })).toBeTruthy();
    const [one, other] = screen.getAllByRole('button', { name: /… 0975/ });
    expect(document.activeElement).toBe(one);
    await fireEvent.keyDown(one!, { key: 'ArrowDown' });
    expect(document.activeElement).toBe(other);
    await fireEvent.click(one!);
    await waitFor(() => expect(fake.launched).toHaveLength(1));
  });

  test('goes back to the code on Escape', async () => {
    await sitDown(fake);
    await launch('5555');
    await waitFor(() => expect(document.activeElement).toBe(procedure()));
    await fireEvent.keyDown(procedure(), { key: 'Escape' });
    expect(document.activeElement).toBe(dossier());
    expect(screen.queryByRole('combobox')).toBeNull();
  });

  test('sends the kind of hand-over by its key and forgets it afterwards', async () => {
    await sitDown(fake);
    await fireEvent.keyDown(document.body, { code: 'Digit3', altKey: true });
    expect(screen.getByLabelText<HTMLInputElement>('Từ chối giải quyết').checked).toBe(true);
    await launch();
    await waitFor(() => expect(fake.launched[0]?.handOver).toBe('refused'));
    const usual: HTMLInputElement = screen.getByLabelText('Đã giải quyết');
    await waitFor(() => expect(usual.checked).toBe(true));
  });

  test.each([
    ['a wrong shape', 'abc', /không đúng dạng/],
    ['a date that never was', 'H00.00.01-261332-0975', /không tồn tại/],
    ['nothing', '', /Xin quét, dán hoặc gõ mã hồ sơ/],
    ['two digits', '75', /ít nhất 3 chữ số cuối/],
  ])('answers %s beside the field', async (_, typed, sentence) => {
    await sitDown(fake);
    await launch(typed);
    await waitFor(() =>
      expect(document.getElementById('dossier-refusal')?.textContent).toMatch(sentence),
    );
    expect(dossier().getAttribute('aria-invalid')).toBe('true');
    expect(dossier().value).toBe(typed);
  });

  test.each(['survey.busy', 'survey.open-otherwise', 'storage.read-only'] as const)(
    'shows the sentence of %s, keeps what was entered and says it in English too',
    async (code) => {
      await sitDown(fake);
      fake.refusal = code;
      await launch();
      const beginning = (text: string): string => text.split('{')[0] ?? '';
      const { vi, en } = problemSentences[code];
      expect(await screen.findByText(beginning(vi), { exact: false })).toBeTruthy();
      expect(dossier().value).toBe('0975');
      await fireEvent.click(button('English'));
      expect(await screen.findByText(beginning(en), { exact: false })).toBeTruthy();
      expect(document.documentElement.lang).toBe('en');
    },
  );
});

describe('the apology slip', () => {
  beforeEach(() => {
    fake.dossiers = [announced('0975', lateBy(3))];
  });

  test('asks for its facts, one Enter from each to the next', async () => {
    await sitDown(fake);
    await launch();
    const reason = await screen.findByLabelText('Lý do');
    expect(screen.getByText('Muộn 3 ngày làm việc so với ngày hẹn 17/11/2026.')).toBeTruthy();
    expect(document.activeElement).toBe(reason);
    await type(reason, 'Chờ xác minh');
    await fireEvent.keyDown(reason, enter);
    const date = screen.getByLabelText<HTMLInputElement>(/Ngày \(ngày/);
    expect(document.activeElement).toBe(date);
    expect(date.value).toBe('22/11/2026');
    await fireEvent.keyDown(date, enter);
    const slip = screen.getByLabelText('Số phiếu xin lỗi');
    expect(document.activeElement).toBe(slip);
    await type(slip, '12/PXL');
    await fireEvent.keyDown(slip, enter);
    await waitFor(() =>
      expect(fake.launched[0]?.apology).toEqual({
        reason: 'Chờ xác minh',
        promise: { kind: 'returned-on', date: '2026-11-22' },
        slip: '12/PXL',
      }),
    );
  });

  test('takes a common reason and a new date by mouse', async () => {
    await sitDown(fake);
    await launch();
    await fireEvent.click(await screen.findByRole('button', { name: /Chờ ý kiến/ }));
    await fireEvent.click(screen.getByLabelText('Hẹn lại sang ngày'));
    await fireEvent.click(button('+3 ngày'));
    await type(screen.getByLabelText('Số phiếu xin lỗi'), '12/PXL');
    await fireEvent.click(button('Xin lỗi và mời đánh giá'));
    await waitFor(() =>
      expect(fake.launched[0]?.apology).toMatchObject({
        reason: 'Chờ ý kiến của cơ quan phối hợp',
        promise: { kind: 'new-date', date: '2026-11-25' },
      }),
    );
  });

  test('fills a common reason in as citizens read it, whatever the officer reads', async () => {
    await sitDown(fake);
    await launch();
    await fireEvent.click(button('English'));
    await fireEvent.click(await screen.findByRole('button', { name: /Another agency/ }));
    const reason: HTMLTextAreaElement = screen.getByLabelText('Reason');
    expect(reason.value).toBe('Chờ ý kiến của cơ quan phối hợp');
  });

  test('names what is missing and leads there', async () => {
    await sitDown(fake);
    await launch();
    await fireEvent.click(await screen.findByRole('button', { name: 'Xin lỗi và mời đánh giá' }));
    expect(screen.getByText('Xin ghi lý do.')).toBeTruthy();
    expect(screen.getByText('Xin ghi số phiếu xin lỗi.')).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Lý do')));
    expect(fake.launched).toEqual([]);
  });

  test('goes out without facts and says that no apology is recorded', async () => {
    await sitDown(fake);
    await launch();
    await fireEvent.click(await screen.findByRole('button', { name: /Không nêu được/ }));
    expect(await screen.findByText(/Nhật ký ghi rằng không có lời xin lỗi\.$/)).toBeTruthy();
    expect(fake.launched[0]?.apology).toBe('not-recorded');
  });
});
