import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { MemoryIdentity } from '../../electron/core/testing/memory-documents.ts';
import { Shelf } from '../../electron/store/catalogue/shelf.ts';
import { say, sized, temporaryFolder } from './support.ts';

const kills = sized(30, 1_000);
const procedures = 200;
/** The kill falls somewhere into the install that the child has just begun, or into the next. */
const lifeMaxMs = 500;
const testTimeoutMs = sized(5 * 60_000, 6 * 60 * 60_000);

const child = join(import.meta.dirname, 'catalogue-child.ts');
const home = temporaryFolder();
afterAll(home.remove);

/** Starts a child on the folder, kills it in the middle, and returns the last version it had named as installed. */
async function killOne(): Promise<number> {
  const installer = spawn(process.execPath, [child, home.path, String(procedures)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => {
    installer.on('close', (_code, signal) => resolve(signal));
  });
  let named = '';
  let complaint = '';
  installer.stdout.once('data', () => {
    setTimeout(() => installer.kill('SIGKILL'), Math.random() * lifeMaxMs);
  });
  installer.stdout.on('data', (text: Buffer) => (named += text.toString()));
  installer.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
  expect({ signal: await ended, complaint }).toEqual({ signal: 'SIGKILL', complaint: '' });
  const versions = named.split('\n').slice(0, -1);
  return Number(versions.at(-1)?.replaceAll('+', '') ?? 0);
}

/** Opens the folder as after a power cut; returns the version in use, whole. */
async function versionInUse(): Promise<number> {
  const opened = Shelf.open({
    folder: home.path,
    identity: new MemoryIdentity(),
    log: (event) => expect.fail(event),
  });
  if (!opened.ok) throw new Error(opened.problem.en);
  const catalogue = opened.value.current();
  const version = catalogue?.manifest.version ?? 0;
  const numbers = Array.from({ length: catalogue ? procedures : 0 }, (_, at) => at);
  for (const { code } of catalogue?.rows(numbers) ?? []) {
    expect(catalogue?.procedure(code)?.name).toContain(`của bản ${version}`);
  }
  await opened.value.close();
  const left = readdirSync(home.path).filter((name) => name.startsWith('catalogue-'));
  expect(left.length).toBeLessThanOrEqual(2);
  return version;
}

test(
  'killed at any moment of an install, the old or the new catalogue is there, whole',
  { timeout: testTimeoutMs },
  async () => {
    let before = 0;
    let lost = 0;
    for (let count = 0; count < kills; count += 1) {
      const named = await killOne();
      const version = await versionInUse();
      expect(version).toBeGreaterThanOrEqual(Math.max(before, named));
      if (version === before) lost += 1;
      before = version;
    }
    say(`${kills} kills, ${before} versions installed, ${lost} kills before any was`);
  },
);
