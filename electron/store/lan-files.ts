import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { LanSettings } from '../../shared/model/technician-settings.ts';
import { problem, type Problem } from '../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import type { LanKeyFiles, LanKeys } from '../core/ports.ts';
import { readIfThere, secretMode, writeWhole } from './atomic-file.ts';
import { expectedProblem } from './failures.ts';
import { fileNames } from './folder.ts';

/** Certificate and key of the door to the LAN: the unit's own files, or those that the kiosk made and keeps. */
export class LanFiles implements LanKeyFiles {
  readonly #folder: string;
  readonly #settings: LanSettings;

  constructor(folder: string, settings: LanSettings) {
    this.#folder = folder;
    this.#settings = settings;
  }

  /** Null: none were named, so the kiosk uses its own. Problem: `lan.certificate`. */
  supplied(): Result<LanKeys | null, Problem> {
    const { certificate, key } = this.#settings;
    if (certificate === undefined || key === undefined) return ok(null);
    const read = (path: string): string => readFileSync(resolve(this.#folder, path), 'utf8');
    try {
      return ok({ certificate: read(certificate), key: read(key) });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return fail(problem('lan.certificate', { reason }));
    }
  }

  /** Null before there is one. */
  kept(): LanKeys | null {
    const text = readIfThere(this.#path) ?? '';
    const [, certificate, key] = /^([^]*END CERTIFICATE-----\n)([^]*)$/.exec(text) ?? [];
    return certificate && key ? { certificate, key } : null;
  }

  /** Readable by the kiosk's account only. Problem: `storage.*`. */
  keep({ certificate, key }: LanKeys): Result<void, Problem> {
    try {
      writeWhole(this.#path, `${certificate.trim()}\n${key.trim()}\n`, secretMode);
      return ok(undefined);
    } catch (error) {
      return fail(expectedProblem(error, this.#path));
    }
  }

  get #path(): string {
    return join(this.#folder, fileNames.lanCertificate);
  }
}
