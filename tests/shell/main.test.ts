import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Electron from 'electron';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exitCodes } from '../../electron/lockdown/exit-codes.ts';
import { pagePreferences, windowOptions } from '../../electron/lockdown/window-table.ts';
import { windowPortMessage } from '../../shared/contract/shell.ts';
import { builtFile, buildMissing } from './built-files.ts';
import { BuiltKiosk } from './built-kiosk.ts';

type Handed = { readonly page: string; readonly channel: string };
type Fork = { readonly modulePath: string; readonly args: string[] };

let folder = '';
let kiosk: BuiltKiosk;

function start(args: readonly string[], environment: Record<string, string> = {}): BuiltKiosk {
  kiosk = new BuiltKiosk(args, { STUB_USER_DATA: folder, ...environment });
  return kiosk;
}

beforeEach((context) => {
  const missing = buildMissing();
  if (missing) context.skip(missing);
  folder = mkdtempSync(join(tmpdir(), 'hai-long-shell-'));
});

afterEach(async () => {
  await kiosk.end();
  rmSync(folder, { recursive: true, force: true });
});

describe('the built main process', () => {
  test('locks the house before it opens it', async () => {
    start(['--windowed', '--data', join(folder, 'kiosk')]);
    await kiosk.until('window', 2);
    const order = kiosk.happenings.map(({ what }) => what);
    expect(order).toContain('enableSandbox');
    expect(order.indexOf('enableSandbox')).toBeLessThan(order.indexOf('ready'));
    expect(order.indexOf('registerSchemes')).toBeLessThan(order.indexOf('ready'));
    expect(order.indexOf('menu')).toBeLessThan(order.indexOf('ready'));
    expect(order.indexOf('register')).toBeLessThan(order.indexOf('window'));
    expect(kiosk.all('menu')).toEqual([null]);
    expect(kiosk.all<Electron.CustomScheme[]>('registerSchemes')).toEqual([
      [{ scheme: 'app', privileges: { standard: true, secure: true, codeCache: true } }],
    ]);
  });

  test('opens sandboxed windows that can neither leave nor open anything', async () => {
    start(['--windowed', '--data', join(folder, 'kiosk')]);
    await kiosk.until('hand-port', 2);
    const windows = kiosk.all<Electron.BrowserWindowConstructorOptions>('window');
    for (const { webPreferences } of windows) {
      expect(webPreferences).toEqual({
        ...pagePreferences,
        preload: builtFile('preload/preload.cjs'),
        devTools: true,
      });
    }
    expect(kiosk.all('window-open')).toEqual([{ action: 'deny' }, { action: 'deny' }]);
    expect(kiosk.all('load')).toEqual([
      'app://citizen/citizen/index.html',
      'app://officer/officer/index.html',
    ]);
  });

  test('fills the one screen with the citizen’s window and keeps the officer’s away', async () => {
    start(['--data', join(folder, 'kiosk')]);
    await kiosk.until('hand-port');
    const windows = kiosk.all<Electron.BrowserWindowConstructorOptions>('window');
    expect(windows.map((window) => window.kiosk)).toEqual([true]);
    expect(windows[0]).toEqual({
      ...windowOptions('citizen', 'kiosk', { x: 0, y: 0, width: 1_280, height: 800 }),
      webPreferences: {
        ...pagePreferences,
        preload: builtFile('preload/preload.cjs'),
        devTools: false,
      },
    });
  });

  test('serves the built pages over app:// with their headers, and nothing else', async () => {
    start(['--windowed', '--data', join(folder, 'kiosk')]);
    await kiosk.until('window', 2);
    kiosk.tell({ command: 'fetch', url: 'app://citizen/citizen/index.html' });
    const page = await kiosk.until<{ status: number; headers: Record<string, string> }>('fetched');
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    kiosk.tell({ command: 'fetch', url: 'app://citizen/citizen/%2e%2e/%2e%2e/package.json' });
    kiosk.tell({ command: 'fetch', url: 'app://citizen/citizen/missing.js' });
    await kiosk.until('fetched', 3);
    expect(kiosk.all<{ status: number }>('fetched').map(({ status }) => status)).toEqual([
      200, 404, 404,
    ]);
  });

  test('forks the built worker and hands each window a port to it', async () => {
    const data = join(folder, 'kiosk');
    start(['--windowed', '--data', data, '--district-url', 'http://127.0.0.1:9']);
    await kiosk.until('hand-port', 2);
    const [forked] = kiosk.all<Fork>('fork');
    expect(forked?.modulePath).toBe(builtFile('main/worker.js'));
    expect(forked?.args).toEqual([
      ...['--data', data, '--app-version', '0.0.0-test', '--after-leaving', 'end'],
      ...['--district-url', 'http://127.0.0.1:9'],
    ]);
    const handed = kiosk.all<Handed>('hand-port');
    expect(handed.map(({ channel }) => channel)).toEqual([windowPortMessage, windowPortMessage]);
    expect(handed.map(({ page }) => page).sort()).toEqual(['citizen', 'officer']);
    expect(kiosk.all('tell-machine')).toContainEqual({
      data: { type: 'port', contract: 'desk' },
      ports: 1,
    });
  });

  test('starts the machine again when it dies and hands out new ports', async () => {
    start(['--windowed', '--data', join(folder, 'kiosk'), '--enrol-code', 'ONCE']);
    await kiosk.until('hand-port', 2);
    kiosk.tell({ command: 'kill-machine' });
    await kiosk.until('fork', 2);
    await kiosk.until('hand-port', 4);
    expect(kiosk.all<Fork>('fork').map(({ args }) => args.includes('ONCE'))).toEqual([true, false]);
    const again = kiosk.all<Handed>('hand-port').slice(2);
    expect(again.map(({ page }) => page).sort()).toEqual(['citizen', 'officer']);
  });

  test('says why the machine cannot stand and leaves without trying again', async () => {
    start(['--windowed', '--data', builtFile('main/main.js')]);
    expect(await kiosk.until('exit')).toBe(exitCodes.refused);
    expect(kiosk.output).toContain('là một tệp, không phải thư mục');
    expect(kiosk.output).toContain('is a file, not a folder');
    expect(kiosk.all('fork')).toHaveLength(1);
  });

  test('shows no dialog when it fails itself, and leaves', async () => {
    start(['--windowed', '--data', join(folder, 'kiosk')]);
    await kiosk.until('hand-port', 2);
    kiosk.tell({ command: 'throw' });
    expect(await kiosk.until('exit')).toBe(exitCodes.failed);
    expect(kiosk.output).toContain('Thrown by the test.');
    expect(kiosk.all('tell-machine')).toContainEqual({ data: { type: 'stop' }, ports: 0 });
  });

  test('lets the machine close before it leaves', async () => {
    start(['--windowed', '--data', join(folder, 'kiosk')]);
    await kiosk.until('hand-port', 2);
    void kiosk.emit('app', 'before-quit').catch(() => undefined);
    expect(await kiosk.until('exit')).toBe(exitCodes.clean);
    expect(kiosk.all('emitted')).toMatchObject([{ event: 'before-quit', isPrevented: true }]);
    expect(kiosk.notes('shell.left')).toEqual([{ code: exitCodes.clean, reason: 'quit' }]);
    expect(kiosk.all('tell-machine')).toContainEqual({ data: { type: 'stop' }, ports: 0 });
  });

  test('leaves at once when it is running already', async () => {
    start(['--windowed'], { STUB_SECOND_INSTANCE: '1' });
    expect(await kiosk.until('exit')).toBe(exitCodes.clean);
    expect(kiosk.all('window')).toEqual([]);
    expect(kiosk.all('fork')).toEqual([]);
  });
});
