import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commentLengthMax } from '../../shared/limits.ts';
import { refusal, value } from './testing/acts.ts';
import { cleanComment } from './comment.ts';

test.each([
  ['nothing', null, null],
  ['blanks', ' \n\t ', null],
  ['decomposed letters', 'Ha\u0300i lo\u0300ng', 'Hài lòng'],
  ['control characters', 'a\u0000b\u0007c\u001b[31md\u009f', 'abc[31md'],
  ['text turned around', 'giá \u202E000.1\u202C', 'giá 000.1'],
  ['line ends of three kinds', 'a\r\nb\rc\nd', 'a\nb\nc\nd'],
  ['emoji of several parts', '👩‍👩‍👧 👍🏽 ❤️', '👩‍👩‍👧 👍🏽 ❤️'],
  ['half an emoji', 'a\ud83db', 'ab'],
  ['a tab', 'a\tb', 'a b'],
])('%s', (_, typed, kept) => {
  expect(value(cleanComment(typed))).toBe(kept);
});

test('100,000 characters get a sentence, the last permitted one none', () => {
  expect(refusal(cleanComment('ệ'.repeat(100_000)))).toBe('comment.length');
  expect(refusal(cleanComment('x'.repeat(commentLengthMax + 1)))).toBe('comment.length');
  expect(value(cleanComment('x'.repeat(commentLengthMax)))).toHaveLength(commentLengthMax);
});

test('a clean comment is clean, and stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (typed) => {
      const once = value(cleanComment(typed));
      if (once === null) return;
      expect(once.isWellFormed()).toBe(true);
      expect(once).toBe(once.normalize('NFC'));
      expect(once).not.toMatch(/[^\n\P{Cc}]/u);
      expect(value(cleanComment(once))).toBe(once);
    }),
    { numRuns: 2_000 },
  );
});
