import { expect, test } from 'vitest';
import { en } from './en.ts';
import { vi } from './vi.ts';

const english: Readonly<Record<string, string>> = en;
const holes = (text: string | undefined): string[] =>
  [...new Set(text?.match(/\{\w+\}/g) ?? [])].sort();

test('both languages have the same keys and the same holes', () => {
  expect(Object.keys(en)).toEqual(Object.keys(vi));
  for (const [key, text] of Object.entries(vi))
    expect(holes(english[key]), key).toEqual(holes(text));
});

test('texts are composed (NFC), trimmed and not empty', () => {
  for (const text of [...Object.values(vi), ...Object.values(en)]) {
    expect(text).toBe(text.normalize('NFC').trim());
    expect(text).not.toBe('');
  }
});

test('the national index is named once, to say that this is not it', () => {
  for (const texts of [vi, en]) {
    const naming = Object.entries(texts).filter(([, text]) => /SIPAS/i.test(text));
    expect(naming.map(([key]) => key)).toEqual(['method.notSipas']);
  }
});
