import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exitCodes } from '../../electron/lockdown/exit-codes.ts';
import { isStartedAtOnce, pauseBeforeLeaving } from '../../electron/lockdown/leave-pause.ts';
import { repository } from '../../build/setup/run-tool.ts';

/** The pause that main makes under Windows is the one that the service makes on Linux. */
const settle = join(repository, 'build/os/linux/bin/settle');
const livesSeconds = [1, 9, 10, 60, 599, 600, 3_600];
const second = 1_000;

const pausesOf = (code: number, times: number, livedMs: number): number[] => {
  let failures = 0;
  return Array.from({ length: times }, () => {
    const decided = pauseBeforeLeaving({ code, livedMs, failures });
    ({ failures } = decided);
    return decided.pauseMs / second;
  });
};

test('grows with every failure and never beyond five minutes', () => {
  const waits = pausesOf(exitCodes.failed, 11, 3 * second);
  expect(waits).toEqual([0, 2, 6, 14, 30, 62, 126, 254, 300, 300, 300]);
});

/** Every code has its pause: a new one is decided here. */
const wanted: Readonly<Record<keyof typeof exitCodes, readonly number[]>> = {
  clean: [0, 0, 0],
  again: [0, 0, 0],
  left: [0, 0, 0],
  failed: [0, 2, 6],
  diedTooOften: [0, 2, 6],
  damaged: [300, 300, 300],
  refused: [300, 300, 300],
};

test.each(Object.entries(wanted))('after a minute with code %s: %j', (name, pauses) => {
  expect(pausesOf(exitCodes[name as keyof typeof exitCodes], 3, 60 * second)).toEqual(pauses);
});

test('is the service’s, whatever ends after whatever', (context) => {
  if (process.platform !== 'linux') context.skip('NOT COMPARED: the service is Linux’s');
  const folder = mkdtempSync(join(tmpdir(), 'hai-long-settle-'));
  const note = (name: string, text: string): void => writeFileSync(join(folder, name), `${text}\n`);
  note('settle.start', '0');
  let failures = 0;
  for (const seconds of livesSeconds) {
    for (const code of Object.values(exitCodes)) {
      note('uptime', `${seconds}.42 99.00`);
      const env = { RUNTIME_DIRECTORY: folder, HAI_LONG_UPTIME: join(folder, 'uptime') };
      const done = spawnSync('sh', [settle, 'after'], {
        env: { ...process.env, ...env, EXIT_STATUS: String(code) },
      });
      expect(done.status).toBe(0);
      const decided = pauseBeforeLeaving({ code, livedMs: seconds * second, failures });
      ({ failures } = decided);
      const service = Number(readFileSync(join(folder, 'settle.wait'), 'utf8'));
      expect(decided.pauseMs / second, `${code} after ${seconds} s`).toBe(service);
    }
  }
  rmSync(folder, { recursive: true });
});

test.each([
  ['win32', true, true],
  ['win32', false, false],
  ['linux', true, false],
  ['darwin', true, false],
])('on %s, locked %s: main waits %s', (platform, locked, waits) => {
  expect(isStartedAtOnce(platform, locked)).toBe(waits);
});
