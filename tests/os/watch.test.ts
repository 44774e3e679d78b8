import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { repository } from '../../build/setup/run-tool.ts';

/** bin/watch over services that are played: what it restarts, and when. */
const script = join(repository, 'build/os/linux/bin/watch');
const hour = 3_600;
const uptime = 100 * hour;
let folder = '';

beforeEach((context) => {
  if (process.platform === 'win32') context.skip('a script of sh');
  folder = mkdtempSync(join(tmpdir(), 'hai-long-watch-'));
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'uptime'), `${uptime}.42 99.00\n`);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function play(program: string, text: string): void {
  writeFileSync(join(folder, 'bin', program), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
}

type Services = {
  readonly answers?: boolean;
  readonly listens?: boolean;
  /** How long each has been up, in seconds. */
  readonly machine?: number;
  readonly session?: number;
  /** A technician has left the kiosk. */
  readonly left?: boolean;
};

/** One minute's look; gives what it restarted. */
function look(of: Services): string[] {
  const { answers = true, listens = true, machine = hour, session = hour, left = false } = of;
  play('curl', answers ? 'exit 0' : 'exit 7');
  play('ss', listens ? 'echo connection' : 'exit 0');
  const since = (seconds: number): string => `${(uptime - seconds) * 1_000_000}`;
  play(
    'systemctl',
    `case "$*" in
       *show*machine*) echo ${since(machine)} ;;
       *show*session*) echo ${since(session)} ;;
       *is-active*console*) exit ${left ? 0 : 3} ;;
       *is-active*) exit 0 ;;
       restart*) echo "did $*" ;;
     esac`,
  );
  const { status, stdout } = spawnSync('sh', [script], {
    encoding: 'utf8',
    env: {
      PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
      RUNTIME_DIRECTORY: folder,
      HAI_LONG_UPTIME: join(folder, 'uptime'),
    },
  });
  expect(status).toBe(0);
  return [...stdout.matchAll(/^did restart --no-block hai-long-(\w+)\.service$/gm)].map(
    ([, name = '']) => name,
  );
}

test('leaves alone what answers and listens', () => {
  expect(look({})).toEqual([]);
});

test('restarts a machine that is silent three minutes, and not its window with it', () => {
  const silent = { answers: false, listens: false };
  expect([look(silent), look(silent), look(silent), look(silent)]).toEqual([
    [],
    [],
    ['machine'],
    [],
  ]);
});

test('restarts a window that listens no more, unless it listened in between', () => {
  const silent = { listens: false };
  expect([look(silent), look(silent), look({}), look(silent), look(silent)].flat()).toEqual([]);
  expect(look(silent)).toEqual(['session']);
});

test('restarts nothing while a technician works at the console', () => {
  const left = { answers: false, listens: false, left: true };
  expect([1, 2, 3, 4, 5, 6].flatMap(() => look(left))).toEqual([]);
});

test.each([
  ['an old one, when the machine has just begun afresh', 21 * hour, 100, ['session']],
  ['an old one, in the middle of the day', 21 * hour, 5 * hour, []],
  ['a young one, when the machine was started again', 5 * hour, 100, []],
])('a window that stands: %s', (_, session, machine, restarted) => {
  expect(look({ session, machine })).toEqual(restarted);
});
