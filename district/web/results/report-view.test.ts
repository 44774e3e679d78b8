import { render, screen, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import type { Report } from '../../../shared/contract/district.ts';
import { Speech } from '../speech.svelte.ts';
import { speechContext } from '../speech-context.ts';
import { emptyReport, groupOf, sampleReport } from '../testing/sample-report.ts';
import ReportView from './ReportView.svelte';

function show(report: Report, speech = new Speech()): void {
  render(ReportView, {
    props: { report, unitName: 'Tất cả đơn vị' },
    context: speechContext(speech),
  });
}

/** The words of the section with this heading, blanks and no-break spaces evened out. */
function section(heading: string): string {
  const found = screen.getByRole('heading', { level: 2, name: heading }).closest('section');
  return (found?.textContent ?? '').replace(/\s+/g, ' ');
}

test('the rate stands with its count, its interval and its answers', () => {
  show(sampleReport());
  const words = section('Tỷ lệ hài lòng tại quầy');
  expect(words).toContain('78,1 %');
  expect(words).toContain('Khoảng tin cậy 95 %: từ 72,8 % đến 82,5 %; n = 278');
  expect(words).toContain('217 trên 278 đánh giá');
});

test('the response rate is ratings over invitations', () => {
  show(sampleReport());
  const words = section('Tỷ lệ phản hồi');
  expect(words).toContain('62,1 %');
  expect(words).toContain('278 đánh giá trên 448 lượt mời');
});

test('every level is said in words, with count and share of all ratings', () => {
  show(sampleReport());
  const words = section('Đánh giá theo mức');
  for (const level of [
    'Rất hài lòng tính là hài lòng 121 đánh giá 43,5 %',
    'Bình thường 38 đánh giá 13,7 %',
    'Rất không hài lòng 9 đánh giá 3,2 %',
  ]) {
    expect(words).toContain(level);
  }
});

test('the funnel names every end an invitation can have', () => {
  show(sampleReport());
  const words = section('Từ lượt mời đến đánh giá');
  for (const end of [
    'Lượt mời của cán bộ 448 lượt',
    'Câu hỏi đã hiện trên kiosk 439 lượt',
    'Công dân đã đánh giá 278 lượt',
    'Có nêu thêm lý do, ý kiến 61 lượt',
    'Từ chối đánh giá 41',
    'Hết thời gian chờ 118',
    'Cán bộ thu hồi 9',
    'Chưa kết thúc 2',
  ]) {
    expect(words).toContain(end);
  }
});

test('a period without ratings says so and shows no zero per cent', () => {
  show(emptyReport());
  for (const heading of ['Tỷ lệ hài lòng tại quầy', 'Tỷ lệ phản hồi', 'Đánh giá theo mức']) {
    expect(section(heading)).toContain('Chưa có dữ liệu');
  }
  expect(section('Theo thủ tục')).toContain('Chưa có dữ liệu');
  expect(document.body.textContent).not.toMatch(/0,0\s%/);
});

test('under the minimum neither the rate nor a level is shown', () => {
  show(sampleReport({ total: groupOf(null, 'Tất cả', { answers: [20, 4, 3, 1, 1], expired: 8 }) }));
  const rate = section('Tỷ lệ hài lòng tại quầy');
  expect(rate).toContain('Chưa đủ dữ liệu (cần ít nhất 30 đánh giá)');
  expect(rate).toContain('Mới có 29 đánh giá');
  expect(rate).not.toMatch(/\d\s%/);
  const levels = section('Đánh giá theo mức');
  expect(levels).toContain('Chưa đủ dữ liệu (cần ít nhất 30 đánh giá)');
  expect(levels).not.toMatch(/20|Rất hài lòng/);
  expect(section('Tỷ lệ phản hồi')).toContain('78,4 %');
});

test('walk-in ratings stand apart, with the reason', () => {
  show(sampleReport({ walkIn: groupOf(null, 'x', { answers: [20, 10, 5, 3, 2] }) }));
  const words = section('Đánh giá tự do');
  expect(words).toContain('20 đánh giá 50,0 %');
  expect(words).toContain('không cộng vào tỷ lệ ở trên');
});

test('repeats and entries not understood are counted in the open', () => {
  show(sampleReport({ repeats: 1_203, quarantined: 7 }));
  expect(section('Được giữ lại nhưng không tính')).toMatch(/lặp lại 1\.203 .*chưa đọc được 7 /);
});

test('the sample catalogue and a server on trial are named as such', () => {
  show(sampleReport({ durability: 'demo' }));
  expect(document.body.textContent).toContain('Dữ liệu mẫu – cần đối chiếu quyết định công bố');
  expect(screen.getByRole('note').textContent).toContain('có thể mất khi mất điện');
});

test('a durable server has no such warning', () => {
  show(sampleReport({ durability: 'full' }));
  expect(screen.queryByRole('note')).toBeNull();
});

test('the method is on the page: formula, silence, and what it is not', () => {
  show(sampleReport());
  const method = screen.getByRole('heading', { name: 'Cách tính' }).closest('section');
  const rules = within(method as HTMLElement).getAllByRole('listitem');
  const words = rules.map((rule) => rule.textContent).join(' ');
  expect(words).toContain('÷ tổng số đánh giá gắn với hồ sơ');
  expect(words).toContain('Mức được tính là hài lòng: Rất hài lòng, Hài lòng.');
  expect(words).toContain('Không trả lời không bao giờ được coi là một câu trả lời');
  expect(words).toContain('không phải là kết quả đo SIPAS');
});

test('the English page has English figures', () => {
  const speech = new Speech();
  speech.switch();
  show(sampleReport(), speech);
  expect(section('Share satisfied at the counter')).toContain('72.8% to 82.5%; n = 278');
});
