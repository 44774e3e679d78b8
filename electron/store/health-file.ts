import { join } from 'node:path';
import { healthSchema, type Health } from '../../shared/model/health.ts';
import { plainMode, readIfThere, writeWhole } from './atomic-file.ts';
import { expectedProblem } from './failures.ts';
import { fileNames } from './folder.ts';

/** The kiosk's last reading of itself, `health.json`: no secret and no person in it. */
export class HealthFile {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Worth keeping, not worth stopping for. */
  keep(health: Health): void {
    try {
      writeWhole(join(this.#folder, fileNames.health), `${JSON.stringify(health)}\n`, plainMode);
    } catch (error) {
      expectedProblem(error, this.#folder);
    }
  }

  /** Null: there is none, or it is not one. */
  read(): Health | null {
    try {
      const text = readIfThere(join(this.#folder, fileNames.health));
      const read = healthSchema.safeParse(text === null ? null : JSON.parse(text));
      return read.success ? read.data : null;
    } catch {
      return null;
    }
  }
}
