import { expect, test } from 'vitest';
import { matching, namesFrom, nearest } from './names.ts';

const names = namesFrom(
  JSON.stringify([
    { code: '1.000593', name: 'Đăng ký kết hôn lưu động' },
    { code: '1.000894', name: 'Đăng ký kết hôn' },
    { code: '1.001193', name: 'Đăng ký khai sinh' },
  ]),
);
const codes = (found: typeof names) => found.map(({ code }) => code);

test('procedures are found by words without marks in any order, and by code', () => {
  expect(codes(matching(names, 'hon dang ky'))).toEqual(['1.000593', '1.000894']);
  expect(codes(matching(names, ' 1193 '))).toEqual(['1.001193']);
  expect(matching(names, '')).toBe(names);
  expect(matching(names, 'đất')).toEqual([]);
});

test('the plainest name is offered first', () => {
  expect(codes(nearest(names, 'Đăng ký KẾT HÔN'))).toEqual(['1.000894', '1.000593']);
});
