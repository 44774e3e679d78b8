import { argon2id, argon2Verify } from 'hash-wasm';
import { pinLengthMax, pinLengthMin } from '../limits.ts';

/**
 * An officer's PIN, kept as argon2id with the parameters that OWASP's password storage sheet names for it (19 MiB, two
 * passes, one lane). In WebAssembly, because Electron's crypto has no argon2: some 50 ms of one core, so never on the
 * thread that a tap waits for.
 */
const parameters = { parallelism: 1, iterations: 2, memorySize: 19_456, hashLength: 32 } as const;
const saltBytes = 16;

/** Digits only: a PIN is typed on any keypad. Worth more than its length when wrong tries cost time. */
export const pinPattern = new RegExp(`^\\d{${pinLengthMin},${pinLengthMax}}$`);

/** The part of Web Crypto used here, as Node and every browser have it; this room knows neither by name. */
const webCrypto = (
  globalThis as unknown as { crypto: { getRandomValues(bytes: Uint8Array): Uint8Array } }
).crypto;

/** The encoded hash of a new PIN, its parameters and a fresh salt in it. */
export async function hashPin(pin: string): Promise<string> {
  const salt = webCrypto.getRandomValues(new Uint8Array(saltBytes));
  return argon2id({ ...parameters, password: pin, salt, outputType: 'encoded' });
}

/** Whether this is the PIN. False, too, for a hash that cannot be read. */
export async function isPin(pin: string, encoded: string): Promise<boolean> {
  if (pin === '') return false;
  try {
    return await argon2Verify({ password: pin, hash: encoded });
  } catch {
    return false;
  }
}
