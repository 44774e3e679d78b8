import { expect, it } from 'vitest';
import { classOfPoints } from './points.ts';

it.each([
  [18, 'Xuất sắc'],
  [15, 'Xuất sắc'],
  [14.5, 'Tốt'],
  [12, 'Tốt'],
  [11, 'Khá'],
  [9, 'Khá'],
  [8, 'Trung bình'],
  [6, 'Trung bình'],
  [5, 'Yếu'],
  [0, 'Yếu'],
])('%d points are "%s": a limit belongs to the class above it', (points, name) => {
  expect(classOfPoints(points)).toBe(name);
});

it.each([-1, 18.5, Number.NaN])('%d is no score', (points) => {
  expect(() => classOfPoints(points)).toThrow(RangeError);
});
