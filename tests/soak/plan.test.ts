import { describe, expect, it } from 'vitest';
import { disturbanceKinds, killsEndAtShare, planOf } from './plan.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

describe('the plan of a soak', () => {
  it('is the same for a seed every time, and another for another', () => {
    expect(planOf(7, minuteMs)).toEqual(planOf(7, minuteMs));
    expect(planOf(7, minuteMs)).not.toEqual(planOf(8, minuteMs));
  });

  it.each([minuteMs, 10 * minuteMs, 8 * hourMs])('leaves nothing out in %i ms', (soakMs) => {
    for (let seed = 0; seed < 200; seed += 1) {
      const kinds = new Set(planOf(seed, soakMs).map(({ kind }) => kind));
      expect([seed, ...kinds].sort()).toEqual([seed, ...disturbanceKinds].sort());
    }
  });

  it.each([minuteMs, 8 * hourMs])('of %i ms lets nothing die in its last part', (soakMs) => {
    for (let seed = 0; seed < 50; seed += 1) {
      const late = planOf(seed, soakMs).filter(({ atMs }) => atMs >= soakMs * killsEndAtShare);
      expect(late.length).toBeGreaterThan(0);
      expect(late.filter(({ kind }) => kind.startsWith('kill-'))).toEqual([]);
    }
  });

  it('grows with its length only up to one disturbance a minute', () => {
    const count = (soakMs: number) => planOf(1, soakMs).length;
    expect(count(8 * hourMs)).toBeGreaterThan(400);
    expect(count(8 * hourMs)).toBeLessThan(600);
    expect(count(minuteMs)).toBeLessThan(30);
  });
});
