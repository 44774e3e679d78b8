import { expect, test } from 'vitest';
import { entryFault, isPrefixed } from './dossier-entry.ts';

test.each([
  ['', 'code.missing'],
  ['  ', 'code.missing'],
  ['75', 'code.tooShort'],
  ['975', null],
  [' 0975 ', null],
  ['H1', null],
  ['H15.50.05.13-261008-0975', null],
])('entryFault(%j) is %s', (typed, fault) => {
  expect(entryFault(typed)).toBe(fault);
});

test.each([
  ['', true],
  ['09', true],
  ['H15', false],
  ['261120-', false],
])('isPrefixed(%j) is %s', (typed, prefixed) => {
  expect(isPrefixed(typed)).toBe(prefixed);
});
