/** Whether memory stays flat: over the longest life of one process, by thirds and by a straight line. */

export type Sample = {
  /** Which life of the process: another one after every death. */
  readonly life: number;
  /** Since the start of the soak. */
  readonly atMs: number;
  readonly value: number;
};

export type Trend = {
  readonly samples: number;
  /** How long the life was watched, its settling left out, h. */
  readonly hours: number;
  /** Medians of the first and the last third. */
  readonly first: number;
  readonly last: number;
  /** Of the straight line through all samples, per hour. */
  readonly perHour: number;
};

/** What a figure may grow: by so much for its noise, and so much an hour. */
export type Allowance = { readonly once: number; readonly perHour: number };

const hourMs = 3_600_000;
/** A process that has begun still fills its caches and compiles its code. */
const settlingShare = 0.25;
const samplesMin = 9;
/** Below this a straight line says more of the noise than of a leak. */
export const slopeHoursMin = 0.5;

/** Null: no life was long enough to tell. */
export function trendOf(samples: readonly Sample[]): Trend | null {
  const life = settled(longestLife(samples));
  const [start, end] = [life[0], life.at(-1)];
  if (!start || !end || life.length < samplesMin) return null;
  const third = Math.floor(life.length / 3);
  return {
    samples: life.length,
    hours: (end.atMs - start.atMs) / hourMs,
    first: middle(life.slice(0, third)),
    last: middle(life.slice(-third)),
    perHour: slope(life),
  };
}

/** Why a trend is no flat one, in a sentence; null when it is flat. */
export function growthOf(name: string, trend: Trend | null, allowed: Allowance): string | null {
  if (trend === null) return `${name}: no process lived long enough to tell whether it grows.`;
  const { first, last, hours, perHour } = trend;
  const mayGrow = allowed.once + allowed.perHour * hours;
  if (last - first > mayGrow) {
    return `${name} grew from ${round(first)} to ${round(last)}; ${round(mayGrow)} more is the most.`;
  }
  if (hours >= slopeHoursMin && perHour > allowed.perHour + allowed.once / hours) {
    return `${name} grows by ${round(perHour)} an hour over ${round(hours)} h.`;
  }
  return null;
}

function longestLife(samples: readonly Sample[]): readonly Sample[] {
  const lives = Map.groupBy(samples, ({ life }) => life);
  const lengthOf = (life: readonly Sample[]): number =>
    (life.at(-1)?.atMs ?? 0) - (life[0]?.atMs ?? 0);
  return [...lives.values()].sort((one, other) => lengthOf(other) - lengthOf(one))[0] ?? [];
}

function settled(life: readonly Sample[]): readonly Sample[] {
  const [start, end] = [life[0]?.atMs ?? 0, life.at(-1)?.atMs ?? 0];
  return life.filter(({ atMs }) => atMs >= start + (end - start) * settlingShare);
}

function middle(samples: readonly Sample[]): number {
  const sorted = samples.map(({ value }) => value).sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** Least squares. */
function slope(samples: readonly Sample[]): number {
  const mean = (of: (sample: Sample) => number): number =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const [atMean, valueMean] = [mean(({ atMs }) => atMs), mean(({ value }) => value)];
  const together = mean(({ atMs, value }) => (atMs - atMean) * (value - valueMean));
  const spread = mean(({ atMs }) => (atMs - atMean) ** 2);
  return spread === 0 ? 0 : (together / spread) * hourMs;
}

function round(value: number): string {
  return value.toFixed(1);
}
