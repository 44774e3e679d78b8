import fc from 'fast-check';
import { expect, test } from 'vitest';
import { segmentsOf } from './segments.ts';

const shown = (text: string, spans: readonly (readonly [number, number])[]): string =>
  segmentsOf(text, spans)
    .map(({ part, isMarked }) => (isMarked ? `[${part}]` : part))
    .join('');

test('marks the words that matched, with their own diacritics', () => {
  expect(shown('Đăng ký khai sinh', [[8, 17]])).toBe('Đăng ký [khai sinh]');
  expect(
    shown('Đăng ký', [
      [5, 7],
      [0, 4],
    ]),
  ).toBe('[Đăng] [ký]');
  expect(shown('Đăng ký', [])).toBe('Đăng ký');
});

test('loses no letter, whatever the spans', () => {
  const spans = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 })),
  );
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), spans, (text, marks) => {
      const segments = segmentsOf(text, marks);
      expect(segments.map(({ part }) => part).join('')).toBe(text);
      expect(segments.every(({ part }) => part !== '')).toBe(true);
    }),
  );
});
