import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { repository } from '../../build/setup/run-tool.ts';
import { signInVariable } from '../../electron/lockdown/after-leaving.ts';
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
    left: 'none',
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

describe('under a compositor that ends with 0 whatever its program did', () => {
  const bin = join(linux, 'bin/electron');

  test('the program’s code is what counts', () => {
    expect(endAfter({ seconds: 60, exit: 0, ended: exitCodes.refused })).toBe(longest);
    expect([1, 2].map(() => endAfter({ seconds: 60, exit: 0, ended: 139 }))).toEqual([0, 2]);
  });

  test('a code of the end before is forgotten by the next start', () => {
    endAfter({ seconds: 60, exit: 0, ended: exitCodes.refused });
    expect(endAfter({ seconds: 60, exit: 0 })).toBe(0);
  });

  test('the compositor’s own end goes before it', () => {
    expect(endAfter({ seconds: 60, exit: exitCodes.failed, ended: exitCodes.refused })).toBe(0);
  });

  test.each([0, exitCodes.left, 139])('the starter leaves the code %i and ends with it', (code) => {
    const text = readFileSync(bin, 'utf8').replace(/^\/usr\S+ /m, `sh -c 'exit ${code}' `);
    const { status } = spawnSync('sh', ['-c', text], {
      env: { ...process.env, RUNTIME_DIRECTORY: folder, STATE_DIRECTORY: folder },
    });
    expect(status).toBe(code);
    expect(readFileSync(join(folder, 'ended'), 'utf8').trim()).toBe(String(code));
  });
});

describe('the sign-in', () => {
  const opened = 'start --no-block hai-long-console.service';

  /** What systemctl is asked for when a service has ended so. */
  function asked(exit: string, ended?: number): string[] {
    const bin = join(folder, 'bin');
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, 'systemctl'), `#!/bin/sh\necho "$@" >> ${folder}/asked\nexit 1\n`, {
      mode: 0o755,
    });
    writeFileSync(join(folder, 'asked'), '');
    if (ended !== undefined) writeFileSync(join(folder, 'ended'), `${ended}\n`);
    const { status } = spawnSync('sh', [settle, 'left'], {
      env: {
        PATH: `${bin}:${process.env['PATH'] ?? ''}`,
        RUNTIME_DIRECTORY: folder,
        EXIT_STATUS: exit,
      },
    });
    // A computer that goes down refuses, and no service of ours fails by that.
    expect(status).toBe(0);
    return readFileSync(join(folder, 'asked'), 'utf8').split('\n').filter(Boolean);
  }

  test('comes for a technician who has left the kiosk', () => {
    expect(asked(String(exitCodes.left))).toEqual([opened]);
    expect(asked('0', exitCodes.left)).toEqual([opened]);
  });

  const others = Object.entries(exitCodes).filter(([name]) => name !== 'left');
  test.each([...others.map(([name, code]) => [name, String(code)]), ['killed', 'KILL']])(
    'comes for no other end: %s',
    (_, exit) => {
      expect(asked(exit)).toEqual([]);
      expect(asked(exit, exitCodes.failed)).toEqual([]);
    },
  );

  test('asks for a name and a password, and stands by itself on no computer', () => {
    const text = readFileSync(join(linux, 'units/common/hai-long-console.service'), 'utf8');
    expect(text).toMatch(/^ExecStart=-\/sbin\/agetty /m);
    expect(text).not.toMatch(/autologin|--login-program|--skip-login|^\[Install\]/m);
    // Either the kiosk or the sign-in, whichever was started last.
    expect(text).toMatch(/^Conflicts=hai-long-session.service hai-long-machine.service /m);
    expect(text).toMatch(/^After=hai-long-session.service hai-long-machine.service /m);
  });

  test('says how the kiosk comes back, in letters that every console has', () => {
    const issue = readFileSync(join(linux, 'console.issue'), 'utf8');
    expect(issue).toMatch(/^[\n\x20-\x7e]+$/);
    // agetty reads a backslash as an order of its own.
    expect(issue).not.toContain('\\');
    expect(issue.match(/systemctl reboot$/gm)).toHaveLength(2);
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
    // Whatever systemd does not restart after leaves a dark screen: only what a technician is told of before.
    const held = /^RestartPreventExitStatus=(.*)$/m.exec(text)?.[1] ?? null;
    const isProgram = /^ExecStart=.*bin\/(machine|electron)$/m.test(text);
    expect(held).toBe(isProgram ? String(exitCodes.left) : null);
    const opens = text.includes('\nExecStopPost=+/usr/lib/hai-long/bin/settle left\n');
    expect(opens).toBe(isProgram);
    expect(text.includes(`\nEnvironment=${signInVariable}=1\n`)).toBe(isProgram);
    expect(Number(/^TimeoutStartSec=(\d+)min$/m.exec(text)?.[1]) * 60).toBeGreaterThan(longest);
  });

  test.each(services.filter((name) => name.endsWith('session')))(
    '%s asks cage for nothing that Debian 12’s crashes with, and for no console switching',
    (name) => {
      const asked = /^ExecStart=\/usr\/bin\/cage (.*)-- /m.exec(unit(name))?.[1];
      expect(asked).toBe('-d ');
    },
  );

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

/** One life of a service: started, lived, ended; gives the pause that follows. `ended`: the code its program left. */
function endAfter({ seconds, exit, ended }: { seconds: number; exit: number; ended?: number }) {
  note('wait', '0');
  expect(run('before', 1_000).status).toBe(0);
  if (ended !== undefined) writeFileSync(join(folder, 'ended'), `${ended}\n`);
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
