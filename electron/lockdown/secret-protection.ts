/**
 * Whether the system's key store protects anything. On Linux without a secret service Electron encrypts with a
 * password that is in its source (`basic_text`): that would only look like protection, so it is not used, and health
 * says that file permissions are what there is.
 */
export type KeyStore = {
  readonly platform: string;
  readonly available: boolean;
  /** Linux only: which store Electron found. */
  readonly backend: string | null;
};

const shamBackends: ReadonlySet<string> = new Set(['basic_text', 'unknown']);

export function protectsSecrets({ platform, available, backend }: KeyStore): boolean {
  if (!available) return false;
  if (platform !== 'linux') return true;
  return backend !== null && !shamBackends.has(backend);
}

/** Which store it is, in a word for health and the journal. */
export function storeName({ platform, available, backend }: KeyStore): string {
  if (platform === 'linux') return backend ?? 'none';
  if (!available) return 'none';
  return platform === 'win32' ? 'dpapi' : platform === 'darwin' ? 'keychain' : platform;
}
