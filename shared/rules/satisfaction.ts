import { wilsonInterval } from './interval.ts';

/**
 * The rules of the numbers. Rate = satisfied answers / all answers: "Bình thường" stays in the denominator, no answer
 * is in neither (docs: what the numbers mean). Fractions are never rounded here; rounding is for the eye.
 */
export type ShareOfCounts = {
  readonly verdict: 'none' | 'few' | 'shown';
  readonly numerator: number;
  readonly denominator: number;
  readonly fraction: number | null;
  readonly low: number | null;
  readonly high: number | null;
};

/**
 * A share with its Wilson 95 % interval, or the reason why none may be shown: `none` without a single case
 * ("chưa có dữ liệu"), `few` under the minimum ("chưa đủ dữ liệu"). Zero of zero is not 0 %.
 */
export function share(numerator: number, denominator: number, minimum: number): ShareOfCounts {
  if (!Number.isInteger(numerator) || numerator < 0 || numerator > denominator) {
    throw new RangeError(`Not a share: ${numerator} of ${denominator}`);
  }
  const hidden = { numerator, denominator, fraction: null, low: null, high: null };
  if (denominator === 0) return { verdict: 'none', ...hidden };
  if (denominator < minimum) return { verdict: 'few', ...hidden };
  const interval = wilsonInterval(numerator, denominator);
  return {
    verdict: 'shown',
    numerator,
    denominator,
    fraction: numerator / denominator,
    ...interval,
  };
}

/** "tối thiểu 90 %" is ≥, "trên 90 %" is >: they differ at exactly 90 %. */
export type Target = { readonly comparator: 'at-least' | 'above'; readonly percent: number };

/** Compares whole numbers, so that exactly 90 % is exactly 90 %. */
export function meetsTarget(numerator: number, denominator: number, target: Target): boolean {
  if (denominator === 0) return false;
  const reached = numerator * 100;
  const wanted = target.percent * denominator;
  return target.comparator === 'at-least' ? reached >= wanted : reached > wanted;
}
