import { expect, it } from 'vitest';
import { fold } from './folding.ts';

it.each([
  ['Đăng ký khai sinh', 'dang ky khai sinh'],
  ['ỦY BAN', 'uy ban'],
  ['Uỷ  ban\n', 'uy ban'],
  ['ươn ướt'.normalize('NFD'), 'uon uot'],
])('folds %j to %j', (text, folded) => {
  expect(fold(text)).toBe(folded);
});
