import { expect, test } from 'vitest';
import { compareVersions, newestVersion } from './versions.ts';

test('versions are compared by their numbers, and a trial of one is older than it', () => {
  const oldestFirst = ['0.9.9', '1.2.0-rc.1', '1.2.0', '1.9.2', '1.10.0', '2.0.0'];
  expect(oldestFirst.toReversed().toSorted(compareVersions)).toEqual(oldestFirst);
  expect(compareVersions('1.2.0', '1.2.0')).toBe(0);
  expect(compareVersions('1.2.0+debian', '1.2.0')).toBe(0);
});

test('the newest is found among kiosks that say nothing, or nonsense', () => {
  expect(newestVersion([null, '1.9.2', 'unknown', '1.10.0'])).toBe('1.10.0');
  expect(newestVersion([null, 'unknown'])).toBeNull();
});
