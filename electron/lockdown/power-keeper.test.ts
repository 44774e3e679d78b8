import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { OpenWeek } from '../../shared/contract/shell.ts';
import { PowerKeeper } from './power-keeper.ts';

const hourMs = 60 * 60_000;
const closed: OpenWeek = [[], [], [], [], [], [], []];
let did: string[] = [];
let keeper: PowerKeeper;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-23T01:00:00+07:00') });
  did = [];
  keeper = new PowerKeeper({
    wallMs: () => Date.now(),
    monoMs: () => performance.now(),
    sleep: () => did.push('sleep'),
    wake: () => did.push('wake'),
    restart: () => did.push('restart'),
    note: ({ body }) => did.push(JSON.stringify(body)),
  });
});

afterEach(() => {
  keeper.stop();
  vi.useRealTimers();
});

test('sleeps when the doors are closed, wakes by a touch, sleeps again', () => {
  keeper.hear({ busy: false, openWeek: closed });
  expect(did).toEqual(['wake']);
  vi.advanceTimersByTime(4 * 60_000);
  expect(did.splice(0)).toEqual(['wake', 'sleep', '{"state":"asleep","cause":"hours"}']);
  keeper.touched();
  expect(did.splice(0)).toEqual(['wake', '{"state":"awake","cause":"touch"}']);
  expect(keeper.display).toBe('awake');
  vi.advanceTimersByTime(4 * 60_000);
  expect(did).toEqual(['sleep', '{"state":"asleep","cause":"hours"}']);
});

test('wakes for whoever is asked, and by the hours', () => {
  keeper.hear({ busy: false, openWeek: closed });
  vi.advanceTimersByTime(4 * 60_000);
  did = [];
  keeper.hear({ busy: true, openWeek: closed });
  expect(did).toEqual(['wake', '{"state":"awake","cause":"hours"}']);
});

test('restarts once a day in the night, and never with somebody there', () => {
  keeper.hear({ busy: false, openWeek: null });
  vi.advanceTimersByTime(24 * hourMs);
  expect(did.filter((one) => one === 'restart')).toEqual([]);
  vi.advanceTimersByTime(55 * 60_000);
  keeper.touched();
  vi.advanceTimersByTime(10 * 60_000);
  expect(did.filter((one) => one === 'restart')).toEqual([]);
  vi.advanceTimersByTime(10 * 60_000);
  expect(did).toContain('restart');
});
