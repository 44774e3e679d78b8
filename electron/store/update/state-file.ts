import { join } from 'node:path';
import type { Problem } from '../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import { noUpdates, updateStateSchema, type UpdateState } from '../../core/update/state.ts';
import { plainMode, readIfThere, writeWhole } from '../atomic-file.ts';
import { expectedProblem } from '../failures.ts';
import { fileNames } from '../folder.ts';

/** Which version runs, on the disk. Read anew each time: the starter and the machine both write it, one after the other. */
export class UpdateStateFile {
  readonly #path: string;

  constructor(folder: string) {
    this.#path = join(folder, fileNames.updates);
  }

  /** A file that cannot be read means the installed program, which is always there. */
  read(): UpdateState {
    try {
      const text = readIfThere(this.#path);
      if (text === null) return noUpdates;
      return updateStateSchema.catch(noUpdates).parse(JSON.parse(text));
    } catch {
      return noUpdates;
    }
  }

  /** When this returns ok, the state survives a power cut. */
  write(state: UpdateState): Result<void, Problem> {
    try {
      writeWhole(this.#path, `${JSON.stringify(state, null, 1)}\n`, plainMode);
      return ok(undefined);
    } catch (error) {
      return fail(expectedProblem(error, this.#path));
    }
  }
}
