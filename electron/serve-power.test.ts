import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { OpenWeek } from '../shared/contract/shell.ts';
import { ScreenSleep } from './core/screen-sleep.ts';
import type { PowerKeeper } from './lockdown/power-keeper.ts';
import type { Machine } from './machine.ts';
import { keepPower } from './serve-power.ts';

const minuteMs = 60_000;
const closed: OpenWeek = [[], [], [], [], [], [], []];
let screen: ScreenSleep;
let state: { busy: boolean; openWeek: OpenWeek | null };
let tell: () => void;
let notes: string[];
let left: number[];
let keeper: PowerKeeper;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-23T01:00:00+07:00') });
  screen = new ScreenSleep();
  state = { busy: false, openWeek: closed };
  notes = [];
  left = [];
  const machine: Pick<Machine, 'screen' | 'shellState' | 'onShellState' | 'note'> = {
    screen,
    shellState: () => state,
    onShellState: (listener) => {
      tell = listener;
      return () => undefined;
    },
    note: ({ body }) => void notes.push(JSON.stringify(body)),
  };
  keeper = keepPower(machine, (code) => void left.push(code));
});
afterEach(() => {
  keeper.stop();
  vi.useRealTimers();
});

test('the page is black outside the hours, until somebody touches it', () => {
  expect(screen.isAsleep).toBe(false);
  vi.advanceTimersByTime(4 * minuteMs);
  expect(screen.isAsleep).toBe(true);
  screen.touched();
  expect(screen.isAsleep).toBe(false);
  vi.advanceTimersByTime(4 * minuteMs);
  expect(screen.isAsleep).toBe(true);
  expect(notes).toEqual([
    '{"state":"asleep","cause":"hours"}',
    '{"state":"awake","cause":"touch"}',
    '{"state":"asleep","cause":"hours"}',
  ]);
});

test('an officer who launches a rating wakes it', () => {
  vi.advanceTimersByTime(4 * minuteMs);
  state = { ...state, busy: true };
  tell();
  expect(screen.isAsleep).toBe(false);
});

test('once a day it is started again, in a minute that nobody notices', () => {
  vi.advanceTimersByTime(19 * 60 * minuteMs);
  expect(left).toEqual([]);
  vi.advanceTimersByTime(2 * 60 * minuteMs);
  expect(left[0]).toBe(79);
});
