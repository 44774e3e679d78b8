import { expect, test } from 'vitest';
import { groupedBy } from './grouped-by.ts';

test('groups stand in the order of their first items, and items in theirs', () => {
  const groups = groupedBy(['ba', 'an', 'bình', 'ánh', 'anh'], ([letter]) => letter);
  expect([...groups]).toEqual([
    ['b', ['ba', 'bình']],
    ['a', ['an', 'anh']],
    ['á', ['ánh']],
  ]);
});
