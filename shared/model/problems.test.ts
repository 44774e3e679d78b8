import { describe, expect, test } from 'vitest';
import { problem, problemSchema, problemSentences, type ProblemCode } from './problems.ts';

const codes = Object.keys(problemSentences) as ProblemCode[];
const holes = (sentence: string): string[] =>
  [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();

describe.each(codes)('%s', (code) => {
  const { vi, en } = problemSentences[code];

  test('is a complete sentence in both languages', () => {
    for (const sentence of [vi, en]) {
      expect(sentence).toBe(sentence.normalize('NFC').trim());
      expect(sentence).toMatch(/^\p{Lu}.*[.?!]$/u);
      expect(sentence).not.toMatch(/\s{2}|"|\p{Cc}/u);
    }
    expect(vi).toMatch(/[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]/);
    expect(vi).not.toBe(en);
  });

  test('names the same parameters in both languages', () => {
    expect(holes(vi)).toEqual(holes(en));
  });

  test('travels whole, with every hole filled', () => {
    const parameters = Object.fromEntries(holes(vi).map((name) => [name, 7]));
    const made = problem(code, parameters);
    expect(problemSchema.parse(structuredClone(made))).toEqual(made);
    expect(holes(made.vi + made.en)).toEqual([]);
  });
});

describe('a parameter', () => {
  test('that is long is cut in the sentence', () => {
    const made = problem('dossier.shape', { code: 'x'.repeat(10_000) });
    expect(made.vi.length).toBeLessThan(400);
  });

  test('is taken as it is, not as a pattern', () => {
    expect(problem('dossier.shape', { code: '$& $1 {code}' }).en).toContain('“$& $1 {code}”');
  });
});
