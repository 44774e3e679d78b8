import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { compilerMissing } from '../support/compiler.ts';
import { compiledShim, shimEnvironment } from './io-shim.ts';
import { skipWithout } from '../support/skip.ts';
import { say, sized, temporaryFolderInMemory } from './support.ts';

const run = promisify(execFile);
const testTimeoutMs = sized(5 * 60_000, 60 * 60_000);
const pointsMin = 1_000;
const problemsShown = 10;

const home = temporaryFolderInMemory();
afterAll(home.remove);
beforeEach((context) => skipWithout(context, compilerMissing()));

type Outcome = { calls: number; points: number; problems: string[] };

/** Runs the day of io-child.ts once for every disk call in it, each time with that call failing. */
async function failEveryCall(shim: string, errorName: string): Promise<Outcome> {
  const folder = join(home.path, errorName);
  const control = join(home.path, `control.${errorName}`);
  mkdirSync(folder);
  const child = join(import.meta.dirname, 'io-child.ts');
  const { stdout } = await run(process.execPath, [child, folder, errorName], {
    env: { ...process.env, ...shimEnvironment(shim, control, folder) },
  });
  return JSON.parse(stdout) as Outcome;
}

test(
  'whichever disk call fails, once or from then on, nothing reported as written is lost',
  async () => {
    const shim = await compiledShim(home.path);
    const names = ['EIO', 'ENOSPC'];
    const outcomes = await Promise.all(names.map((name) => failEveryCall(shim, name)));
    const problems = outcomes.flatMap((outcome) => outcome.problems);
    expect(problems.slice(0, problemsShown)).toEqual([]);
    const points = outcomes.reduce((sum, outcome) => sum + outcome.points, 0);
    expect(points).toBeGreaterThanOrEqual(pointsMin);
    say(`failing disk calls: ${points} points (${names.join(', ')}), 0 entries lost`);
  },
  testTimeoutMs,
);
