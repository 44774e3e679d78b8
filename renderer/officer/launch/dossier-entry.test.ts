import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDossierCode } from '../../../shared/model/dossier-code.ts';
import { completeCode, isUntouched } from './dossier-entry.ts';

const prefix = 'H00.00.01-261122-';

describe('completeCode', () => {
  test.each([
    ['the number typed behind the prefix', `${prefix}0975`, `${prefix}0975`],
    ['only the number', '0975', `${prefix}0975`],
    [
      'a code scanned behind the prefix',
      `${prefix}H15.50.05.13-261008-0975`,
      'H15.50.05.13-261008-0975',
    ],
    [
      'an old-style code scanned behind it',
      `${prefix}000.00.12.H26-250301-0001`,
      '000.00.12.H26-250301-0001',
    ],
    ['today’s code scanned behind it', `${prefix}${prefix}0975`, `${prefix}0975`],
    ['another day typed over it', 'H00.00.01-261120-0004', 'H00.00.01-261120-0004'],
    ['lower case and blanks', ' h00.00.01-261122- 0975 ', 'h00.00.01-261122-0975'],
    ['nothing new', prefix, prefix],
    ['nothing', '', ''],
  ])('reads %s', (_, typed, code) => {
    expect(completeCode(typed, prefix)).toBe(code);
  });

  test('works at a unit whose prefix is not known yet', () => {
    expect(completeCode('H15.50-261008-0975', '')).toBe('H15.50-261008-0975');
  });

  test('keeps every whole code, typed over the prefix or behind it', () => {
    const agency = fc.constantFrom('H15.50.05.13', 'H21', '000.00.12.H26', 'H00.00.01');
    const number = fc.integer({ min: 1_000, max: 9_999_999 }).map(String);
    fc.assert(
      fc.property(agency, number, fc.boolean(), (agencyCode, last, behind) => {
        const code = `${agencyCode}-261008-${last}`;
        expect(completeCode(behind ? prefix + code : code, prefix)).toBe(code);
        expect(parseDossierCode(completeCode(code, prefix)).ok).toBe(true);
      }),
    );
  });
});

test.each([
  ['', true],
  [prefix, true],
  [` ${prefix} `, true],
  [`${prefix}1`, false],
])('isUntouched(%j) is %s', (typed, untouched) => {
  expect(isUntouched(typed, prefix)).toBe(untouched);
});
