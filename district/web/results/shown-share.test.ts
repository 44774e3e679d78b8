import { expect, test } from 'vitest';
import { share } from '../../../shared/rules/satisfaction.ts';
import { shownShare } from './shown-share.ts';

const minimum = 30;

test('a share that may be shown has all three figures', () => {
  const { fraction, low, high } = share(27, 30, minimum);
  expect(shownShare(share(27, 30, minimum))).toEqual({ fraction, low, high });
});

test('a withheld share has none, even if figures came with it', () => {
  expect(shownShare(share(0, 0, minimum))).toBeNull();
  expect(shownShare(share(29, 29, minimum))).toBeNull();
  expect(shownShare({ ...share(27, 30, minimum), verdict: 'few' })).toBeNull();
});
