import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dossierCodeLengthMax } from '../limits.ts';
import { parseDossierCode } from './dossier-code.ts';

const outcome = (typed: string): string => {
  const read = parseDossierCode(typed);
  return read.ok ? read.value.raw : read.problem.code;
};

describe('a dossier code', () => {
  test.each([
    ['H15.50.05.13-261008-0975', 'H15.50.05.13', '2026-10-08', '0975', '0975'],
    ['000.00.12.H26-210131-0001', '000.00.12.H26', '2021-01-31', '0001', '0001'],
    ['H21.217-250701-1234567', 'H21.217', '2025-07-01', '1234567', '4567'],
    ['G15-240229-000032', 'G15', '2024-02-29', '000032', '0032'],
  ])('%s is read', (raw, agency, receivedOn, number, tail) => {
    expect(parseDossierCode(raw)).toEqual({
      ok: true,
      value: { raw, agency, receivedOn, number, tail },
    });
  });

  test.each([
    [' h15.50.05.13-261008-0975\n'],
    ['H15.50.05.13 - 261008 - 0975'],
    ['H15.50.05.13-261008-\t0975'],
    ['H15.50.05.13\u00a0-261008-0975'],
  ])('%j is forgiven its blanks and small letters', (typed) => {
    expect(outcome(typed)).toBe('H15.50.05.13-261008-0975');
  });

  test.each([
    ['an empty text', ''],
    ['no number', 'H15.50.05.13-261008'],
    ['a short number', 'H15.50.05.13-261008-097'],
    ['a long number', 'H15.50.05.13-261008-12345678'],
    ['a short date', 'H15.50.05.13-26108-0975'],
    ['five levels below the province', 'H15.1.2.3.4.5-261008-0975'],
    ['no agency', '-261008-0975'],
    ['another separator', 'H15.50.05.13/261008/0975'],
    ['digits of another script', 'H15.50.05.13-26100８-0975'],
    ['more behind it', 'H15.50.05.13-261008-0975-1'],
    ['a person’s number', '079123456789'],
    ['a very long text', 'H'.repeat(2_000)],
  ])('with %s has the wrong shape', (_, typed) => {
    expect(outcome(typed)).toBe('dossier.shape');
  });

  test.each(['260230', '260431', '261301', '260001', '260100', '250229', '261032'])(
    'of the day %s, which never was, is refused',
    (day) => {
      const read = parseDossierCode(`H15-${day}-0001`);
      expect(read).toMatchObject({ ok: false, problem: { code: 'dossier.date' } });
      if (!read.ok) expect(read.problem.vi).toContain(day);
    },
  );

  test('that is well formed is read for every agency, day and number', () => {
    const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
    const old = fc.tuple(
      digits(3),
      digits(2),
      digits(2),
      fc.constantFrom('H', 'G', 'B'),
      digits(2),
    );
    const agency = fc.oneof(
      old.map(([a, b, c, letter, d]) => `${a}.${b}.${c}.${letter}${d}`),
      fc.stringMatching(/^[A-Z]\d{2}(\.\d{1,4}){0,4}$/),
    );
    const day = fc.date({
      min: new Date('2000-01-01T00:00:00Z'),
      max: new Date('2099-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(agency, day, fc.stringMatching(/^\d{4,7}$/), (where, when, number) => {
        const receivedOn = when.toISOString().slice(0, 10);
        const raw = `${where}-${receivedOn.slice(2).replaceAll('-', '')}-${number}`;
        fc.pre(raw.length <= dossierCodeLengthMax);
        const tail = number.slice(-4);
        const value = { raw, agency: where, receivedOn, number, tail };
        expect(parseDossierCode(raw)).toEqual({ ok: true, value });
      }),
      { numRuns: 1_000 },
    );
  });

  test('never throws, and what it reads it reads the same again', () => {
    const nearly = fc
      .tuple(fc.constantFrom('H15', '000.00.12.H26', 'h1'), fc.string(), fc.string())
      .map((parts) => parts.join('-'));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), nearly), (typed) => {
        const read = parseDossierCode(typed);
        if (read.ok) expect(parseDossierCode(read.value.raw)).toEqual(read);
        else expect(['dossier.shape', 'dossier.date']).toContain(read.problem.code);
      }),
      { numRuns: 5_000 },
    );
  });
});
