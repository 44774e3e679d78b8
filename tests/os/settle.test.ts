import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { repository } from '../../build/setup/run-tool.ts';
import { exitCodes } from '../../electron/lockdown/exit-codes.ts';

const linux = join(repository, 'build/os/linux');
const settle = join(linux, 'bin/settle');
const longest = 300;
let folder = '';

beforeEach((context) => {
  if (process.platform !== 'linux') context.skip('systemd is Linux’s');
  folder = mkdtempSync(join(tmpdir(), 'hai-long-settle-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the pause before a restart', () => {
  test('grows with every failure and never beyond five minutes', () => {
    const waits = Array.from({ length: 12 }, () =>
      endAfter({ seconds: 3, exit: exitCodes.failed }),
    );
    expect(waits).toEqual([0, 2, 6, 14, 30, 62, 126, 254, longest, longest, longest, longest]);
  });

  test('is forgotten by a service that lived ten minutes', () => {
    for (let turn = 0; turn < 5; turn += 1) endAfter({ seconds: 3, exit: exitCodes.diedTooOften });
    expect(endAfter({ seconds: 600, exit: exitCodes.failed })).toBe(0);
  });

  test('is none after a clean end', () => {
    expect(endAfter({ seconds: 3_600, exit: exitCodes.clean })).toBe(0);
  });

  test('grows for a service that ends cleanly as soon as it is started', () => {
    const waits = Array.from({ length: 3 }, () => endAfter({ seconds: 1, exit: exitCodes.clean }));
    expect(waits).toEqual([0, 2, 6]);
  });

  /** Every code has its pause: a new one is decided here. */
  const pauses: Record<keyof typeof exitCodes, 'none' | 'growing' | 'longest'> = {
    clean: 'none',
    again: 'none',
    failed: 'growing',
    diedTooOften: 'growing',
    damaged: 'longest',
    refused: 'longest',
  };

  test.each(Object.entries(pauses))('after exit code %s is %s', (name, pause) => {
    const exit = exitCodes[name as keyof typeof exitCodes];
    const waits = [1, 2, 3].map(() => endAfter({ seconds: 60, exit }));
    const wanted = { none: [0, 0, 0], growing: [0, 2, 6], longest: [longest, longest, longest] };
    expect(waits).toEqual(wanted[pause]);
  });

  test('is waited for before the start, once', () => {
    note('wait', '1');
    const startedAt = Date.now();
    expect(run('before', 100).status).toBe(0);
    expect(Date.now() - startedAt).toBeGreaterThan(900);
    expect(noted('wait')).toBe('0');
    expect(noted('start')).toBe('100');
  });
});

describe('the services', () => {
  const services = [
    'chromium/hai-long-machine',
    'chromium/hai-long-session',
    'electron/hai-long-session',
  ];
  const unit = (name: string): string =>
    readFileSync(join(linux, 'units', `${name}.service`), 'utf8');

  test.each(services)('%s is started for ever, by no limit but its own pause', (name) => {
    const text = unit(name);
    expect(text).toMatch(/^Restart=always$/m);
    expect(text).toMatch(/^StartLimitIntervalSec=0$/m);
    // A code of ours that systemd would not restart after would leave a dark screen for good.
    expect(text).not.toMatch(/RestartPreventExitStatus/);
    expect(Number(/^TimeoutStartSec=(\d+)min$/m.exec(text)?.[1]) * 60).toBeGreaterThan(longest);
  });

  test.each(services)('%s may gain no rights', (name) => {
    expect(unit(name)).toMatch(/^NoNewPrivileges=yes$/m);
    expect(unit(name)).toMatch(/^User=hai-long/m);
  });

  test('are read by systemd without a complaint', (context) => {
    const asked = spawnSync('systemd-analyze', ['--version']);
    if (asked.status !== 0) context.skip('no systemd-analyze found');
    const paths = ['common', 'chromium', 'electron'].flatMap((shell) =>
      readdirSync(join(linux, 'units', shell)).map((name) => join(linux, 'units', shell, name)),
    );
    const complaints = paths.flatMap((path) => {
      const { stderr } = spawnSync('systemd-analyze', ['verify', path], { encoding: 'utf8' });
      return stderr
        .split('\n')
        .filter((line) => /hai-long/.test(line) && !/not executable/.test(line));
    });
    expect(complaints).toEqual([]);
  });
});

/** One life of a service: started, lived, ended; gives the pause that follows. */
function endAfter({ seconds, exit }: { seconds: number; exit: number }): number {
  note('wait', '0');
  expect(run('before', 1_000).status).toBe(0);
  expect(run('after', 1_000 + seconds, exit).status).toBe(0);
  return Number(noted('wait'));
}

function run(verb: string, uptime: number, exit = 0) {
  const clock = join(folder, 'uptime');
  writeFileSync(clock, `${uptime}.42 99.00\n`);
  return spawnSync('sh', [settle, verb], {
    env: {
      ...process.env,
      RUNTIME_DIRECTORY: folder,
      HAI_LONG_UPTIME: clock,
      EXIT_STATUS: String(exit),
    },
  });
}

function note(name: string, text: string): void {
  writeFileSync(join(folder, `settle.${name}`), text);
}

function noted(name: string): string {
  return readFileSync(join(folder, `settle.${name}`), 'utf8').trim();
}
