import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDossierCode } from '../../../shared/model/dossier-code.ts';
import { isPrefixed, readEntry } from './dossier-entry.ts';

const prefix = 'H00.00.01-261122-';

describe('readEntry', () => {
  test.each([
    ['nothing', '', { kind: 'empty' }],
    ['blanks', '  ', { kind: 'empty' }],
    ['two digits', '75', { kind: 'short' }],
    [
      'three digits: enough to look for, too few for a number',
      '975',
      {
        ...{ kind: 'digits', digits: '975', today: null },
      },
    ],
    ['the number of today', ' 0975 ', { kind: 'digits', digits: '0975', today: `${prefix}0975` }],
    [
      'a number of a ministry portal',
      '0901234',
      {
        ...{ kind: 'digits', digits: '0901234', today: `${prefix}0901234` },
      },
    ],
    [
      'more digits than a number has',
      '261122097',
      {
        ...{ kind: 'digits', digits: '261122097', today: null },
      },
    ],
    ['the day and the number', '261120-0004', { kind: 'code', text: 'H00.00.01-261120-0004' }],
    [
      'a new-style code',
      'H15.50.05.13-261008-0975',
      {
        ...{ kind: 'code', text: 'H15.50.05.13-261008-0975' },
      },
    ],
    [
      'an old-style code',
      '000.00.12.H26-250301-0001',
      {
        ...{ kind: 'code', text: '000.00.12.H26-250301-0001' },
      },
    ],
    ['noise of a scanner', ']C1H15-261008-0975', { kind: 'code', text: ']C1H15-261008-0975' }],
  ])('reads %s', (_, typed, entry) => {
    expect(readEntry(typed, prefix)).toEqual(entry);
  });

  test('adds nothing while the prefix is not known', () => {
    expect(readEntry('0975', null)).toEqual({ kind: 'digits', digits: '0975', today: null });
    expect(readEntry('261120-0004', null)).toEqual({ kind: 'code', text: '261120-0004' });
  });

  test('makes of every number of today a code that can be read', () => {
    const numbers = fc.integer({ min: 0, max: 9_999_999 }).map((it) => String(it).padStart(4, '0'));
    fc.assert(
      fc.property(numbers, (number) => {
        const entry = readEntry(number, prefix);
        expect(entry.kind === 'digits' && parseDossierCode(entry.today ?? '').ok).toBe(true);
      }),
    );
  });
});

test.each([
  ['', true],
  ['09', true],
  ['H15', false],
  ['261120-', false],
])('isPrefixed(%j) is %s', (typed, prefixed) => {
  expect(isPrefixed(typed)).toBe(prefixed);
});
