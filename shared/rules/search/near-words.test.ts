import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutTelex, withoutVni } from './leftovers.ts';
import { typingDistance } from './near-words.ts';
import { markedForm, otherSpelling, wordsOf } from './words.ts';

const word = fc.string({ unit: fc.constantFrom(...'abcdefgh'), maxLength: 7 });

test.each([
  ['khai', 'khai', 0],
  ['kha', 'khai', 1],
  ['khaii', 'khai', 1],
  ['khsi', 'khai', 0.7], // s is beside a
  ['khpi', 'khai', 1],
  ['kahi', 'khai', 0.7], // swapped
  ['kxxi', 'khai', 2],
  ['xxxx', 'khai', Infinity],
])('%s is %s + %d', (typed, meant, distance) => {
  expect(typingDistance(typed, meant, 2)).toBeCloseTo(distance);
});

test('a distance is symmetric, zero only for the same word, and never beyond its bound', () => {
  fc.assert(
    fc.property(word, word, fc.integer({ min: 0, max: 3 }), (a, b, bound) => {
      const distance = typingDistance(a, b, bound);
      expect(distance).toBeCloseTo(typingDistance(b, a, bound));
      expect(distance === 0).toBe(a === b);
      expect(distance <= bound || distance === Infinity).toBe(true);
    }),
  );
});

test.each([
  ['ddaats', 'dat'],
  ['ddai', 'dai'],
  ['dduwowngf', 'duong'],
  ['nguowif', 'nguoi'],
  ['hoonj', 'hon'],
  ['kys', 'ky'],
  ['tuwr', 'tu'],
  ['khai', null],
  ['bcd', null],
])('Telex %s was meant as %s', (typed, meant) => {
  expect(withoutTelex(typed)).toBe(meant);
});

test.each([
  ['d9a61t', 'dat'],
  ['nguo7i2', 'nguoi'],
  ['dat', null],
  ['2024', null],
])('VNI %s was meant as %s', (typed, meant) => {
  expect(withoutVni(typed)).toBe(meant);
});

test('words know where they stand', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (raw) => {
      const text = raw.normalize('NFC');
      for (const { text: of, from, to } of wordsOf(text)) expect(text.slice(from, to)).toBe(of);
    }),
  );
});

test('two ways to write a syllable are one', () => {
  expect(markedForm('UỶ')).toBe(markedForm('ủy'));
  expect(markedForm('hoà')).toBe(markedForm('hòa'.normalize('NFD')));
  expect(markedForm('hoa')).not.toBe(markedForm('hòa'));
  expect(markedForm('đô')).not.toBe(markedForm('do'));
  expect([otherSpelling('ky'), otherSpelling('quy'), otherSpelling('uy')]).toEqual([
    'ki',
    'qui',
    null,
  ]);
});
