import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { journalOf } from '../support/enrolled-folder.ts';
import { ShellTest } from './shell-test.ts';

/** Where the kiosk's keys lie: in the system's key store where that protects, and said where it does not. */
const shell = new ShellTest();
type Start = { readonly type: 'start'; readonly wrappingKey: string | null };

const keptPath = (): string => join(shell.folder, 'wrapping-key');

test('a real key store gives the machine a key, the same after every start', async () => {
  const first = await shell.locked({ STUB_KEY_STORE: 'gnome_libsecret' });
  const [start] = first.told<Start>('start');
  expect(start?.wrappingKey).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(readFileSync(keptPath(), 'utf8')).not.toContain(start?.wrappingKey);
  expect(first.notes('secrets.kept')).toEqual([{ by: 'key-store', store: 'gnome_libsecret' }]);
  await first.end();
  const again = await shell.locked({ STUB_KEY_STORE: 'gnome_libsecret' });
  expect(again.told<Start>('start')[0]?.wrappingKey).toBe(start?.wrappingKey);
});

test('a machine that died gets the key again, before anything else', async () => {
  const kiosk = await shell.locked({ STUB_KEY_STORE: 'kwallet6' });
  kiosk.tell({ command: 'kill-machine' });
  await kiosk.until('hand-port', 2);
  const [one, other] = kiosk.told<Start>('start');
  expect(other).toEqual(one);
  expect(kiosk.all<{ data: { type: string } }>('tell-machine')[0]?.data.type).toBe('start');
});

test.each(['basic_text', 'unknown'])(
  '%s protects nothing: it is not used, and said',
  async (store) => {
    const kiosk = await shell.locked({ STUB_KEY_STORE: store });
    expect(kiosk.told<Start>('start')).toEqual([{ type: 'start', wrappingKey: null }]);
    expect(await kiosk.untilNote('secrets.kept')).toEqual({ by: 'file', store });
    expect(() => readFileSync(keptPath())).toThrow('ENOENT');
    await kiosk.quit();
    expect(journalOf(shell.data).map(({ kind }) => kind)).toContain('secrets.kept');
  },
);

test('a kept key that this store cannot open is left as it is', async () => {
  writeFileSync(keptPath(), 'of another computer');
  const kiosk = await shell.locked({ STUB_KEY_STORE: 'gnome_libsecret' });
  expect(kiosk.told<Start>('start')[0]?.wrappingKey).toBeNull();
  expect(readFileSync(keptPath(), 'utf8')).toBe('of another computer');
  expect(kiosk.notes('secrets.kept')).toEqual([{ by: 'file', store: 'gnome_libsecret' }]);
});
