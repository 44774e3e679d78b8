import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exitCodes } from '../../electron/lockdown/exit-codes.ts';
import type { BuiltKiosk } from './built-kiosk.ts';
import { builtFile } from './built-files.ts';
import { ShellTest } from './shell-test.ts';

/**
 * The built main as Windows' shell: whatever it leaves with, it is started again at once, so it makes the pauses itself.
 * The system is played: main asks for its name only.
 */
const shell = new ShellTest();
const windows = { STUB_PLATFORM: 'win32' };

const remembered = (): unknown => JSON.parse(readFileSync(join(shell.folder, 'ends.json'), 'utf8'));
const untilSaid = (kiosk: BuiltKiosk, text: string): Promise<void> =>
  expect.poll(() => kiosk.output, { timeout: 20_000 }).toContain(text);
const shutDown = (kiosk: BuiltKiosk): void =>
  void kiosk.emit('power', 'shutdown').catch(() => undefined);

test('waits before it leaves for what a person must mend, its windows standing', async () => {
  const kiosk = shell.start(['--data', builtFile('main/main.js')], windows);
  await untilSaid(kiosk, 'là một tệp, không phải thư mục');
  await untilSaid(kiosk, 'Chờ 300 giây');
  expect(kiosk.all('exit')).toEqual([]);
  expect(kiosk.all<{ what: string }>('window-did').map(({ what }) => what)).not.toContain(
    'destroy',
  );
  shutDown(kiosk);
  expect(await kiosk.until('exit')).toBe(exitCodes.refused);
});

test('does not start with a switch that opens it, and waits as long', async () => {
  const kiosk = shell.start(['--inspect'], windows);
  await untilSaid(kiosk, 'Chờ 300 giây');
  expect(kiosk.all('window')).toEqual([]);
  kiosk.signal('SIGTERM');
  expect(await kiosk.until('exit')).toBe(exitCodes.refused);
});

test('waits a little longer after every failure, and remembers over its ends', async () => {
  for (const failures of [1, 2]) {
    const kiosk = await shell.locked(windows);
    kiosk.tell({ command: 'throw' });
    expect(await kiosk.until('exit')).toBe(exitCodes.failed);
    expect(remembered()).toEqual({ failures });
    expect(kiosk.output.includes('Chờ 2 giây')).toBe(failures === 2);
    await kiosk.end();
  }
});

test('is left by a technician who was told that it comes back at once', async () => {
  const kiosk = await shell.locked(windows);
  const [forked] = kiosk.all<{ args: readonly string[] }>('fork');
  expect(forked?.args.join(' ')).toContain('--after-leaving again');
  kiosk.tell({ command: 'machine-says', messages: [{ type: 'leave', why: 'quit' }] });
  expect(await kiosk.until('exit')).toBe(exitCodes.left);
});

test('does not keep a computer that shuts down waiting', async () => {
  const kiosk = await shell.locked(windows);
  kiosk.tell({ command: 'throw' });
  await kiosk.until('exit');
  await kiosk.end();
  const next = await shell.locked(windows);
  shutDown(next);
  expect(await next.until('exit')).toBe(exitCodes.clean);
  expect(next.output).not.toContain('Chờ');
});

test('elsewhere somebody else makes the pauses', async () => {
  const kiosk = shell.start(['--data', builtFile('main/main.js')], { STUB_PLATFORM: 'linux' });
  expect(await kiosk.until('exit')).toBe(exitCodes.refused);
  expect(kiosk.output).not.toContain('Chờ');
});
