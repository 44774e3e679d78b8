import { fork } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publicHalf } from '../../build/release/keys.ts';
import { makeRelease } from '../../build/release/make-release.ts';
import { stage } from '../../build/os/linux/stage.ts';
import { ReleaseFiles } from '../../electron/store/update/release-files.ts';
import { UpdateStateFile } from '../../electron/store/update/state-file.ts';
import { journalOf } from '../support/enrolled-folder.ts';
import { stayVariable } from './update-kill-child.ts';
import { openedStore, say, sized, temporaryFolder } from './support.ts';

/**
 * The power goes at any moment of an update and of its way back, again and again: the real starter, its real files, and
 * two programs that only write entries (update-kill-child.ts).
 */
const kills = sized(30, 2_000);
/** Whole ways there and back that have to be among them. */
const waysBack = 3;
const testTimeoutMs = sized(5 * 60_000, 6 * 60 * 60_000);

const home = temporaryFolder();
const data = join(home.path, 'data');
const base = join(home.path, 'staged/usr/lib/hai-long');
const release = join(home.path, 'hai-long-1.1.0');
const releaseKeys = join(home.path, 'release-keys.json');
const keys = generateKeyPairSync('ed25519');
const publicKey = publicHalf(keys.publicKey);
afterAll(home.remove);

const child = pathToFileURL(join(import.meta.dirname, 'update-kill-child.ts')).href;
const playing = (role: 'old' | 'new'): string =>
  `const { act } = await import(${JSON.stringify(child)});
   await act('${role}', ${JSON.stringify(release)});`;

beforeAll(async () => {
  await stage(join(home.path, 'staged'), {
    ...{ flavour: 'chromium', processor: process.arch === 'arm64' ? 'arm64' : 'amd64' },
    ...{ withoutNode: true, version: '1.0.0' },
  });
  writeFileSync(join(base, 'electron/serve.js'), playing('old'));
  const program = join(home.path, 'new');
  for (const part of ['electron', 'node_modules', 'out']) {
    mkdirSync(join(program, part), { recursive: true });
  }
  cpSync(join(base, 'out/renderer'), join(program, 'out'), { recursive: true });
  writeFileSync(join(program, 'package.json'), '{"version":"1.1.0","type":"module"}');
  writeFileSync(join(program, 'electron/serve.js'), playing('new'));
  const options = { program, out: home.path, minimumFrom: '1.0.0', notes: 'Thử' };
  await makeRelease({ ...options, key: keys.privateKey });
  const trusted = { releaseKeys: [publicKey], publishingKey: false };
  writeFileSync(releaseKeys, JSON.stringify(trusted));
}, 60_000);

type Life = { readonly killAfterMs: number | null; readonly mayUpdate: boolean };

/** One life of the starter and what it became; killed after a while, or left to end. Gives what it said, word by word. */
async function live({ killAfterMs, mayUpdate }: Life): Promise<string[]> {
  const starter = fork(join(base, 'electron/launch.js'), ['--data', data], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [],
    env: {
      ...{ ...process.env, HAILONG_RELEASE_KEYS: releaseKeys },
      ...(mayUpdate ? {} : { [stayVariable]: '1' }),
    },
  });
  let said = '';
  let complaint = '';
  starter.stdout?.on('data', (text: Buffer) => (said += text.toString()));
  starter.stderr?.on('data', (text: Buffer) => (complaint += text.toString()));
  if (killAfterMs !== null) setTimeout(() => starter.kill('SIGKILL'), killAfterMs);
  await once(starter, 'close');
  expect(complaint).toBe('');
  return said.split('\n').slice(0, -1);
}

const isEntry = (word: string): boolean => word !== 'switched' && word !== 'back';

test(
  'killed at any moment of an update or its way back, no entry is lost and a whole version starts',
  { timeout: testTimeoutMs },
  async () => {
    const acknowledged: string[] = [];
    const seen = { switched: 0, onTrial: 0, rollingBack: 0, back: 0 };
    const memory = new UpdateStateFile(data);
    let lifeMs = 1_000;
    let killed = 0;
    while (killed < kills || seen.back < waysBack) {
      // Each third life is left to end, and tells how long one is on this computer today.
      const isLeft = Math.random() < 1 / 3;
      const startedAt = performance.now();
      const killAfterMs = isLeft ? null : Math.random() * lifeMs;
      const words = await live({ killAfterMs, mayUpdate: true });
      if (isLeft) lifeMs = performance.now() - startedAt;
      else killed += 1;
      acknowledged.push(...words.filter(isEntry));
      const { current, trial, rollingBack } = memory.read();
      seen.switched += words.includes('switched') ? 1 : 0;
      seen.back += words.includes('back') ? 1 : 0;
      seen.onTrial += trial === null ? 0 : 1;
      seen.rollingBack += rollingBack === null ? 0 : 1;
      if (current !== null) {
        expect((await new ReleaseFiles(data).check(current, [publicKey])).ok).toBe(true);
      }
    }
    // Then the power stays: whatever was begun comes to its end.
    for (let left = 10; left === 10 || memory.read().current !== null; left -= 1) {
      expect(left).toBeGreaterThan(0);
      acknowledged.push(...(await live({ killAfterMs: null, mayUpdate: false })).filter(isEntry));
    }
    const store = openedStore(data);
    expect(store.verify()).toMatchObject({ ok: true, value: { damage: null } });
    store.close();
    const ids = journalOf(data).map((entry) => (entry as { id?: string }).id);
    expect(acknowledged.length).toBeGreaterThan(0);
    expect(acknowledged.filter((id) => ids.filter((one) => one === id).length !== 1)).toEqual([]);
    say(`${killed} kills: ${JSON.stringify(seen)}, ${acknowledged.length} entries, none lost`);
  },
);
