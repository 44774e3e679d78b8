import { join } from 'node:path';
import { z } from 'zod';
import {
  clientIdSchema,
  daySchema,
  dossierTokenSchema,
  officerIdSchema,
  procedureCodeSchema,
  type ClientId,
} from '../../shared/model/ids.ts';
import { handOverSchema } from '../../shared/model/journal.ts';
import type { Problem } from '../../shared/model/problems.ts';
import { ok, type Result } from '../../shared/model/result.ts';
import type { DossierRecord, DossierShelf, Log } from '../core/ports.ts';
import { readIfThere, secretMode, writeWhole } from './atomic-file.ts';
import { expectedProblem } from './failures.ts';
import { fileNames } from './folder.ts';

const recordSchema = z.strictObject({
  dossier: dossierTokenSchema,
  agency: z.string().max(32),
  procedure: procedureCodeSchema,
  handOver: handOverSchema.nullable(),
  receivedAt: z.int().nullable(),
  dueOn: daySchema.nullable(),
  pauses: z.array(z.strictObject({ from: z.int(), to: z.int().nullable() })),
  officer: officerIdSchema.nullable(),
});

const fileSchema = z.strictObject({
  lists: z.array(z.strictObject({ client: clientIdSchema, dossiers: z.array(recordSchema) })),
});

/**
 * What one-stop software announced, in `dossiers.json`, so that a scan works after a power cut. Nothing depends on it
 * for good: a file that cannot be read is an empty one until the software announces again.
 */
export class DossierFile implements DossierShelf {
  readonly #path: string;
  readonly #log: Log;

  constructor({ folder, log }: { readonly folder: string; readonly log: Log }) {
    this.#path = join(folder, fileNames.dossiers);
    this.#log = log;
  }

  read(): ReadonlyMap<ClientId, readonly DossierRecord[]> {
    const text = this.#text();
    if (text === null) return new Map();
    const read = fileSchema.safeParse(parsed(text));
    if (!read.success) this.#log('dossiers.unreadable');
    return new Map((read.data?.lists ?? []).map(({ client, dossiers }) => [client, dossiers]));
  }

  write(lists: ReadonlyMap<ClientId, readonly DossierRecord[]>): Result<void, Problem> {
    const all = [...lists].map(([client, dossiers]) => ({ client, dossiers }));
    try {
      writeWhole(this.#path, JSON.stringify({ lists: all }), secretMode);
      return ok(undefined);
    } catch (error) {
      return { ok: false, problem: expectedProblem(error, this.#path) };
    }
  }

  #text(): string | null {
    try {
      return readIfThere(this.#path);
    } catch {
      this.#log('dossiers.unreadable');
      return null;
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
