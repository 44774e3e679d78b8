import { expect, test } from 'vitest';
import { exitCodes } from '../../electron/lockdown/exit-codes.ts';
import { goneReasons } from '../../electron/lockdown/recovery.ts';
import { restartsMax } from '../../electron/lockdown/restart-policy.ts';
import { journalOf } from '../support/enrolled-folder.ts';
import type { BuiltKiosk } from './built-kiosk.ts';
import { ShellTest } from './shell-test.ts';

/** The built main when something of it dies: it goes on or it leaves, and the journal knows. */
const shell = new ShellTest();

const die = (kiosk: BuiltKiosk, reason: string): Promise<unknown> =>
  kiosk.emit('contents', 'render-process-gone', {
    args: [{ reason, exitCode: 1 }],
    page: 'citizen',
  });

test.each(goneReasons.filter((reason) => reason !== 'integrity-failure'))(
  'a page that is gone (%s) comes back with a new port',
  async (reason) => {
    const kiosk = await shell.locked();
    await die(kiosk, reason);
    await kiosk.until('load', 2);
    await kiosk.until('hand-port', 2);
    const body = { window: 'citizen', reason, decision: 'reload' };
    expect(await kiosk.untilNote('window.gone')).toEqual(body);
  },
);

test('a page whose files are damaged is not tried again', async () => {
  const kiosk = await shell.locked();
  void die(kiosk, 'integrity-failure').catch(() => undefined);
  expect(await kiosk.until('exit')).toBe(exitCodes.damaged);
});

test('a page that dies again and again ends in the hands of the supervisor', async () => {
  const kiosk = await shell.locked();
  for (let death = 0; death <= restartsMax; death += 1) {
    void die(kiosk, 'crashed').catch(() => undefined);
  }
  expect(await kiosk.until('exit')).toBe(exitCodes.diedTooOften);
  expect(kiosk.notes('window.gone')).toHaveLength(restartsMax + 1);
  expect(kiosk.notes('shell.left')).toEqual([
    { code: exitCodes.diedTooOften, reason: 'citizen window' },
  ]);
  await kiosk.end();
  const kinds = journalOf(shell.data).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'window.gone')).toHaveLength(restartsMax + 1);
  expect(kinds.slice(-2)).toEqual(['shell.left', 'machine.stopped']);
});

test('a page that hangs is ended and comes back; one that was only slow is left alone', async () => {
  const kiosk = await shell.locked();
  await kiosk.emit('contents', 'unresponsive', { page: 'citizen' });
  await kiosk.emit('contents', 'responsive', { page: 'citizen' });
  await kiosk.emit('contents', 'unresponsive', { page: 'citizen' });
  await kiosk.until('crash-renderer');
  await kiosk.until('load', 2);
  expect(await kiosk.untilNote('window.gone')).toMatchObject({ reason: 'page-hung' });
  expect(kiosk.all('crash-renderer')).toHaveLength(1);
});

test('a page that was loaded and drew nothing is loaded again', async () => {
  const kiosk = await shell.locked();
  kiosk.tell({ command: 'become', page: 'citizen', drawn: 0 });
  await kiosk.emit('contents', 'did-finish-load', { page: 'citizen' });
  expect(await kiosk.untilNote('window.gone')).toMatchObject({ reason: 'page-blank' });
  await kiosk.until('load', 2);
});

test('a load that failed is begun again, one that gave way to another is not', async () => {
  const kiosk = await shell.locked();
  const fail = (code: number, isMainFrame: boolean): Promise<unknown> =>
    kiosk.emit('contents', 'did-fail-load', { args: [code, '', '', isMainFrame], page: 'citizen' });
  await fail(-3, true);
  await fail(-6, false);
  await fail(-6, true);
  await kiosk.until('load', 2);
  expect(kiosk.notes('window.gone')).toEqual([
    { window: 'citizen', reason: 'not-loaded -6', decision: 'reload' },
  ]);
});

test('graphics that die are Chromium’s to restart, three times', async () => {
  const kiosk = await shell.locked();
  const dies = (type: string, name = ''): void =>
    void kiosk
      .emit('app', 'child-process-gone', { args: [{ type, reason: 'crashed', exitCode: 1, name }] })
      .catch(() => undefined);
  for (let death = 0; death < 3; death += 1) dies('GPU');
  for (let death = 0; death < 3; death += 1) dies('Utility');
  for (let death = 0; death < 9; death += 1) dies('Utility', 'Hài Lòng machine');
  await kiosk.untilNote('process.gone', 6);
  expect(kiosk.all('exit')).toEqual([]);
  dies('GPU');
  expect(await kiosk.until('exit')).toBe(exitCodes.diedTooOften);
  expect(kiosk.notes('process.gone').at(-1)).toEqual({
    ...{ process: 'gpu', reason: 'crashed', decision: 'leave' },
  });
});

test('the next machine writes down that the last one died', async () => {
  const kiosk = await shell.locked();
  kiosk.tell({ command: 'kill-machine' });
  await kiosk.until('hand-port', 2);
  expect(await kiosk.untilNote('process.gone')).toMatchObject({
    ...{ process: 'machine', decision: 'restart' },
  });
});

test.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGPWR'] as const)(
  '%s lets the machine close its files',
  async (signal) => {
    const kiosk = await shell.locked();
    kiosk.signal(signal);
    expect(await kiosk.until('exit')).toBe(exitCodes.clean);
    expect(kiosk.notes('shell.left')).toEqual([{ code: exitCodes.clean, reason: 'signal' }]);
    await kiosk.end();
    expect(journalOf(shell.data).at(-1)?.kind).toBe('machine.stopped');
  },
);

test('so do the end of the session and of the computer', async () => {
  const kiosk = await shell.locked();
  void kiosk.emit('power', 'shutdown').catch(() => undefined);
  expect(await kiosk.until('exit')).toBe(exitCodes.clean);
  const other = await shell.locked();
  void other.emit('window', 'query-session-end', { page: 'citizen' }).catch(() => undefined);
  expect(await other.until('exit')).toBe(exitCodes.clean);
});

test('a kiosk without a window is none: the supervisor begins afresh', async () => {
  const kiosk = await shell.locked();
  void kiosk.emit('app', 'window-all-closed').catch(() => undefined);
  expect(await kiosk.until('exit')).toBe(exitCodes.failed);
  expect(kiosk.notes('shell.left')).toEqual([{ code: exitCodes.failed, reason: 'windows closed' }]);
});
