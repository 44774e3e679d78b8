import { expect, test } from 'vitest';
import { readSlip, slipText } from './enrolment-slip.ts';

const slip = { districtUrl: 'https://hai-long.example.vn', code: 'ABCD-EFGH-JKMN-PQRS' };

test('a sheet says the address and the code, and is read back', () => {
  const text = slipText({ ...slip, districtUrl: `${slip.districtUrl}/` });
  expect(text).toBe('https://hai-long.example.vn/#kiosk=ABCD-EFGH-JKMN-PQRS');
  expect(readSlip(` ${text}\n`)).toEqual(slip);
});

test('a scanner with caps lock loses nothing', () => {
  const shouted = 'HTTP://192.168.1.5:7320/#kiosk=abcdefghjkmnpqrs';
  expect(readSlip(shouted)).toEqual({
    districtUrl: 'HTTP://192.168.1.5:7320',
    code: 'ABCDEFGHJKMNPQRS',
  });
});

test.each([
  '',
  'H29.3-260708-0975',
  'https://x.vn/',
  'ftp://x/#kiosk=ABCD-EFGH',
  '#kiosk=ABCD-EFGH',
])('%j is no sheet', (text) => expect(readSlip(text)).toBeNull());
