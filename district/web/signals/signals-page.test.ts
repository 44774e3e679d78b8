import { render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import type { Signal, Signals } from '../../../shared/contract/signals.ts';
import { Session } from '../session/session.svelte.ts';
import { speechContext } from '../speech-context.ts';
import { Speech } from '../speech.svelte.ts';
import { fakeDistrict } from '../testing/fake-district.ts';
import SignalsPage from './SignalsPage.svelte';

const signal: Signal = {
  ...{ rule: 'fast-answers', kind: 'officer', hits: 40, of: 48, expected: 3.2, chance: 0.002 },
  unit: { id: 'don-vi-mau', name: 'Xã Mẫu' },
  subject: { id: 'can-bo-1', name: 'Nguyễn Văn Một' },
  peers: 12,
};
const none: Signals = {
  ...{ month: '2026-10', signals: [], officers: 7, minimum: 20, hoursUnknown: [] },
  rules: [{ id: 'fast-answers', chanceMax: 0.008, falseAlarms: 0.05 }],
};

function open(signals: Signals) {
  const ask = vi.fn(() => Promise.resolve(signals));
  const session = new Session(fakeDistrict({ signals: ask }));
  render(SignalsPage, { props: { session }, context: speechContext(new Speech()) });
  return ask;
}

test('a signal is a question with the figures it stands on', async () => {
  open({ ...none, signals: [signal] });
  await screen.findByRole('heading', { level: 2, name: 'Nguyễn Văn Một' });
  screen.getByRole('heading', {
    ...{ level: 3, name: 'Vì sao nhiều lượt đánh giá được bấm trước khi kịp đọc?' },
  });
  expect(document.body.textContent).toContain('40 trên 48; bình thường khoảng 3.');
  expect(document.body.textContent).toContain('cứ 500 tháng mới gặp một lần');
  expect(document.body.textContent).toContain('So với 12 nơi khác');
  expect(screen.getByRole('link').getAttribute('href')).toBe('#ket-qua=2026-10');
  expect(document.body.textContent).not.toMatch(/gian lận|vi phạm|sai phạm/i);
});

test('all questions about one officer stand together, the least likely officer first', async () => {
  const other = { ...signal, subject: { id: 'can-bo-2', name: 'Trần Thị Hai' } };
  const again: Signal = { ...signal, rule: 'bursts', hits: 9 };
  const counter: Signal = { ...signal, rule: 'walk-ins', kind: 'counter' };
  open({ ...none, signals: [signal, other, again, counter] });
  await screen.findByText('Số câu hỏi: 4, về 3 cán bộ hoặc quầy');
  const cards = screen
    .getAllByRole('heading', { level: 2 })
    .map((heading) => heading.closest('li'));
  const questions = cards.map((card) => card?.querySelectorAll('h3').length);
  expect(questions).toEqual([2, 1, 1, undefined]); // the last heading is of the rules
});

test('what is beyond any model is not counted out', async () => {
  open({ ...none, signals: [{ ...signal, chance: 1e-12, peers: 0 }] });
  await screen.findByText(/chưa đến một lần trong 10.000 tháng/);
  await screen.findByText(/Chưa có ai khác để so sánh/);
});

test('a quiet month says so, whom was looked at, and how the rules work', async () => {
  open({ ...none, hoursUnknown: ['Xã Mẫu'] });
  await screen.findByText('Không có dấu hiệu nào trong tháng này.');
  expect(document.body.textContent).toContain('Đã xem 7 cán bộ có từ 20 lượt mời');
  expect(document.body.textContent).toContain('giờ làm việc của: Xã Mẫu');
  expect(document.body.textContent).toContain('xác suất không quá 0,008');
  expect(document.body.textContent).toContain('Báo nhầm khi mô phỏng: 0,05 trên 100');
});
