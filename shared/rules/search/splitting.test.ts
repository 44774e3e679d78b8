import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitWords } from './splitting.ts';
import { wordTexts } from './words.ts';

test('splits any text where the pattern does', () => {
  const vietnamese = fc.constantFrom(...'aĐếuỷ0 ,.-–“”…\u0301\u00a0₫½'.split(''), '𝒳', '\ud800');
  const unit = fc.oneof(vietnamese, fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }));
  fc.assert(
    fc.property(fc.array(unit), (units) => {
      const text = units.join('');
      expect(splitWords(text)).toEqual([...wordTexts(text)]);
    }),
    { numRuns: 1_000 },
  );
  const characters = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit));
  const wrong = characters.filter((it) => {
    const text = `a${it}b`;
    return splitWords(text).join('|') !== wordTexts(text).join('|');
  });
  expect(wrong).toEqual([]);
});
