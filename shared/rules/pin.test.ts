import { describe, expect, test } from 'vitest';
import { pinHashSchema } from '../model/unit.ts';
import { hashPin, isPin, pinPattern } from './pin.ts';

describe('a PIN', () => {
  test('is known again by its hash alone, and no other is', async () => {
    const encoded = await hashPin('314159');
    expect(pinHashSchema.parse(encoded)).toContain('$m=19456,t=2,p=1$');
    expect(encoded).not.toContain('314159');
    expect(await isPin('314159', encoded)).toBe(true);
    expect(await isPin('314158', encoded)).toBe(false);
    expect(await isPin('', encoded)).toBe(false);
  });

  test('is salted: the same PIN has another hash for every officer', async () => {
    expect(await hashPin('000000')).not.toBe(await hashPin('000000'));
  });

  test('agrees with another maker of argon2id', async () => {
    // OpenSSL, as Node 24 brings it; Electron has none.
    const { argon2Sync } = await import('node:crypto');
    const nonce = Buffer.from('hai-long-salt-16');
    const tag = argon2Sync('argon2id', {
      ...{ message: '271828', nonce, parallelism: 1, tagLength: 32, memory: 256, passes: 2 },
    });
    const text = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
    const encoded = `$argon2id$v=19$m=256,t=2,p=1$${text(nonce)}$${text(tag)}`;
    expect(await isPin('271828', encoded)).toBe(true);
    expect(await isPin('271829', encoded)).toBe(false);
  });

  test('against a hash that cannot be read is wrong, not an error', async () => {
    for (const broken of ['', 'x', '$argon2id$v=19$m=1,t=1,p=1$AAAA$AAAA']) {
      expect(await isPin('123456', broken)).toBe(false);
    }
  });

  test.each([
    ['123456', true],
    ['12345', false],
    ['12345a', false],
    ['１２３４５６', false],
  ])('reads %s as a PIN: %s', (text, is) => {
    expect(pinPattern.test(text)).toBe(is);
  });
});
