import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sampleIdentity } from '../core/testing/fixtures.ts';
import { IdentityFile } from './identity.ts';
import { systemClock } from './system-clock.ts';
import { TestFolder } from './testing/test-store.ts';
import { unwrap, wrap, wrappingKeyOf } from './wrapping.ts';

const newKey = (): string => randomBytes(32).toString('base64url');

describe('wrap', () => {
  const key = wrappingKeyOf(newKey());

  test('gives the text back to its key and its file only', () => {
    const wrapped = wrap(key, 'a.json', 'Mật khẩu');
    expect(unwrap(key, 'a.json', wrapped)).toBe('Mật khẩu');
    expect(unwrap(key, 'b.json', wrapped)).toBeNull();
    expect(unwrap(wrappingKeyOf(newKey()), 'a.json', wrapped)).toBeNull();
    expect(JSON.stringify(wrapped)).not.toContain('Mật');
  });

  test('never writes the same text alike, and knows a changed one', () => {
    const [one, other] = [wrap(key, 'a', 'x'), wrap(key, 'a', 'x')];
    expect(one).not.toEqual(other);
    const changed = { wrapped: { ...one.wrapped, tag: other.wrapped.tag } };
    expect(unwrap(key, 'a', changed)).toBeNull();
    const cut = { wrapped: { ...one.wrapped, tag: one.wrapped.tag.slice(0, 6) } };
    expect(unwrap(key, 'a', cut)).toBeNull();
  });

  test('takes no key of another length', () => {
    expect(() => wrappingKeyOf('c2hvcnQ')).toThrow('32 bytes');
  });
});

describe('the identity on the disk', () => {
  let folder: TestFolder;
  const told: string[] = [];
  const open = (wrappingKey: string | null): IdentityFile =>
    new IdentityFile({
      ...{ folder: folder.path, clock: systemClock(), wrappingKey },
      log: (event) => void told.push(event),
    });
  const onDisk = (name = 'identity.json'): string => readFileSync(folder.file(name), 'utf8');

  beforeEach(() => {
    folder = new TestFolder();
    told.length = 0;
  });
  afterEach(() => folder.remove());

  function enrol(file: IdentityFile): string {
    const pending = file.pendingPrivateKey();
    const privateKey = pending.ok ? pending.value : '';
    expect(file.write({ ...sampleIdentity, privateKey }).ok).toBe(true);
    return privateKey;
  }

  test('is wrapped where there is a key for it, the pending one too', () => {
    const key = newKey();
    const pending = open(key).pendingPrivateKey();
    expect(pending.ok && onDisk('identity.pending.json').includes('PRIVATE')).toBe(false);
    const privateKey = enrol(open(key));
    expect(onDisk()).not.toContain('PRIVATE');
    expect(onDisk()).not.toContain(sampleIdentity.unitKey);
    expect(open(key).read()).toEqual({ ...sampleIdentity, privateKey });
    expect(open(key).protection).toBe('key-store');
  });

  test('of a kiosk from before there was a key is wrapped when it is read', () => {
    const privateKey = enrol(open(null));
    expect(onDisk()).toContain('PRIVATE');
    expect(open(null).protection).toBe('file');
    const key = newKey();
    expect(open(key).read()?.privateKey).toBe(privateKey);
    expect(onDisk()).not.toContain('PRIVATE');
    expect(open(key).read()?.privateKey).toBe(privateKey);
  });

  test('stays for the day its key is back, and says so once', () => {
    const key = newKey();
    const privateKey = enrol(open(key));
    const without = open(null);
    expect(without.read()).toBeNull();
    expect(without.read()).toBeNull();
    expect(open(newKey()).read()).toBeNull();
    expect(told).toEqual(['identity.locked', 'identity.locked']);
    expect(open(key).read()?.privateKey).toBe(privateKey);
  });

  test('is set aside when what is wrapped is no wrapped file at all', () => {
    const key = newKey();
    enrol(open(key));
    writeFileSync(folder.file('identity.json'), '{"wrapped":{"v":9}}');
    expect(open(key).read()).toBeNull();
    expect(told).toEqual(['identity.damaged']);
  });
});
