import { describe, expect, it } from 'vitest';
import { meetsTarget, share } from './satisfaction.ts';

describe('a share of answers', () => {
  it('is "no data" without a single answer, never 0 %', () => {
    expect(share(0, 0, 30)).toMatchObject({ verdict: 'none', fraction: null, low: null });
  });

  it('is "not enough data" under the minimum and shown from the minimum on', () => {
    expect(share(29, 29, 30)).toMatchObject({ verdict: 'few', fraction: null, denominator: 29 });
    expect(share(27, 30, 30)).toMatchObject({ verdict: 'shown', fraction: 0.9 });
  });

  it('is a real zero when everybody was asked and nobody was satisfied', () => {
    expect(share(0, 30, 30)).toMatchObject({ verdict: 'shown', fraction: 0, low: 0 });
  });

  it('refuses counts that are no share', () => {
    expect(() => share(3, 2, 1)).toThrow(RangeError);
    expect(() => share(-1, 2, 1)).toThrow(RangeError);
    expect(() => share(0.5, 2, 1)).toThrow(RangeError);
  });
});

describe('a target', () => {
  it('"tối thiểu 90 %" is met at exactly 90 %, "trên 90 %" is not', () => {
    expect(meetsTarget(9, 10, { comparator: 'at-least', percent: 90 })).toBe(true);
    expect(meetsTarget(9, 10, { comparator: 'above', percent: 90 })).toBe(false);
    expect(meetsTarget(901, 1_000, { comparator: 'above', percent: 90 })).toBe(true);
  });

  it('is compared unrounded: 89.96 % is not 90 %', () => {
    expect(meetsTarget(8_996, 10_000, { comparator: 'at-least', percent: 90 })).toBe(false);
  });

  it('is never met by nothing', () => {
    expect(meetsTarget(0, 0, { comparator: 'at-least', percent: 0 })).toBe(false);
  });
});
