import { expect, test } from 'vitest';
import { placeWindows } from './placement.ts';

const left = { id: 1, x: 0, y: 0 };
const right = { id: 2, x: 1_920, y: 0 };

test('gives the second screen to the citizen and keeps the officer on the first', () => {
  expect(placeWindows([right, left], left, false)).toEqual([
    { page: 'citizen', screen: right },
    { page: 'officer', screen: left },
  ]);
});

test('keeps the officer’s window away from a screen that only the citizen has', () => {
  expect(placeWindows([left], left, false)).toEqual([{ page: 'citizen', screen: left }]);
});

test('opens both windows on a developer’s screen', () => {
  const pages = placeWindows([left, right], left, true).map(({ page }) => page);
  expect(pages).toEqual(['citizen', 'officer']);
});
