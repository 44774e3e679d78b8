import { render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { Speech } from '../speech.svelte.ts';
import { speechContext } from '../speech-context.ts';
import { sampleRow } from '../testing/sample-fleet.ts';
import {
  emptyReport,
  emptyWay,
  groupOf,
  sampleReport,
  sampleWay,
} from '../testing/sample-report.ts';
import TodoPanel from './TodoPanel.svelte';
import type { Seen } from './todos.ts';

const nothing: Seen = { report: emptyReport(), way: emptyWay(), kiosks: [], signals: [] };

function show(changes: Partial<Seen> = {}): string {
  render(TodoPanel, {
    props: { seen: { ...nothing, ...changes } },
    context: speechContext(new Speech()),
  });
  const panel = screen.getByRole('region', { name: 'Việc cần xem' });
  return panel.textContent.replace(/\s+/g, ' ');
}

test('nothing to do is said, not left empty', () => {
  expect(show()).toContain('không có việc nào cần xem');
});

test('what could not be looked at is never taken for nothing', () => {
  const words = show({ kiosks: null });
  expect(words).toContain('Chưa xem được đủ');
  expect(words).not.toContain('không có việc nào');
});

test('a low procedure is named with its interval and its answers, and with a caution', () => {
  const low = groupOf('1.000894', 'Đăng ký kết hôn', { answers: [30, 10, 0, 50, 10] });
  const total = groupOf(null, 'Tất cả', { answers: [400, 40, 0, 50, 10] });
  const words = show({ report: sampleReport({ total, byProcedure: [low] }) });
  expect(words).toContain('Đăng ký kết hôn: 40,0 % (khoảng tin cậy 30,9 % – 49,8 %; n = 100)');
  expect(words).toContain('thấp do tình cờ');
});

test('who is late is named by counter, and the page with the rest is one touch away', () => {
  const words = show({ way: sampleWay(), kiosks: [sampleRow({ verdict: 'sick', queueDepth: 4 })] });
  expect(words).toContain('không có cán bộ đăng nhập, Quầy số 1: 2 trên 2 hồ sơ đã mời');
  expect(words).toContain('Kiosk còn giữ 4 bản ghi chưa gửi');
  const link = screen.getByRole('link', { name: 'Mở “Danh sách kiosk”' });
  expect(link.getAttribute('href')).toBe('#kiosk');
  expect(screen.getAllByRole('button', { name: 'Xem bảng hồ sơ' })).toHaveLength(3);
});
