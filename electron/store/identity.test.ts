import { createPrivateKey, randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { kioskIdSchema } from '../../shared/model/ids.ts';
import type { Identity } from '../core/ports.ts';
import { TestFolder } from './testing/test-store.ts';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

function identityWith(privateKey: string): Identity {
  const key = () => randomBytes(32).toString('base64url');
  return {
    districtUrl: 'https://huyen.example.org',
    kiosk: kioskIdSchema.parse(randomUUID()),
    privateKey,
    unitKey: key(),
    sealingKey: { id: 'k1', publicKey: key() },
  };
}

function pendingKey(): string {
  const pending = folder.reopen().identity.pendingPrivateKey();
  if (!pending.ok) throw new Error(pending.problem.en);
  return pending.value;
}

it('keeps the key of an unanswered enrolment over a restart, and drops it once answered', () => {
  const key = pendingKey();
  expect(createPrivateKey(key).asymmetricKeyType).toBe('ed25519');
  expect(pendingKey()).toBe(key);
  const { identity } = folder.reopen();
  expect(identity.read()).toBeNull();
  const written = identityWith(key);
  expect(identity.write(written).ok).toBe(true);
  expect(folder.reopen().identity.read()).toEqual(written);
  expect(existsSync(folder.file('identity.pending.json'))).toBe(false);
  expect(pendingKey()).not.toBe(key);
});

it('lets nobody else read the secrets', () => {
  const { identity } = folder.open();
  const key = identity.pendingPrivateKey();
  expect(statSync(folder.file('identity.pending.json')).mode & 0o777).toBe(0o600);
  identity.write(identityWith(key.ok ? key.value : ''));
  expect(statSync(folder.file('identity.json')).mode & 0o777).toBe(0o600);
});

it.each(['', '{', '{"kiosk":"x"}'])(
  'sets a damaged file aside and is not enrolled (%#)',
  (text) => {
    const { identity } = folder.open();
    writeFileSync(folder.file('identity.json'), text);
    expect(identity.read()).toBeNull();
    expect(
      readdirSync(folder.path).some((name) => /^identity\..*set-aside\.json$/.test(name)),
    ).toBe(true);
    expect(folder.events).toEqual(['identity.damaged']);
  },
);
