import { EventEmitter } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** The screen's sleep, with Electron's windows and its blocker played by the test. */
const did: string[] = [];
let contents = new EventEmitter();

vi.mock('electron', () => ({
  powerSaveBlocker: {
    start: (type: string) => did.push(`block ${type}`),
    stop: (id: number) => did.push(`unblock ${id}`),
  },
}));
vi.mock('./windows.ts', () => ({
  openCover: (area: object) => {
    did.push(`black ${JSON.stringify(area)}`);
    contents = new EventEmitter();
    return { webContents: contents, destroy: () => did.push('uncover') };
  },
  cover: (_window: object, area: object) => did.push(`move ${JSON.stringify(area)}`),
}));

const area = { x: 0, y: 0, width: 1_080, height: 1_920 };
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hai-long-power-'));
  did.length = 0;
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
  rmSync(folder, { recursive: true, force: true });
});

test('is black, holds nothing awake, and is woken by a touch that touches nothing else', async () => {
  const { DisplayPower } = await import('./display-power.ts');
  let touches = 0;
  const power = new DisplayPower(() => (touches += 1));
  power.wake();
  power.wake();
  expect(did.splice(0)).toEqual(['block prevent-display-sleep']);
  power.sleep(area);
  expect(did.splice(0)).toEqual(['unblock 1', `black ${JSON.stringify(area)}`]);
  contents.emit('input-event', {}, { type: 'mouseMove' });
  expect(touches).toBe(0);
  contents.emit('input-event', {}, { type: 'touchStart' });
  contents.emit('before-input-event', {}, { type: 'keyDown' });
  expect(touches).toBe(2);
  power.standOn({ ...area, x: 9 });
  power.wake();
  expect(did).toEqual([
    `move ${JSON.stringify({ ...area, x: 9 })}`,
    'block prevent-display-sleep',
    'uncover',
  ]);
});

test('tells the system’s own program, where there is one', async (context) => {
  if (process.platform === 'win32') context.skip('the program played here is a script of sh');
  const heard = join(folder, 'heard');
  const hook = join(folder, 'hook');
  writeFileSync(hook, `#!/bin/sh\necho "$1" >> ${heard}\n`);
  chmodSync(hook, 0o755);
  vi.stubEnv('HAILONG_DISPLAY_HOOK', hook);
  const { DisplayPower } = await import('./display-power.ts');
  const power = new DisplayPower(() => undefined);
  const lines = (): string[] => readFileSync(heard, 'utf8').trim().split('\n');
  power.sleep(null);
  await expect.poll(() => lines().at(-1)).toBe('sleep');
  power.wake();
  await expect.poll(() => lines().at(-1)).toBe('wake');
});
