import { expect, test } from 'vitest';
import { groupOf } from '../testing/sample-report.ts';
import { nextSorting, sortGroups, type Sorting } from './sort-groups.ts';

const groups = [
  groupOf('d', 'Đất đai', { answers: [20, 10, 10], declined: 1 }),
  groupOf('c', 'Chứng thực', { answers: [30, 10], declined: 2 }),
  groupOf('m', 'Môi trường', { answers: [29] }),
  groupOf('h', 'Hộ tịch', { answers: [], expired: 3 }),
  groupOf('d2', 'Dân tộc', { answers: [20, 10, 10] }),
];

const order = (sorting: Sorting): string =>
  sortGroups(groups, sorting)
    .map((group) => group.key)
    .join(' ');

test('names follow the Vietnamese alphabet: D before Đ, every A before Ă', () => {
  const names = ['Ăn uống', 'Đất đai', 'Dân tộc', 'Anh'].map((name) =>
    groupOf(name, name, { answers: [] }),
  );
  const sorted = sortGroups(names, { column: 'name', ascending: true });
  expect(sorted.map((group) => group.name)).toEqual(['Anh', 'Ăn uống', 'Dân tộc', 'Đất đai']);
  expect(order({ column: 'name', ascending: true })).toBe('c d2 d h m');
  expect(order({ column: 'name', ascending: false })).toBe('m h d d2 c');
});

test('withheld shares stand last either way, by name', () => {
  expect(order({ column: 'satisfaction', ascending: false })).toBe('c d2 d h m');
  expect(order({ column: 'satisfaction', ascending: true })).toBe('d2 d c h m');
});

test('counts sort as numbers, equal ones by name', () => {
  expect(order({ column: 'answered', ascending: false })).toBe('c d2 d m h');
  expect(order({ column: 'expired', ascending: false })).toBe('h c d2 d m');
});

test('the given list stays as it is', () => {
  order({ column: 'name', ascending: true });
  expect(groups.map((group) => group.key)).toEqual(['d', 'c', 'm', 'h', 'd2']);
});

test('a heading starts at A or at the largest, and turns round when chosen again', () => {
  const byName = nextSorting({ column: 'answered', ascending: false }, 'name');
  expect(byName).toEqual({ column: 'name', ascending: true });
  expect(nextSorting(byName, 'name')).toEqual({ column: 'name', ascending: false });
  expect(nextSorting(byName, 'launched')).toEqual({ column: 'launched', ascending: false });
});
