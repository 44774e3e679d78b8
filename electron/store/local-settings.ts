import { join } from 'node:path';
import { z } from 'zod';
import { problem, type Problem } from '../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import { plainMode, readIfThere, writeWhole } from './atomic-file.ts';
import { storageProblem } from './failures.ts';
import { fileNames } from './folder.ts';

const portMax = 65_535;

const hostPattern = /^[0-9A-Za-z](?:[0-9A-Za-z.:-]{0,252})$/;

const lanSchema = z
  .strictObject({
    /** The address of this machine on the unit's network, `192.168.1.20`. */
    host: z.string().regex(hostPattern),
    port: z.int().min(0).max(portMax),
    /** Other names under which browsers reach it. */
    names: z.array(z.string().regex(hostPattern)).max(16).optional(),
    /** The unit's own certificate and key, PEM files; without them the kiosk makes its own. */
    certificate: z.string().min(1).optional(),
    key: z.string().min(1).optional(),
  })
  .refine((lan) => (lan.certificate === undefined) === (lan.key === undefined), {
    message: 'certificate and key belong together',
  });
export type LanSettings = z.infer<typeof lanSchema>;

/** What a technician may fix on one machine, in `kiosk.json`. Ports: 0 means any that is free. */
const localSettingsSchema = z.strictObject({
  districtUrl: z.url({ protocol: /^https?$/ }).optional(),
  kioskPort: z.int().min(0).max(portMax).optional(),
  deskPort: z.int().min(0).max(portMax).optional(),
  /** The desk's door to the LAN; without it the desk is reached from this machine only. */
  lan: lanSchema.optional(),
});
export type LocalSettings = z.infer<typeof localSettingsSchema>;

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
  const issue = read.error.issues[0];
  const reason = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
  return fail(problem('settings.malformed', { path, reason }));
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
  const text = `${JSON.stringify(settings, null, 2)}\n`;
  const held = textOf(path);
  if (held.ok && held.value === text) return;
  try {
    writeWhole(path, text, plainMode);
  } catch (error) {
    if (!storageProblem(error, folder)) throw error;
  }
}
