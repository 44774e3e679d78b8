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

type Options = { readonly folder: string; readonly clock: Clock; readonly log: Log };

/** What enrolment gave the kiosk, in `identity.json`: written whole, readable by the kiosk's account only. */
export class IdentityFile implements IdentityStore {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
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
    const text = readIfThere(this.#path(name));
    if (text === null) return null;
    const read = schema.safeParse(parseJson(text));
    if (read.success) return read.data;
    const { folder, clock, log } = this.#options;
    const setAside = freeName(folder, name, clock.wall());
    renameSync(this.#path(name), join(folder, setAside));
    log('identity.damaged', { file: name, setAside });
    return null;
  }

  #write(name: string, content: unknown): void {
    writeWhole(this.#path(name), `${JSON.stringify(content, null, 2)}\n`, secretMode);
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
