import { describe, expect, it } from 'vitest';
import { growthOf, trendOf, type Sample } from './memory.ts';

const hourMs = 3_600_000;
const allowed = { once: 4, perHour: 1 };

/** One life of a process: a value for each of so many moments. */
function life(number: number, fromMs: number, forMs: number, value: (share: number) => number) {
  return Array.from({ length: 100 }, (_, at): Sample => {
    const share = at / 99;
    return { life: number, atMs: fromMs + share * forMs, value: value(share) };
  });
}
const verdict = (samples: readonly Sample[]) => growthOf('heap', trendOf(samples), allowed);
const noise = (share: number) => Math.sin(share * 500);

describe('memory', () => {
  it('is flat when it only trembles', () => {
    expect(verdict(life(1, 0, 60_000, (share) => 50 + noise(share)))).toBeNull();
  });

  it('may rise while a process begins', () => {
    const caches = (share: number) => (share < 0.2 ? 100 * share : 20) + noise(share);
    expect(verdict(life(1, 0, 60_000, caches))).toBeNull();
  });

  it('is not flat when it grows within a minute by more than its noise', () => {
    expect(verdict(life(1, 0, 60_000, (share) => 50 + 20 * share))).toMatch(/^heap grew from/);
  });

  it('is not flat when it creeps for hours', () => {
    const creeping = life(1, 0, 8 * hourMs, (share) => 50 + 40 * share + noise(share));
    expect(verdict(creeping)).toMatch(/^heap grew from/);
    expect(trendOf(creeping)?.perHour).toBeCloseTo(5, 0);
  });

  it('is not flat when its line rises though its thirds hide it', () => {
    const samples = life(1, 0, 8 * hourMs, (share) => (share < 0.36 ? 20 : 50));
    expect(growthOf('heap', trendOf(samples), { once: 0, perHour: 1 })).toMatch(/^heap grows by/);
  });

  it('is judged by the longest life alone: a new process begins small', () => {
    const leaking = life(1, 0, 8 * hourMs, (share) => 50 + 100 * share);
    const reborn = life(2, 8 * hourMs, hourMs, () => 50);
    expect(verdict([...leaking, ...reborn])).toMatch(/^heap grew from/);
  });

  it('is not called flat when nobody looked long enough', () => {
    expect(verdict([])).toMatch(/no process lived long enough/);
    expect(verdict(life(1, 0, 1_000, () => 50).slice(0, 8))).toMatch(/long enough/);
  });
});
