import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDossier } from './dossier-reading.ts';

const read = (text: string): string => {
  const reading = readDossier(text);
  if (!reading.ok) return reading.problem.code;
  return reading.value.kind === 'code' ? reading.value.code.raw : `…${reading.value.digits}`;
};
const code = 'H15.50.05.13-261008-0975';

describe('what was typed, pasted or scanned', () => {
  test.each([
    ['as printed', code, code],
    ['of the older generation', '000.00.12.H26-261008-0975', '000.00.12.H26-261008-0975'],
    ['in lower case, with blanks', ' h15.50.05.13 - 261008 - 0975 ', code],
    ['as a scanner types it', `\u0002${code}\r\n`, code],
    ['with the name of the symbology', `]C1${code}`, code],
    ['with a scanner’s own prefix', `*${code}*`, code],
    ['behind a word', `Mã hồ sơ: ${code}`, code],
    ['in the address of a QR code', `https://dvc.example.vn/tra-cuu?ma=${code}&n=1`, code],
    ['in a coded address', `https://dvc.example.vn/?q=ma%3D${code}`, code],
    ['twice the same, as a scanner without a pause does', `${code}\n${code}`, code],
    ['with long dashes', 'H15.50.05.13–261008—0975', code],
    ['in full-width letters', 'Ｈ15.50.05.13－261008－0975', code],
    ['the last digits', '0975', '…0975'],
    ['three digits', ' 975 ', '…975'],
    ['the date and the number', '261008-0975', '…2610080975'],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test.each([
    ['two different codes', `${code} H15.50.05.13-261008-0976`],
    ['two digits', '75'],
    ['words', 'Nguyễn Văn A'],
    ['nothing', ''],
    ['a longer code cut out of the middle', 'XH15.50.05.13-261008-0975'],
    ['a number that goes on', 'H15-261008-09751234'],
  ])('%s: no code', (_, text) => {
    expect(read(text)).toBe('dossier.shape');
  });

  test('a day that never was is said', () => {
    expect(read('H15-260230-0975')).toBe('dossier.date');
  });

  test('never throws and reads what it has read again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (noise) => {
        read(noise);
        const around = noise.replace(/[A-Za-z0-9.\-%\u2010-\uFFFF]/g, '');
        expect([code, 'dossier.shape']).toContain(read(`${around} ${code} ${around}`));
      }),
    );
  });
});
