import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { provisionBytesMax } from '../../shared/limits.ts';
import type { KioskId } from '../../shared/model/ids.ts';
import { problem, type Problem } from '../../shared/model/problems.ts';
import {
  keyFileName,
  keyFileSchema,
  provisionFileName,
  provisionFilePattern,
  provisionSchema,
  usedProvisionSchema,
  type KeyFile,
  type Provision,
} from '../../shared/model/provision.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import type { FoundProvision, TechnicianFiles } from '../core/technician/provisioning.ts';
import { isSignedBy } from '../core/technician/signed-file.ts';
import { secretMode, writeWhole } from './atomic-file.ts';
import { errorCode } from './failures.ts';

/** The files that a technician carries: what makes a kiosk, and what opens its page. */
export class ProvisionFiles implements TechnicianFiles {
  /**
   * The first file in the folder that has not made a kiosk yet; null where there is none at all.
   * Problems: `provision.unreadable`, `provision.malformed`, `provision.signature`, `provision.expired`,
   * `provision.used` when all there are were used.
   */
  find(folder: string, now: number): Result<FoundProvision | null, Problem> {
    const names = namesIn(folder);
    if (!names.ok) return names;
    let used: Problem | null = null;
    for (const name of names.value) {
      const path = join(folder, name);
      const read = readProvision(path, now);
      if (read.ok) return ok({ path, provision: read.value });
      if (read.problem.code !== 'provision.used') return read;
      used = read.problem;
    }
    return used ? fail(used) : ok(null);
  }

  /** Leaves nothing of the secrets in it; false where the file cannot be written, and then it says so no more. */
  wipe(path: string, kiosk: KioskId, at: number): boolean {
    try {
      writeWhole(path, `${JSON.stringify({ format: 1, used: { kiosk, at } })}\n`, secretMode);
      return true;
    } catch {
      return false; // a stick that is write-protected, or gone
    }
  }

  /** A technician's key, sound in shape; who signed it is not looked at here. Null: none, or none that can be read. */
  keyOn(folder: string): KeyFile | null {
    try {
      const read = keyFileSchema.safeParse(JSON.parse(textOf(join(folder, keyFileName))));
      return read.success ? read.data : null;
    } catch {
      return null;
    }
  }
}

function namesIn(folder: string): Result<string[], Problem> {
  try {
    const names = readdirSync(folder).filter((name) => provisionFilePattern.test(name));
    const first = (name: string): number => (name === provisionFileName ? 0 : 1);
    return ok(names.sort((a, b) => first(a) - first(b) || (a < b ? -1 : 1)));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return ok([]);
    return fail(problem('provision.unreadable', { path: folder, reason: codeOf(error) }));
  }
}

function readProvision(path: string, now: number): Result<Provision, Problem> {
  const json = jsonOf(path);
  if (!json.ok) return json;
  if (usedProvisionSchema.safeParse(json.value).success) {
    return fail(problem('provision.used', { path }));
  }
  const read = provisionSchema.safeParse(json.value);
  if (!read.success) return fail(problem('provision.malformed', { path, ...faultOf(read.error) }));
  // The file as it came, not as it was read: a signature is over what was written.
  const signed = json.value as Record<string, unknown> & { signature: string };
  if (!isSignedBy(read.data.publishingKey.publicKey, signed)) {
    return fail(problem('provision.signature', { path }));
  }
  if (now > read.data.until) {
    const date = new Date(read.data.until).toISOString().slice(0, 10);
    return fail(problem('provision.expired', { path, date }));
  }
  return ok(read.data);
}

function jsonOf(path: string): Result<unknown, Problem> {
  let text: string;
  try {
    text = textOf(path);
  } catch (error) {
    return fail(problem('provision.unreadable', { path, reason: codeOf(error) }));
  }
  try {
    return ok(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch {
    return fail(problem('provision.malformed', { path, key: '/', reason: 'not JSON' }));
  }
}

/** Bounded: a stick may hold anything under any name. Throws what the system says. */
function textOf(path: string): string {
  const { size } = statSync(path);
  if (size > provisionBytesMax) throw Object.assign(new Error('too large'), { code: 'EFBIG' });
  return readFileSync(path, 'utf8');
}

function faultOf({ issues: [issue] }: z.ZodError): { key: string; reason: string } {
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys : [];
  const key = [...(issue?.path ?? []), ...unknown].join('.') || '/';
  return { key, reason: issue?.message ?? '' };
}

const codeOf = (error: unknown): string => errorCode(error) ?? 'error';
