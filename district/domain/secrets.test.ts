import { describe, expect, test } from 'vitest';
import {
  enrolmentCodeHash,
  newEnrolmentCode,
  newToken,
  passwordHash,
  passwordMatches,
  tokenHash,
} from './secrets.ts';

describe('a password', () => {
  test('is stored as something else each time, and recognised', async () => {
    const stored = await passwordHash('mật khẩu');
    expect(stored).not.toContain('mật khẩu');
    expect(await passwordHash('mật khẩu')).not.toBe(stored);
    expect(await passwordMatches('mật khẩu', stored)).toBe(true);
    expect(await passwordMatches('mật khẩu ', stored)).toBe(false);
  });

  test('is never right where none is stored', async () => {
    expect(await passwordMatches('', null)).toBe(false);
    expect(await passwordMatches('null', null)).toBe(false);
  });
});

describe('a token', () => {
  test('is new each time and stored as its hash', () => {
    const token = newToken();
    expect(newToken()).not.toBe(token);
    expect(tokenHash(token)).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('an enrolment code', () => {
  test('can be read aloud and typed in any way', () => {
    const code = newEnrolmentCode();
    expect(code).toMatch(/^([2-9A-HJKMNP-TV-Z]{4}-){3}[2-9A-HJKMNP-TV-Z]{4}$/);
    const typed = ` ${code.toLowerCase().replaceAll('-', ' ')} `;
    expect(enrolmentCodeHash(typed)).toBe(enrolmentCodeHash(code));
    expect(enrolmentCodeHash(newEnrolmentCode())).not.toBe(enrolmentCodeHash(code));
  });
});
