import { expect, test } from 'vitest';
import { pageAt } from './pages.ts';

test('an address leads to its page, an unknown one to the results', () => {
  expect(pageAt('#kiosk')).toBe('kiosks');
  expect(pageAt('#danh-muc')).toBe('catalogue');
  expect(pageAt('#ket-qua')).toBe('results');
  expect(pageAt('')).toBe('results');
  expect(pageAt('#constructor')).toBe('results');
});
