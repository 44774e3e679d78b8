import { generateKeyPairSync } from 'node:crypto';
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { kioskIdSchema } from '../../shared/model/ids.ts';
import type { Problem } from '../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import type { Clock, Identity, IdentityStore, Log } from '../core/ports.ts';
import { readIfThere, secretMode, writeWhole } from './atomic-file.ts';
import { expectedProblem } from './failures.ts';
import { fileNames, freeName } from './folder.ts';
import { unwrap, wrap, wrappedSchema, wrappingKeyOf, type Wrapped } from './wrapping.ts';

const privateKeySchema = z.string().startsWith('-----BEGIN PRIVATE KEY-----');

const identitySchema = z.strictObject({
  districtUrl: z.url(),
  kiosk: kioskIdSchema,
  privateKey: privateKeySchema,
  unitKey: z.string().length(43),
  sealingKey: z.strictObject({ id: z.string(), publicKey: z.string() }),
  publishingKey: z.strictObject({ id: z.string(), publicKey: z.string() }).optional(),
});

const pendingSchema = z.strictObject({ privateKey: privateKeySchema });

type Options = {
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
  /** 32 bytes, base64url, from the system's key store; without one the secrets lie under file permissions. */
  readonly wrappingKey?: string | null | undefined;
};

/**
 * What enrolment gave the kiosk, in `identity.json`: written whole, readable by the kiosk's account only, and wrapped
 * where the system keeps a key for it. A file from before there was one is wrapped at its next reading.
 */
export class IdentityFile implements IdentityStore {
  readonly #options: Options;
  readonly #key: Buffer | null;
  #lockedTold = false;

  constructor(options: Options) {
    this.#options = options;
    this.#key = options.wrappingKey ? wrappingKeyOf(options.wrappingKey) : null;
  }

  /** How the secrets lie on the disk from now on. */
  get protection(): 'key-store' | 'file' {
    return this.#key ? 'key-store' : 'file';
  }

  /** Null before enrolment, and when the file is damaged: it moves aside and the kiosk has to be enrolled again. */
  read(): Identity | null {
    return this.#readAs(fileNames.identity, identitySchema);
  }

  write(identity: Identity): Result<void, Problem> {
    try {
      this.#write(fileNames.identity, identitySchema.parse(identity));
      rmSync(this.#path(fileNames.pendingKey), { force: true });
      return ok(undefined);
    } catch (error) {
      return fail(expectedProblem(error, this.#options.folder));
    }
  }

  pendingPrivateKey(): Result<string, Problem> {
    try {
      const pending = this.#readAs(fileNames.pendingKey, pendingSchema);
      if (pending) return ok(pending.privateKey);
      const { privateKey } = generateKeyPairSync('ed25519');
      const made = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
      this.#write(fileNames.pendingKey, { privateKey: made });
      return ok(made);
    } catch (error) {
      return fail(expectedProblem(error, this.#options.folder));
    }
  }

  #readAs<T>(name: string, schema: z.ZodType<T>): T | null {
    const stored = readIfThere(this.#path(name));
    if (stored === null) return null;
    const json = parseJson(stored);
    const sealed = wrappedSchema.safeParse(json);
    const read = schema.safeParse(sealed.success ? this.#unwrapped(name, sealed.data) : json);
    if (!read.success) {
      if (sealed.success) this.#tellLocked(name);
      else this.#setAside(name);
      return null;
    }
    if (this.#key && !sealed.success) this.#rewrap(name, read.data);
    return read.data;
  }

  #unwrapped(name: string, sealed: Wrapped): unknown {
    const text = this.#key && unwrap(this.#key, name, sealed);
    return text === null ? undefined : parseJson(text);
  }

  /** Worth doing, not worth stopping for: on a disk that refuses, the file stays as it was. */
  #rewrap(name: string, content: unknown): void {
    try {
      this.#write(name, content);
    } catch (error) {
      expectedProblem(error, this.#options.folder);
    }
  }

  /** The key store may only be late: the file stays, and is read again when its key is back. */
  #tellLocked(file: string): void {
    if (this.#lockedTold) return;
    this.#lockedTold = true;
    this.#options.log('identity.locked', { file });
  }

  #setAside(name: string): void {
    const { folder, clock, log } = this.#options;
    const setAside = freeName(folder, name, clock.wall());
    renameSync(this.#path(name), join(folder, setAside));
    log('identity.damaged', { file: name, setAside });
  }

  #write(name: string, content: unknown): void {
    const text = JSON.stringify(content, null, 2);
    const kept = this.#key ? JSON.stringify(wrap(this.#key, name, text), null, 2) : text;
    writeWhole(this.#path(name), `${kept}\n`, secretMode);
  }

  #path(name: string): string {
    return join(this.#options.folder, name);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
