import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, test } from 'vitest';
import { problemSentences } from '../../shared/model/problems.ts';
import { FakeDesk } from './testing/fake-desk.ts';
import {
  button,
  dossier,
  launch,
  open,
  present,
  send,
  sitDown,
  submit,
  type,
} from './testing/open-page.ts';
import { announced } from './testing/samples.ts';

let fake: FakeDesk;

beforeEach(() => {
  sessionStorage.clear();
  fake = new FakeDesk();
  fake.dossiers = [announced('0975'), announced('0976')];
});

describe('a scanner', () => {
  const code = 'H15.50.05.13-261008-0975';
  let nowMs = 0;
  async function typed(gapMs: number): Promise<void> {
    nowMs += 10_000;
    for (const key of [...code, 'Enter']) {
      nowMs += gapMs;
      const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
      Object.defineProperty(event, 'timeStamp', { value: nowMs });
      document.body.dispatchEvent(event);
    }
    await Promise.resolve();
  }

  test('that is as slow as the unit says is told from a hand, and one that is slower is not', async () => {
    const scanner = { gapMsMax: 200, lengthMin: 8 };
    fake.station = { ...fake.station, scanner };
    await open(fake);
    const refused = 'Xin vào ca trước, sau đó quét lại mã hồ sơ.';
    await typed(250);
    expect(screen.queryByText(refused)).toBeNull();
    await typed(150); // nobody is signed in: the page says that it took nothing
    expect(await screen.findByText(refused)).toBeTruthy();
  });
});

describe('signing in', () => {
  test('shows the counter’s officers, then asks for the PIN, then the desk', async () => {
    await open(fake);
    await fireEvent.click(button('Cán bộ mẫu Hai'));
    const pin: HTMLInputElement = screen.getByLabelText('Mã PIN');
    expect(pin.type).toBe('password');
    expect(document.activeElement).toBe(pin);
    await type(pin, '24 68a10');
    expect(pin.value).toBe('246810');
    await send(pin);
    expect(await screen.findByText('Cán bộ: Cán bộ mẫu Hai')).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(dossier()));
  });

  test('says of a wrong PIN that it did not work, and nothing more', async () => {
    await open(fake);
    await fireEvent.click(button('Cán bộ mẫu Hai'));
    await type(screen.getByLabelText('Mã PIN'), '111111');
    await send(screen.getByLabelText('Mã PIN'));
    expect(await screen.findByText(problemSentences['sign-in.refused'].vi)).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('Mã PIN').value).toBe('');
  });

  test('counts the seconds of a pause', async () => {
    fake.refusal = 'sign-in.wait';
    fake.refusalParameters = { seconds: 20 };
    await open(fake);
    await fireEvent.click(button('Cán bộ mẫu Hai'));
    await type(screen.getByLabelText('Mã PIN'), '111111');
    await send(screen.getByLabelText('Mã PIN'));
    expect(await screen.findByText('Có thể thử lại sau 20 giây.')).toBeTruthy();
    expect(button<HTMLButtonElement>('Vào ca').disabled).toBe(true);
    expect(
      await screen.findByText('Có thể thử lại sau 19 giây.', {}, { timeout: 3_000 }),
    ).toBeTruthy();
  });

  test('says who has the counter before it is taken over', async () => {
    const { id, name } = fake.station.officers[0]!;
    fake.station = { ...fake.station, takenBy: { id, name } };
    await open(fake);
    await fireEvent.click(button('Cán bộ mẫu Hai'));
    expect(screen.getByText(/Cán bộ Cán bộ mẫu Một đang trong ca/)).toBeTruthy();
  });

  test('offers an officer without a PIN to nobody, and says whom to ask', async () => {
    await open(fake);
    expect(button<HTMLButtonElement>(/Cán bộ mẫu Ba/).disabled).toBe(true);
    expect(screen.getByText(/xin liên hệ văn phòng/)).toBeTruthy();
  });

  test('says so when there is no list of officers yet', async () => {
    fake.station = { ...fake.station, officers: [] };
    await open(fake);
    expect(screen.getByText(/chưa nhận được danh sách cán bộ/)).toBeTruthy();
  });

  test('finds a name without its marks in a long list', async () => {
    const names = ['Đặng', 'Bùi', 'Lê', 'Mã', 'Tạ', 'Vũ', 'Hồ', 'Chu', 'Từ', 'Kha'];
    const [first] = fake.station.officers;
    fake.station = {
      ...fake.station,
      officers: names.map((name, index) => ({ ...first!, id: `o-${index}` as never, name })),
    };
    await open(fake);
    await fireEvent.input(screen.getByLabelText('Tìm theo tên'), { target: { value: 'dang' } });
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
    await fireEvent.submit(screen.getByLabelText('Tìm theo tên').closest('form')!);
    expect(screen.getByText(/Gõ mã PIN của Đặng/)).toBeTruthy();
  });

  test('shows the fingerprint of the door’s certificate', async () => {
    fake.station = { ...fake.station, fingerprint: 'AB12 CD34' };
    await open(fake);
    expect(screen.getByText('AB12 CD34')).toBeTruthy();
  });

  test('hides the work behind the lock and gives it back', async () => {
    await sitDown(fake);
    await type(dossier(), '09');
    await fireEvent.keyDown(document.body, { code: 'KeyK', altKey: true });
    expect(await screen.findByText(/Trang đang khóa/)).toBeTruthy();
    expect(screen.queryByLabelText('Mã hồ sơ')).toBeNull();
    await type(screen.getByLabelText('Mã PIN'), '246810');
    await send(screen.getByLabelText('Mã PIN'));
    await waitFor(() => expect(dossier().value).toBe('09'));
  });

  test('says who took the counter over at another seat', async () => {
    await sitDown(fake);
    const { id, name } = fake.station.officers[0]!;
    fake.change({ signedIn: null, takenBy: { id, name } });
    expect(await screen.findByText(/Cán bộ mẫu Một đã vào ca tại quầy này/)).toBeTruthy();
  });

  test('leaves nothing behind at the end of the shift', async () => {
    await sitDown(fake);
    await launch();
    await fireEvent.click(button('Hết ca'));
    expect(await screen.findByText('Chọn tên của anh/chị.')).toBeTruthy();
    fake.seat(0);
    await waitFor(() => expect(dossier().value).toBe(''));
    expect(screen.getByText('Chưa có lời mời nào.')).toBeTruthy();
  });
});

