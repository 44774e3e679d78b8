import { join } from 'node:path';
import type { z } from 'zod';
import { localSettingsSchema, type LocalSettings } from '../../shared/model/technician-settings.ts';
import { problem, type Problem } from '../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import type { LocalFiles } from '../core/technician/settings.ts';
import { readIfThere, secretMode, writeWhole } from './atomic-file.ts';
import { expectedProblem, storageProblem } from './failures.ts';
import { fileNames } from './folder.ts';

/**
 * Reads the technician's file. A file that is wrong is refused whole, with the reason, and the last good one stands;
 * a missing file means no settings. Problems: settings.malformed, settings.unknown-key, storage.*.
 */
export function readLocalSettings(folder: string): {
  settings: LocalSettings;
  refused: Problem | null;
} {
  const path = join(folder, fileNames.settings);
  const text = textOf(path);
  if (!text.ok) return { settings: lastGood(folder), refused: text.problem };
  if (text.value === null) return { settings: {}, refused: null };
  const read = parseSettings(text.value, path);
  if (!read.ok) return { settings: lastGood(folder), refused: read.problem };
  keep(folder, read.value);
  return { settings: read.value, refused: null };
}

function textOf(path: string): Result<string | null, Problem> {
  try {
    return ok(readIfThere(path));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail(problem('settings.malformed', { path, reason }));
  }
}

function parseSettings(text: string, path: string): Result<LocalSettings, Problem> {
  const json = parseJson(text);
  if (!json.ok) return fail(problem('settings.malformed', { path, reason: json.problem }));
  const read = localSettingsSchema.safeParse(json.value);
  if (read.success) return ok(read.data);
  const unknown = read.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys : [],
  );
  if (unknown.length > 0) {
    return fail(problem('settings.unknown-key', { path, keys: unknown.join(', ') }));
  }
  return fail(problem('settings.malformed', { path, reason: reasonOf(read.error) }));
}

function parseJson(text: string): Result<unknown, string> {
  try {
    return ok(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function lastGood(folder: string): LocalSettings {
  const path = join(folder, fileNames.lastGoodSettings);
  const text = textOf(path);
  if (!text.ok || text.value === null) return {};
  const read = parseSettings(text.value, path);
  return read.ok ? read.value : {};
}

/** Good settings are worth keeping, but not worth stopping for: a disk that refuses the copy is found out by the journal. */
function keep(folder: string, settings: LocalSettings): void {
  const path = join(folder, fileNames.lastGoodSettings);
  const text = textFor(settings);
  const held = textOf(path);
  if (held.ok && held.value === text) return;
  try {
    writeWhole(path, text, secretMode);
  } catch (error) {
    if (!storageProblem(error, folder)) throw error;
  }
}

/** Which key, and why. */
export function reasonOf({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
}

function textFor(settings: LocalSettings): string {
  return `${JSON.stringify(settings, null, 2)}\n`;
}

/** What the technician's page writes (`kiosk.json`), and what a provision file brought. A PIN's hash is among it. */
export class LocalSettingsFiles implements LocalFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  page(): { settings: LocalSettings; refused: Problem | null } {
    return readLocalSettings(this.#folder);
  }

  provisioned(): { settings: LocalSettings; refused: Problem | null } {
    const path = join(this.#folder, fileNames.provisionedSettings);
    const text = textOf(path);
    if (!text.ok) return { settings: {}, refused: text.problem };
    if (text.value === null) return { settings: {}, refused: null };
    const read = parseSettings(text.value, path);
    return read.ok
      ? { settings: read.value, refused: null }
      : { settings: {}, refused: read.problem };
  }

  writePage(settings: LocalSettings): Result<void, Problem> {
    return this.#write(fileNames.settings, settings);
  }

  writeProvisioned(settings: LocalSettings): Result<void, Problem> {
    return this.#write(fileNames.provisionedSettings, settings);
  }

  #write(name: string, settings: LocalSettings): Result<void, Problem> {
    try {
      writeWhole(join(this.#folder, name), textFor(settings), secretMode);
      return ok(undefined);
    } catch (error) {
      return fail(expectedProblem(error, this.#folder));
    }
  }
}
