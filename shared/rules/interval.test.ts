import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilsonInterval } from './interval.ts';

describe('Wilson interval', () => {
  // Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998), table I.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i is between %f and %f', (numerator, denominator, low, high) => {
    const interval = wilsonInterval(numerator, denominator);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it('holds the share itself, stays within 0 and 1, and mirrors', () => {
    const shares = fc
      .tuple(fc.nat(10_000), fc.integer({ min: 1, max: 10_000 }))
      .filter(([k, n]) => k <= n);
    fc.assert(
      fc.property(shares, ([k, n]) => {
        const interval = wilsonInterval(k, n);
        const mirror = wilsonInterval(n - k, n);
        expect(interval.low).toBeGreaterThanOrEqual(0);
        expect(interval.high).toBeLessThanOrEqual(1);
        expect(interval.low).toBeLessThanOrEqual(k / n);
        expect(interval.high).toBeGreaterThanOrEqual(k / n);
        expect(interval.low).toBeCloseTo(1 - mirror.high, 10);
      }),
    );
  });

  it('refuses to say anything of nothing', () => {
    expect(() => wilsonInterval(0, 0)).toThrow(RangeError);
  });
});