describe('the surveys', () => {
  test('go from waiting to rated in the words of the desk', async () => {
    await sitDown(fake);
    await launch();
    await waitFor(() => expect(within(present()).getByText('Đang chờ')).toBeTruthy());
    fake.happen('survey-1', 'rated');
    await waitFor(() => expect(within(present()).getByText('Đã đánh giá')).toBeTruthy());
    expect(screen.queryByRole('button', { name: 'Thu hồi lời mời' })).toBeNull();
  });

  test('are withdrawn after one question, by keys alone', async () => {
    await sitDown(fake);
    await launch();
    await screen.findByRole('button', { name: 'Thu hồi lời mời' });
    await fireEvent.keyDown(document.body, { code: 'KeyT', altKey: true });
    const sure = await screen.findByRole('button', { name: 'Thu hồi' });
    await waitFor(() => expect(document.activeElement).toBe(sure));
    expect(within(present()).getByText('Đang chờ')).toBeTruthy();
    await fireEvent.click(sure);
    await waitFor(() => expect(within(present()).getByText('Không đánh giá')).toBeTruthy());
    await waitFor(() => expect(document.activeElement).toBe(dossier()));
  });

  test('are kept if the officer thinks better of it', async () => {
    await sitDown(fake);
    await launch();
    await fireEvent.click(await screen.findByRole('button', { name: 'Thu hồi lời mời' }));
    await fireEvent.click(button('Giữ lại'));
    expect(within(present()).getByText('Đang chờ')).toBeTruthy();
    expect(button('Thu hồi lời mời')).toBeTruthy();
  });

  test('say why a withdrawal was refused', async () => {
    await sitDown(fake);
    await launch();
    await fireEvent.click(await screen.findByRole('button', { name: 'Thu hồi lời mời' }));
    fake.refusal = 'survey.closed';
    await fireEvent.click(button('Thu hồi'));
    expect(await screen.findByText(problemSentences['survey.closed'].vi)).toBeTruthy();
  });

  test('are listed, newest first', async () => {
    await sitDown(fake);
    await launch('0975');
    await waitFor(() => expect(within(present()).getByText(/… 0975/)).toBeTruthy());
    await launch('0976');
    await waitFor(() => expect(within(present()).getByText(/… 0976/)).toBeTruthy());
    const earlier = screen.getByRole('list', { name: 'Các lời mời trước đó' });
    expect(within(earlier).getByText(/… 0975/)).toBeTruthy();
    expect(within(earlier).getAllByRole('listitem')).toHaveLength(1);
  });
});

describe('bad days', () => {
  test('says that the kiosk is away, keeps the field and catches up when it is back', async () => {
    await sitDown(fake);
    await launch();
    await screen.findByText('Đang chờ');
    await type(dossier(), '0976');
    fake.leave();
    expect(await screen.findByText('Đang kết nối lại với kiosk')).toBeTruthy();
    expect(submit().disabled).toBe(true);
    fake.happen('survey-1', 'rated');
    await fake.comeBack();
    await waitFor(() => expect(within(present()).getByText('Đã đánh giá')).toBeTruthy());
    expect(screen.queryByText('Đang kết nối lại với kiosk')).toBeNull();
    expect(dossier().value).toBe('0976');
  });

  test('claims nothing about a survey that the kiosk has forgotten', async () => {
    await sitDown(fake);
    await launch();
    await screen.findByText('Đang chờ');
    fake.leave();
    fake.forget('survey-1');
    await fake.comeBack();
    expect(await screen.findByText('Chưa có lời mời nào.')).toBeTruthy();
  });

  test('says that an invitation waits for the kiosk, and lets it be dropped', async () => {
    await sitDown(fake);
    fake.losesAnswers = true;
    await launch();
    expect(
      await screen.findByText(/Lời mời này chỉ được gửi một lần/, {}, { timeout: 3_000 }),
    ).toBeTruthy();
    await fireEvent.click(button('Bỏ, làm hồ sơ khác'));
    expect(screen.queryByText(/Lời mời này chỉ được gửi một lần/)).toBeNull();
  });

  test('says that the kiosk takes no ratings', async () => {
    fake.station = { ...fake.station, ready: false };
    await open(fake);
    expect(screen.getByText('Kiosk chưa nhận được đánh giá lúc này')).toBeTruthy();
  });
});
