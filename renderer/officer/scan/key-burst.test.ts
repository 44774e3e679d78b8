import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KeyBurst, type Verdict } from './key-burst.ts';

const timing = { gapMsMax: 50, lengthMin: 8 };
const code = 'H15.50.05.13-261008-0975';

/** Presses the keys of a text so far apart, and Enter behind it; what each of them was. */
function keys(burst: KeyBurst, text: string, gapMs: number, startMs = 0): Verdict[] {
  const verdicts = letters(burst, text, gapMs, startMs);
  const atMs = startMs + verdicts.length * gapMs;
  const end = { character: null, isEnd: true, isRepeat: false, atMs };
  return [...verdicts, burst.press(end, timing)];
}

function letters(burst: KeyBurst, text: string, gapMs: number, startMs: number): Verdict[] {
  return [...text].map((character, index) =>
    burst.press(
      { character, isEnd: false, isRepeat: false, atMs: startMs + index * gapMs },
      timing,
    ),
  );
}

describe('KeyBurst', () => {
  test('reads a scan and proves it at the shortest length', () => {
    const burst = new KeyBurst();
    const verdicts = keys(burst, code, 12);
    expect(verdicts[0]).toBe('first');
    expect(verdicts.indexOf('proven')).toBe(timing.lengthMin - 1);
    expect(verdicts.at(-1)).toBe('end');
    expect(burst.take(1_000)).toBe(code);
  });

  test('leaves a hand alone, however long it types', () => {
    const verdicts = keys(new KeyBurst(), code, 80);
    expect(new Set(verdicts)).toEqual(new Set(['first', 'hand']));
  });

  test('leaves a short burst alone: two keys that slipped together, a tone put in by an input method', () => {
    const verdicts = keys(new KeyBurst(), '0975', 5);
    expect(verdicts).toEqual(['first', 'hand', 'hand', 'hand', 'hand']);
  });

  test('does not take a held key for a scanner', () => {
    const burst = new KeyBurst();
    const verdicts = Array.from({ length: 40 }, (_, index) =>
      burst.press({ character: '0', isEnd: false, isRepeat: index > 0, atMs: index * 33 }, timing),
    );
    expect(verdicts).not.toContain('proven');
  });

  test('swallows the second Enter of a scanner, and no later one', () => {
    const burst = new KeyBurst();
    keys(burst, code, 10);
    burst.take(250);
    const enter = { character: null, isEnd: true, isRepeat: false };
    expect(burst.press({ ...enter, atMs: 260 }, timing)).toBe('echo');
    expect(burst.press({ ...enter, atMs: 900 }, timing)).toBe('hand');
  });

  test('begins anew after a pause in the middle', () => {
    const burst = new KeyBurst();
    letters(burst, 'H15.50', 10, 0);
    expect(keys(burst, code, 10, 5_000).at(-1)).toBe('end');
    expect(burst.take(6_000)).toBe(code);
  });

  test('reads every scan behind any typing of a hand', () => {
    const words = fc.string({ unit: fc.constantFrom('a', 'đ', '0', ' '), maxLength: 12 });
    const scanned = fc.string({ unit: fc.constantFrom('H', '0', '9', '.', '-'), minLength: 8 });
    fc.assert(
      fc.property(words, scanned, fc.integer({ min: 1, max: 50 }), (typed, scan, gapMs) => {
        const burst = new KeyBurst();
        letters(burst, typed, 120, 0);
        expect(keys(burst, scan, gapMs, 10_000).at(-1)).toBe('end');
        expect(burst.take(20_000)).toBe(scan);
      }),
    );
  });
});
