import { beforeEach, expect, it } from 'vitest';
import { HandClock } from '../core/testing/hand-clock.ts';
import { startLane, type Lane } from './lane.ts';
import type { Pause } from './schedule.ts';

let clock: HandClock;
let steps: number;
let pause: Pause;
let lane: Lane;

beforeEach(async () => {
  clock = new HandClock();
  steps = 0;
  pause = { ms: 60_000, nudgedMs: 10_000 };
  lane = startLane(clock, () => {
    steps += 1;
    return Promise.resolve(pause);
  });
  await settled();
});

const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

async function advance(ms: number): Promise<void> {
  clock.advance(ms);
  await settled();
}

it('rests as long as each step says', async () => {
  expect(steps).toBe(1);
  await advance(59_999);
  expect(steps).toBe(1);
  await advance(1);
  expect(steps).toBe(2);
});

it('ends a rest at once when a nudge may', async () => {
  pause = { ms: 60_000, nudgedMs: 0 };
  await advance(60_000);
  lane.nudge();
  await settled();
  expect(steps).toBe(3);
});

it('ends a rest no earlier than the pause allows, however often it is nudged', async () => {
  for (let second = 0; second < 9; second += 1) {
    lane.nudge();
    await advance(1_000);
  }
  expect(steps).toBe(1);
  await advance(1_000);
  expect(steps).toBe(2);
});

it('remembers a nudge that comes while a step is under way', async () => {
  await lane.stop();
  let finish: (pause: Pause) => void = () => undefined;
  let begun = 0;
  lane = startLane(clock, () => {
    begun += 1;
    return new Promise((resolve) => {
      finish = resolve;
    });
  });
  lane.nudge();
  finish({ ms: 60_000, nudgedMs: 0 });
  await settled();
  expect(begun).toBe(2);
});

it('stops in the middle of a rest and leaves no timer', async () => {
  await lane.stop();
  expect(clock.timers).toBe(0);
  await advance(600_000);
  expect(steps).toBe(1);
});
