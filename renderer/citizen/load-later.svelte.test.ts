import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { loadLater } from './load-later.svelte.ts';

let idle: (() => void)[];
let isStanding = $state(false);
let end: () => void;
let later: { readonly screens: string | null };
const load = vi.fn<() => Promise<string>>();

beforeEach(() => {
  vi.useFakeTimers();
  idle = [];
  vi.stubGlobal('requestIdleCallback', (run: () => void) => idle.push(run));
  isStanding = false;
  load.mockReset().mockResolvedValue('the screens');
  end = $effect.root(() => {
    later = loadLater(load, () => isStanding);
  });
  flushSync();
});
afterEach(() => {
  end();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function stand(): void {
  isStanding = true;
  flushSync();
}

test('nothing is fetched before the first screen stands', () => {
  expect(idle).toEqual([]);
});

test('the screens are fetched when the first one stands and the browser has time', async () => {
  stand();
  expect(load).not.toHaveBeenCalled();
  idle.forEach((run) => run());
  await vi.waitFor(() => expect(later.screens).toBe('the screens'));
});

test('they are asked for once', () => {
  stand();
  isStanding = false;
  flushSync();
  stand();
  expect(idle).toHaveLength(1);
});

test('a fetch that failed is tried again', async () => {
  load.mockRejectedValueOnce(new Error('lost'));
  stand();
  idle.forEach((run) => run());
  await vi.runAllTimersAsync();
  expect(later.screens).toBe('the screens');
});
