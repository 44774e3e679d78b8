import { expect, test } from 'vitest';
import { agoText, countText, dayText, momentText, percentText } from './numbers.ts';

const nowMs = Date.UTC(2026, 10, 22, 2, 41);
const minuteMs = 60_000;

test('counts have the thousands mark of the language', () => {
  expect(countText(1_234_567, 'vi')).toBe('1.234.567');
  expect(countText(1_234_567, 'en')).toBe('1,234,567');
});

test.each([
  [0, '0,0\u00a0%', '0.0%'],
  [0.0004, '<\u00a00,1\u00a0%', '<\u00a00.1%'],
  [0.0005, '0,1\u00a0%', '0.1%'],
  [0.87447, '87,4\u00a0%', '87.4%'],
  [0.9, '90,0\u00a0%', '90.0%'],
  [0.9994, '99,9\u00a0%', '99.9%'],
  [0.9996, '>\u00a099,9\u00a0%', '>\u00a099.9%'],
  [1, '100,0\u00a0%', '100.0%'],
])('the fraction %d is never rounded to nothing or everything', (fraction, vi, en) => {
  expect(percentText(fraction, 'vi')).toBe(vi);
  expect(percentText(fraction, 'en')).toBe(en);
});

test('a day reads as the language writes it', () => {
  expect(dayText('2026-11-02', 'vi')).toBe('02/11/2026');
  expect(dayText('2026-11-02', 'en')).toBe('2 Nov 2026');
});

test('a moment is in Vietnam’s time, also across midnight', () => {
  expect(momentText(nowMs, 'vi')).toBe('09:41, 22/11/2026');
  expect(momentText(Date.UTC(2026, 11, 31, 17, 5), 'vi')).toBe('00:05, 01/01/2027');
  expect(momentText(nowMs, 'en')).toBe('22 Nov 2026, 09:41');
});

test.each([
  [minuteMs - 1, null],
  [minuteMs, '1 phút trước'],
  [5 * minuteMs, '5 phút trước'],
  [60 * minuteMs - 1, '59 phút trước'],
  [60 * minuteMs, '1 giờ trước'],
  [24 * 60 * minuteMs, '1 ngày trước'],
  [-minuteMs, null],
])('%d ms ago reads %s', (elapsedMs, text) => {
  expect(agoText(elapsedMs, 'vi')).toBe(text);
});
