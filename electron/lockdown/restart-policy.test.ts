import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideRestart, deathsForgottenAfterMs, restartsMax } from './restart-policy.ts';

describe('decideRestart', () => {
  test('restarts at once after a first death', () => {
    expect(decideRestart([], 1_000)).toEqual({ kind: 'restart', afterMs: 0 });
  });

  test('waits longer each time, then gives up', () => {
    const deaths: number[] = [];
    const decisions = Array.from({ length: restartsMax + 1 }, (_, turn) => {
      const decision = decideRestart(deaths, turn);
      deaths.push(turn);
      return decision.kind === 'restart' ? decision.afterMs : decision.kind;
    });
    expect(decisions).toEqual([0, 500, 2_000, 5_000, 10_000, 'give-up']);
  });

  test('forgives what is long ago', () => {
    const deaths = Array.from({ length: restartsMax }, () => 0);
    expect(decideRestart(deaths, deathsForgottenAfterMs - 1)).toEqual({ kind: 'give-up' });
    expect(decideRestart(deaths, deathsForgottenAfterMs)).toEqual({ kind: 'restart', afterMs: 0 });
  });

  test('never restarts for ever in a short time, whenever the deaths come', () => {
    const gapsMs = fc.array(fc.integer({ min: 0, max: 19_000 }), { minLength: 15, maxLength: 15 });
    fc.assert(
      fc.property(gapsMs, (gaps) => {
        let nowMs = 0;
        const deaths: number[] = [];
        const kinds = gaps.map((gapMs) => {
          nowMs += gapMs;
          const { kind } = decideRestart(deaths, nowMs);
          deaths.push(nowMs);
          return kind;
        });
        expect(kinds.at(-1)).toBe('give-up');
      }),
    );
  });
});
