import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Countdown } from './countdown.svelte.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const phase = { endsInMs: 12_000, countdownMs: 10_000 };

test('the last part of a phase is counted down to nothing', () => {
  const countdown = new Countdown();
  countdown.follow(phase);
  expect(countdown.seconds).toBeNull();
  vi.advanceTimersByTime(2_000);
  expect(countdown.seconds).toBe(10);
  vi.advanceTimersByTime(9_500);
  expect(countdown.seconds).toBe(1);
  vi.advanceTimersByTime(500);
  expect(countdown.seconds).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
});

test('more time puts it away', () => {
  const countdown = new Countdown();
  const stop = countdown.follow(phase);
  vi.advanceTimersByTime(5_000);
  expect(countdown.seconds).toBe(7);
  stop();
  countdown.follow({ endsInMs: 45_000, countdownMs: 10_000 });
  expect(countdown.seconds).toBeNull();
  vi.advanceTimersByTime(34_999);
  expect(countdown.seconds).toBeNull();
});

test('a phase shorter than its countdown is counted at once', () => {
  const countdown = new Countdown();
  countdown.follow({ endsInMs: 3_000, countdownMs: 10_000 });
  vi.advanceTimersByTime(0);
  expect(countdown.seconds).toBe(3);
});
