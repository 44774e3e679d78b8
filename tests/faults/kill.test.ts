import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { draft, openedStore, say, sized, temporaryFolder } from './support.ts';

const kills = sized(250, 10_000);
/** The longest a child lives after its first entry. */
const lifeMaxMs = 40;
/** Every so often a child is killed while it still starts. */
const killsPerEarlyKill = 10;
const startMaxMs = 150;
/** Then the next folder: so that a child's start stays short. */
const killsPerFolder = 25;
const testTimeoutMs = sized(5 * 60_000, 6 * 60 * 60_000);

const child = join(import.meta.dirname, 'kill-child.ts');
/** One lane of children each: what they do between their appends. */
const loads = ['acknowledge', 'checkpoint', 'replace'] as const;

const home = temporaryFolder();
const environment = { ...process.env, NODE_COMPILE_CACHE: join(home.path, 'compiled') };

/** One child that ends by itself leaves its compiled code to the others: a third of their start. */
beforeAll(() => {
  const once = [child, join(home.path, 'once'), 'once'];
  execFileSync(process.execPath, once, { env: environment, stdio: 'pipe' });
});
afterAll(home.remove);

/** Starts a child on the folder and kills it; returns the ids it had named as committed. */
async function killOne(folder: string, load: string, count: number): Promise<string[]> {
  const writer = spawn(process.execPath, [child, folder, load], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environment,
  });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => {
    writer.on('close', (_code, signal) => resolve(signal));
  });
  const kill = (withinMs: number) =>
    setTimeout(() => writer.kill('SIGKILL'), Math.random() * withinMs);
  let named = '';
  let complaint = '';
  if (count % killsPerEarlyKill === 0) kill(startMaxMs);
  writer.stdout.once('data', () => kill(lifeMaxMs));
  writer.stdout.on('data', (text: Buffer) => (named += text.toString()));
  writer.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
  const signal = await ended;
  expect({ signal, complaint }).toEqual({ signal: 'SIGKILL', complaint: '' });
  // What was cut off in the middle of a line had been committed, but its name did not arrive.
  return named.split('\n').slice(0, -1);
}

/** Opens the folder after a kill: whole chain, every named entry, room for the next. */
function check(folder: string, named: readonly string[]): void {
  const store = openedStore(folder);
  try {
    expect(store.verify()).toMatchObject({ ok: true, value: { damage: null } });
    expect(named.filter((id) => store.journal.entry(id) === null)).toEqual([]);
    expect(store.journal.append([draft()]).ok).toBe(true);
  } finally {
    store.close();
  }
}

/** Kills the children of one load one after the other; returns how many entries they had named. */
async function lane(load: string, kills: number): Promise<number> {
  let total = 0;
  let kept: string[] = [];
  for (let count = 0; count < kills; count += 1) {
    if (count % killsPerFolder === 0) kept = [];
    const folder = join(home.path, `${load}-${Math.floor(count / killsPerFolder)}`);
    const named = await killOne(folder, load, count);
    kept.push(...named);
    total += named.length;
    check(folder, kept);
  }
  return total;
}

test(
  'every entry that was reported as committed survives a kill at any moment',
  async () => {
    const each = Math.ceil(kills / loads.length);
    const named = await Promise.all(loads.map((load) => lane(load, each)));
    const total = named.reduce((sum, count) => sum + count, 0);
    expect(total).toBeGreaterThan(kills);
    say(`kill -9: ${each * loads.length} kills, ${total} entries reported as committed, 0 lost`);
  },
  testTimeoutMs,
);
