import { expect, test } from 'vitest';
import { usualPlaces } from './chromium.ts';
import { newestFirst } from './postgres.ts';
import { findOnPath } from './programs.ts';

test('takes the newest PostgreSQL and no other folder', () => {
  expect(newestFirst(['9.6', '15', 'common', '16', '10'])).toEqual(['16', '15', '10', '9.6']);
});

test('knows where browsers stand that are not on the search path', () => {
  expect(usualPlaces('darwin', {})[0]).toMatch(/Google Chrome$/);
  expect(usualPlaces('linux', {})).toEqual([]);
  const windows = usualPlaces('win32', { PROGRAMFILES: 'C:\\Program Files' });
  expect(windows).toHaveLength(2);
});

test('finds programs on the search path, and says so when there is none', () => {
  expect(findOnPath('node')).toBeDefined();
  expect(findOnPath('no-such-program-anywhere')).toBeUndefined();
});
