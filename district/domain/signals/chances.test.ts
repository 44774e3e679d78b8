import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atLeast, longestChainAtLeast, runAtLeast, spreadOf } from './chances.ts';

/** Adds up the chance of every sequence of `of` answers in which `holds`. */
function overAll(of: number, common: number, holds: (sequence: string) => boolean): number {
  let total = 0;
  for (let number = 0; number < 2 ** of; number += 1) {
    const sequence = number.toString(2).padStart(of, '0');
    const hits = [...sequence].filter((one) => one === '1').length;
    if (holds(sequence)) total += common ** hits * (1 - common) ** (of - hits);
  }
  return total;
}

describe('the chance of so many or more', () => {
  test.each([
    [3, 5, { mean: 0.5, spread: 0 }, 0.5],
    [10, 10, { mean: 0.9, spread: 0 }, 0.9 ** 10],
    [0, 10, { mean: 0.2, spread: 0.1 }, 1],
    [11, 10, { mean: 0.2, spread: 0.1 }, 0],
    [1, 10, { mean: 0, spread: 0.1 }, 0],
    // Beta(1, 1) mixed with a binomial is even over 0 … n (Skellam 1948).
    [9, 10, { mean: 0.5, spread: 1 / 3 }, 2 / 11],
    [4, 20, { mean: 0.5, spread: 1 / 3 }, 17 / 21],
  ])('%i of %i under %o is %f', (hits, of, spread, chance) => {
    expect(atLeast(hits, of, spread)).toBeCloseTo(chance, 10);
  });

  test('is what every sequence adds up to', () => {
    for (const hits of [1, 4, 8]) {
      const counted = overAll(8, 0.3, (one) => one.replaceAll('0', '').length >= hits);
      expect(atLeast(hits, 8, { mean: 0.3, spread: 0 })).toBeCloseTo(counted, 10);
    }
  });

  test('falls with more hits, and beyond the mean grows with the spread', () => {
    const share = fc.double({ min: 0.01, max: 0.5, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 300 }), share, share, (of, mean, spread) => {
        const far = Math.ceil(of * Math.min(0.98, mean * 1.8)) + 3;
        expect(atLeast(far, of, { mean, spread })).toBeLessThanOrEqual(
          atLeast(far - 1, of, { mean, spread }),
        );
        expect(atLeast(of, of, { mean, spread })).toBeGreaterThanOrEqual(
          atLeast(of, of, { mean, spread: 0 }),
        );
      }),
    );
  });
});

describe('the spread over peers', () => {
  test('is none where all have the same share', () => {
    const spread = spreadOf([40, 80, 60].map((of) => ({ hits: of / 2, of })));
    expect(spread).toEqual({ mean: 0.5, spread: 0 });
  });

  test('is all where some do it always and the others never', () => {
    const spread = spreadOf([100, 0, 100, 0].map((hits) => ({ hits, of: 100 })));
    expect(spread.mean).toBe(0.5);
    expect(spread.spread).toBe(0.9); // as far as it is believed
  });

  test('is found again in what was drawn with it', () => {
    // 200 of 400: a beta with mean 0.2 and correlation 0.05, at its own quantiles.
    const drawn = [0.09, 0.12, 0.145, 0.165, 0.185, 0.205, 0.225, 0.25, 0.285, 0.33];
    const { mean, spread } = spreadOf(drawn.map((share) => ({ hits: share * 4_000, of: 4_000 })));
    expect(mean).toBeCloseTo(0.2, 1);
    expect(spread).toBeGreaterThan(0.02);
    expect(spread).toBeLessThan(0.06);
  });
});

describe('the chance of a run', () => {
  test('is what every sequence adds up to', () => {
    for (const length of [1, 2, 3, 5, 12]) {
      const counted = overAll(12, 0.7, (one) => one.includes('1'.repeat(length)));
      expect(runAtLeast(length, 12, 0.7)).toBeCloseTo(counted, 10);
    }
  });

  test.each([
    [5, 4, 0.9, 0],
    [0, 4, 0.1, 1],
    [4, 4, 1, 1],
    [1, 4, 0, 0],
  ])('%i of %i at %f is %f', (length, of, common, chance) => {
    expect(runAtLeast(length, of, common)).toBe(chance);
  });
});

test('the chance of a chain is that of one, as often as there are chains', () => {
  expect(longestChainAtLeast(1, 10, 0.4)).toBe(1);
  expect(longestChainAtLeast(3, 1, 0.4)).toBeCloseTo(0.16, 10);
  expect(longestChainAtLeast(3, 2, 0.4)).toBeCloseTo(1 - 0.84 ** 2, 10);
  expect(longestChainAtLeast(40, 100, 0.4)).toBeCloseTo(100 * 0.4 ** 39, 12);
});
