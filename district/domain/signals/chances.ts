import { gammaln } from 'simple-statistics';

/**
 * The chances behind the signals: how likely what was seen, or more, is where nothing is wrong. Log-gamma comes from
 * simple-statistics; the sums above it are exact, so that a small chance is not a rounded one.
 */

/** A share as it spreads over honest officers: beta-binomial with mean and intraclass correlation ("spread"). */
export type Spread = { readonly mean: number; readonly spread: number };

/**
 * P(X ≥ hits) for X out of `of`, X ~ beta-binomial. Spread 0 is the binomial.
 * Source: J. G. Skellam, "A probability distribution derived from the binomial …", JRSS B 10 (1948), 257-261.
 */
export function atLeast(hits: number, of: number, { mean, spread }: Spread): number {
  if (hits <= 0) return 1;
  if (hits > of || mean <= 0) return 0;
  if (mean >= 1) return 1;
  const term = spread > 0 ? betaBinomialTerm(of, mean, spread) : binomialTerm(of, mean);
  let total = 0;
  for (let count = hits; count <= of; count += 1) total += Math.exp(term(count));
  return Math.min(1, total);
}

function binomialTerm(of: number, mean: number): (count: number) => number {
  return (count) =>
    logChoose(of, count) + count * Math.log(mean) + (of - count) * Math.log1p(-mean);
}

function betaBinomialTerm(of: number, mean: number, spread: number): (count: number) => number {
  const size = (1 - spread) / spread;
  const [alpha, beta] = [mean * size, (1 - mean) * size];
  const whole = logBeta(alpha, beta);
  return (count) => logChoose(of, count) + logBeta(count + alpha, of - count + beta) - whole;
}

/** ln of the beta function; gammaln takes positive numbers. */
function logBeta(one: number, other: number): number {
  return gammaln(one) + gammaln(other) - gammaln(one + other);
}

function logChoose(of: number, count: number): number {
  return gammaln(of + 1) - gammaln(count + 1) - gammaln(of - count + 1);
}

/** One officer's hits out of how many. */
export type Count = {
  readonly hits: number;
  readonly of: number;
  /** Of chains: all answers in them. */
  readonly answers?: number;
  /** Of runs: the share of the most common level. */
  readonly common?: number;
  /** Of runs: how often that level is followed by itself. */
  readonly stays?: number;
};

/**
 * How a share spreads over peers, by the moments of their counts: mean = all hits / all, and the intraclass correlation
 * that makes the weighted variance between them come out as it is.
 * Source: J. C. Kleinman, "Proportions with extraneous variance", JASA 68 (1973), 46-54, with weights `of`.
 */
export function spreadOf(peers: readonly Count[]): Spread {
  const all = sum(peers.map(({ of }) => of));
  const mean = sum(peers.map(({ hits }) => hits)) / all;
  const noise = mean * (1 - mean);
  const free = all - sum(peers.map(({ of }) => of * of)) / all - (peers.length - 1);
  if (noise === 0 || free <= 0) return { mean, spread: 0 };
  const between = sum(peers.map(({ hits, of }) => of * (hits / of - mean) ** 2));
  const spread = (between - noise * (peers.length - 1)) / (noise * free);
  return { mean, spread: Math.min(Math.max(spread, 0), spreadMax) };
}

const spreadMax = 0.9;

/**
 * P(some run of at least `length` alike among `of` answers), when each answer is the common one with chance `common`
 * whatever came before: the run's exact distribution, by the recursion on the place where the first run ends.
 * Source: W. Feller, "An Introduction to Probability Theory and Its Applications" I, XIII.7.
 */
export function runAtLeast(length: number, of: number, common: number): number {
  if (length > of || common <= 0) return 0;
  if (length <= 0 || common >= 1) return 1;
  const whole = common ** length;
  const first = new Float64Array(of + 1); // first[n]: chance of a run within the first n
  for (let n = length; n <= of; n += 1) {
    const before = first[n - 1] ?? 0;
    const startsHere =
      n === length ? whole : (1 - (first[n - length - 1] ?? 0)) * (1 - common) * whole;
    first[n] = before + startsHere;
  }
  return Math.min(1, first[of] ?? 0);
}

/**
 * P(the longest of `chains` has at least `length` links), when a chain goes on after each link with chance `goesOn`.
 */
export function longestChainAtLeast(length: number, chains: number, goesOn: number): number {
  if (length <= 1) return 1;
  const one = goesOn ** (length - 1);
  return -Math.expm1(chains * Math.log1p(-one));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
