/** z of a two-sided 95 % interval. */
const z95 = 1.959963984540054;

/**
 * Wilson score interval of a share, without continuity correction; fractions between 0 and 1.
 * Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927), 209-212.
 */
export function wilsonInterval(
  numerator: number,
  denominator: number,
  z: number = z95,
): { readonly low: number; readonly high: number } {
  if (denominator <= 0) throw new RangeError('An interval needs at least one answer');
  const p = numerator / denominator;
  const z2 = z * z;
  const centre = p + z2 / (2 * denominator);
  const spread = z * Math.sqrt((p * (1 - p) + z2 / (4 * denominator)) / denominator);
  const scale = 1 + z2 / denominator;
  return {
    low: numerator === 0 ? 0 : Math.max(0, (centre - spread) / scale),
    high: numerator === denominator ? 1 : Math.min(1, (centre + spread) / scale),
  };
}
