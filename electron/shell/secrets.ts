import { randomBytes } from 'node:crypto';
import { safeStorage } from 'electron';
import { wrappingKeySchema, type ShellNote } from '../../shared/contract/shell.ts';
import { protectsSecrets, storeName, type KeyStore } from '../lockdown/secret-protection.ts';
import { readIfThere, replaceFile, secretMode } from './small-file.ts';

const keyBytes = 32;

export type WrappingKey = {
  /** Null: the kiosk's keys lie under file permissions. */
  readonly key: string | null;
  readonly note: ShellNote;
};

/**
 * The key that the kiosk's keys are wrapped with: made once, and kept encrypted by the system's key store in `path`.
 * Null where the store protects nothing or cannot open it: then nothing pretends to be protected. After `ready`.
 */
export async function wrappingKey(path: string): Promise<WrappingKey> {
  const store = await keyStore();
  const key = protectsSecrets(store) ? await keptKey(path).catch(() => null) : null;
  const body = {
    by: key === null ? ('file' as const) : ('key-store' as const),
    store: storeName(store),
  };
  return { key, note: { kind: 'secrets.kept', body } };
}

async function keyStore(): Promise<KeyStore> {
  const { platform } = process;
  const backend = platform === 'linux' ? safeStorage.getSelectedStorageBackend() : null;
  // Asked only where a yes would count: on Linux the question alone may open a password prompt.
  const worthAsking = protectsSecrets({ platform, available: true, backend });
  const available =
    worthAsking && (await safeStorage.isAsyncEncryptionAvailable().catch(() => false));
  return { platform, available, backend };
}

async function keptKey(path: string): Promise<string> {
  const kept = readIfThere(path);
  if (kept === null) return makeKey(path);
  const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(kept);
  const key = wrappingKeySchema.parse(result);
  if (shouldReEncrypt) await keep(path, key);
  return key;
}

async function makeKey(path: string): Promise<string> {
  const key = randomBytes(keyBytes).toString('base64url');
  await keep(path, key);
  return key;
}

/** On the disk before it is used: what is wrapped with a lost key is lost. */
async function keep(path: string, key: string): Promise<void> {
  const encrypted = await safeStorage.encryptStringAsync(key);
  replaceFile(path, encrypted, secretMode);
}
