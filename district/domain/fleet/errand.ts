import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { batchRequestSchema } from '../../../shared/contract/fleet.ts';
import { counterIdSchema, unitIdSchema, type UnitId } from '../../../shared/model/ids.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import { csvOf } from '../csv.ts';
import type { DistrictStore, Now } from '../ports.ts';
import { makeBatch, type MadeBatch } from './batch.ts';

/** Provision files from the command line, as `--provision UNIT --counters FILE --out DIR`. */

export type ProvisionFlags = {
  readonly unit: string;
  readonly counters: string | undefined;
  readonly out: string | undefined;
  readonly districtUrl: string | undefined;
  readonly days: string | undefined;
};

const dayMs = 24 * 60 * 60_000;
const daysUnlessSaid = 14;
const madeOnCommandLine = 'command line';
const ownerOnly = { mode: 0o600, flag: 'wx' } as const;

/** Makes the files; answers what to say. The folder is new, so that no old code lies among them. */
export async function runProvision(
  store: DistrictStore,
  now: Now,
  flags: ProvisionFlags,
): Promise<Result<string, Problem>> {
  const unit = unitIdSchema.safeParse(flags.unit);
  if (!unit.success) return fail(problem('office.unit'));
  const { counters: file, out } = flags;
  if (file === undefined) return refused('--counters');
  if (out === undefined) return refused('--out');
  const lines = await linesOf(file);
  if (lines === null) return refused('--counters');
  const request = batchRequestSchema.safeParse({
    unit: unit.data,
    places: await placesOf(store, unit.data, lines),
    districtUrl: flags.districtUrl,
    until: now() + Number(flags.days ?? daysUnlessSaid) * dayMs,
    technicianPin: null,
  });
  if (!request.success) return refused(flagOf(request.error.issues[0]?.path[0]));
  if (!(await isNew(out))) return fail(problem('fleet.folder', { path: out }));
  const made = await makeBatch({ store, now, by: madeOnCommandLine }, request.data);
  if (!made.ok) return made;
  await write(out, made.value);
  return ok(
    `${made.value.handOuts.length} provision files in ${out}, until ${day(request.data.until)}`,
  );
}

function refused(flag: string): Result<never, Problem> {
  return fail(problem('fleet.errand', { flag }));
}

function flagOf(key: PropertyKey | undefined): string {
  if (key === 'districtUrl') return '--district-url';
  return key === 'until' ? '--days' : '--counters';
}

async function linesOf(file: string): Promise<readonly string[] | null> {
  try {
    const text = await readFile(file, 'utf8');
    return text
      .split(/\r?\n/)
      .map((line) => line.replace('\uFEFF', '').trim())
      .filter((line) => line !== '');
  } catch {
    return null; // not there, or not readable: the caller says so
  }
}

/** A line that is the id of a counter means that one; anything else is the name of a new one. */
async function placesOf(store: DistrictStore, unit: UnitId, lines: readonly string[]) {
  const known = new Set<string>((await store.places.countersOf(unit)).map(({ id }) => id));
  return lines.map((line) =>
    known.has(line) ? { counter: counterIdSchema.parse(line) } : { newCounter: line },
  );
}

async function isNew(folder: string): Promise<boolean> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return (await readdir(folder)).length === 0;
}

async function write(folder: string, { files, handOuts }: MadeBatch): Promise<void> {
  for (const [name, file] of Object.entries(files)) {
    await writeFile(join(folder, name), file, ownerOnly);
  }
  const rows = handOuts.map(({ name, code, until, fileName, slip }) => [
    ...[name, code, day(until), fileName, slip],
  ]);
  const heading = ['Kiosk', 'Mã đăng ký', 'Dùng được đến', 'Tệp', 'Nội dung mã QR'];
  await writeFile(join(folder, 'ma-dang-ky.csv'), csvOf([heading, ...rows]), ownerOnly);
}

function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
