import { describe, expect, it } from 'vitest';
import {
  backoffFirstMs,
  backoffMaxMs,
  nudgeGapMs,
  refusedRetryMs,
  retryAfterMaxMs,
} from '../../shared/limits.ts';
import { problem } from '../../shared/model/problems.ts';
import type { Answer } from './exchange.ts';
import { pauseAfter, type Failures, type Pause } from './schedule.ts';
import { retryAfterMs, transient } from './setback.ts';

const setback = transient(problem('district.unreachable'));

function pausesOf(tries: number): Pause[] {
  const pauses: Pause[] = [];
  let failures: Failures = null;
  for (let at = 0; at < tries; at += 1) {
    const next = pauseAfter(setback, failures);
    failures = next.failures;
    pauses.push(next.pause);
  }
  return pauses;
}

describe('backoff', () => {
  it('stays under a bound that doubles from the first to the cap, for ever', () => {
    pausesOf(2_000).forEach(({ ms }, at) => {
      expect(ms).toBeLessThanOrEqual(Math.min(backoffFirstMs * 2 ** at, backoffMaxMs));
    });
  });

  it('is spread over the whole range, so that kiosks do not call together', () => {
    const late = Array.from({ length: 200 }, () => pausesOf(20)[19]?.ms ?? 0);
    expect(Math.min(...late)).toBeLessThan(backoffMaxMs / 4);
    expect(Math.max(...late)).toBeGreaterThan((backoffMaxMs * 3) / 4);
  });

  it('lets a nudge shorten a rest, but never below the bounded gap', () => {
    for (const { ms, nudgedMs } of pausesOf(50)) expect(nudgedMs).toBe(Math.min(ms, nudgeGapMs));
  });
});

describe('Retry-After', () => {
  it('is a floor that no nudge goes under', () => {
    const wait = 120_000;
    const { pause } = pauseAfter(transient(setback.problem, wait), null);
    expect(pause).toEqual({ ms: wait, nudgedMs: wait });
  });

  const now = Date.UTC(2026, 10, 22, 3, 0, 0);
  const answer = (retryAfter: string | null, date: string | null = null): Answer => ({
    kind: 'answered',
    status: 429,
    body: '',
    retryAfter,
    date,
    middleWallMs: now,
  });
  const at = (ms: number): string => new Date(now + ms).toUTCString();

  it.each([
    ['seconds', answer('120'), 120_000],
    ['zero', answer('0'), 0],
    ['a date', answer(at(90_000)), 90_000],
    ['a date in the past', answer(at(-90_000)), 0],
    ['a date by a clock that is years off', answer(at(10 ** 11 + 5_000), at(10 ** 11)), 5_000],
    ['a year', answer('31536000'), retryAfterMaxMs],
    ['a date in a year', answer(at(365 * 86_400_000)), retryAfterMaxMs],
    ['nothing', answer(null), null],
    ['nonsense', answer('soon'), null],
  ])('reads %s', (_name, given, expected) => expect(retryAfterMs(given)).toBe(expected));
});

it('asks once an hour after a permanent refusal, nudged or not', () => {
  const refused = { ...setback, kind: 'refused' as const };
  expect(pauseAfter(refused, null).pause).toEqual({ ms: refusedRetryMs, nudgedMs: refusedRetryMs });
});
