import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { kioskIdSchema } from '../../shared/model/ids.ts';
import type { Problem } from '../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import type { AddressMemory, MovedAddress } from '../core/ports.ts';
import { readIfThere, secretMode, writeWhole } from './atomic-file.ts';
import { expectedProblem } from './failures.ts';
import { fileNames } from './folder.ts';

const movedSchema = z.strictObject({ kiosk: kioskIdSchema, url: z.url(), former: z.url() });

/**
 * `district-address.json`. Apart from `identity.json`, so that an older version of the program, which knows nothing of
 * it, reads its own file as it was and goes where enrolment put it.
 */
export class AddressFile implements AddressMemory {
  readonly #folder: string;
  #moved: MovedAddress | null;

  constructor(folder: string) {
    this.#folder = folder;
    this.#moved = movedIn(folder);
  }

  read(): MovedAddress | null {
    return this.#moved;
  }

  write(moved: MovedAddress | null): Result<void, Problem> {
    const path = join(this.#folder, fileNames.address);
    try {
      if (moved) writeWhole(path, `${JSON.stringify(moved, null, 2)}\n`, secretMode);
      else rmSync(path, { force: true });
      this.#moved = moved;
      return ok(undefined);
    } catch (error) {
      return fail(expectedProblem(error, this.#folder));
    }
  }
}

/** Null: none, or one that cannot be read. The kiosk then begins where enrolment put it and is moved anew. */
function movedIn(folder: string): MovedAddress | null {
  try {
    const read = movedSchema.safeParse(
      JSON.parse(readIfThere(join(folder, fileNames.address)) ?? 'null'),
    );
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
