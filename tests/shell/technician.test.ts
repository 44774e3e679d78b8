import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { exitCodes } from '../../electron/lockdown/exit-codes.ts';
import type { CitizenClient } from '../../shared/contract/citizen.ts';
import type { TechnicianClient } from '../../shared/contract/technician.ts';
import { journalOf } from '../support/enrolled-folder.ts';
import type { BuiltKiosk } from './built-kiosk.ts';
import { ShellTest } from './shell-test.ts';

/** The technician's page in the citizen's window: the built main and the built worker, on a kiosk nobody has set up. */
const shell = new ShellTest();

const citizensHome = 'app://citizen/citizen/index.html';
const techniciansHome = 'app://technician/technician/index.html';

const isConnector = (name: string): boolean => /^card\d+-/.test(name);

type Handed = { readonly page: string };
const handed = (kiosk: BuiltKiosk): string[] =>
  kiosk.all<Handed>('hand-port').map(({ page }) => page);
const untilHanded = (kiosk: BuiltKiosk, page: string, times = 1): Promise<unknown> =>
  kiosk.until<Handed>('hand-port', times, (one) => one.page === page);
const contracts = (kiosk: BuiltKiosk): string[] =>
  kiosk.told<{ type: 'port'; contract: string }>('port').map(({ contract }) => contract);

const unlock = (kiosk: BuiltKiosk): Promise<{ url: string | null }> =>
  kiosk.client<CitizenClient>('citizen').technician.unlock({ pin: null });

/** A locked kiosk whose citizen's window shows the technician's page. */
async function opened(): Promise<BuiltKiosk> {
  const kiosk = await shell.locked();
  // The answer may find its page gone already: nobody waits for it.
  void unlock(kiosk).catch(() => undefined);
  await untilHanded(kiosk, 'technician');
  return kiosk;
}

const technicianOf = (kiosk: BuiltKiosk): TechnicianClient =>
  kiosk.client<TechnicianClient>('technician');

/** Waits until the machine has said so, and until it holds no session of before. */
const untilClosed = (kiosk: BuiltKiosk): Promise<unknown> =>
  kiosk.until<{ type: string; open?: boolean }>(
    'machine-said',
    1,
    ({ type, open }) => type === 'technician' && open === false,
  );

async function lefts(kiosk: BuiltKiosk): Promise<unknown[]> {
  await kiosk.quit();
  return journalOf(shell.data)
    .filter(({ kind }) => kind === 'technician.left')
    .map(({ body }) => body);
}

test('stands in the citizen’s window on the machine’s word, with a port of its own', async () => {
  const kiosk = await opened();
  expect(kiosk.all('load')).toEqual([citizensHome, techniciansHome]);
  expect(kiosk.all('window')).toHaveLength(1);
  expect(contracts(kiosk)).toEqual(['citizen', 'technician']);
  const state = await technicianOf(kiosk).state();
  expect(state).toMatchObject({ firstStart: true, back: null });
});

test('says that the touch of the screen is gone, where the system itself tells nothing of it', async (context) => {
  const isTold = existsSync('/sys/class/drm') && readdirSync('/sys/class/drm').some(isConnector);
  if (isTold) context.skip('NOT TESTED: this computer’s own screens are told first');
  const display = { id: 7, bounds: { x: 0, y: 0, width: 1_080, height: 1_920 } };
  const kiosk = await shell.locked({
    STUB_DISPLAYS: JSON.stringify([{ ...display, touchSupport: 'unavailable' }]),
  });
  void unlock(kiosk).catch(() => undefined);
  await untilHanded(kiosk, 'technician');
  const codes = async () => (await technicianOf(kiosk).state()).faults.map(({ code }) => code);
  await expect.poll(codes, { timeout: 20_000 }).toContain('no-touch');
});

test('gives the window back when the technician leaves', async () => {
  const kiosk = await opened();
  void technicianOf(kiosk)
    .leave()
    .catch(() => undefined);
  await untilHanded(kiosk, 'citizen', 2);
  expect(kiosk.all('load')).toEqual([citizensHome, techniciansHome, citizensHome]);
  expect(contracts(kiosk)).toEqual(['citizen', 'technician', 'citizen']);
  expect(await lefts(kiosk)).toEqual([{ cause: 'technician' }]);
});

test('gives the window back when the machine says that it has ended, as after a time without use', async () => {
  const kiosk = await opened();
  kiosk.tell({ command: 'machine-says', messages: [{ type: 'technician', open: false }] });
  await untilHanded(kiosk, 'citizen', 2);
  // Its port ended with it, so that whoever signs in next finds nothing open.
  await untilClosed(kiosk);
  expect(await lefts(kiosk)).toEqual([{ cause: 'page-gone' }]);
});

test('is not loaded again by a word that changes nothing', async () => {
  const kiosk = await shell.locked();
  kiosk.tell({ command: 'machine-says', messages: [{ type: 'technician', open: false }] });
  await kiosk.emit('contents', 'zoom-changed', { args: ['in'], page: 'citizen' });
  expect(kiosk.all('load')).toEqual([citizensHome]);
});

test('is loaded once for two who sign in at the same moment', async () => {
  const kiosk = await shell.locked();
  const open = { type: 'technician', open: true };
  kiosk.tell({ command: 'machine-says', messages: [open, open] });
  await untilHanded(kiosk, 'technician');
  expect(kiosk.all('load')).toEqual([citizensHome, techniciansHome]);
});

test('is loaded afresh for whoever takes it over', async () => {
  const kiosk = await opened();
  kiosk.tell({ command: 'machine-says', messages: [{ type: 'technician', open: true }] });
  await kiosk.until('load', 3);
  expect(kiosk.all('load').slice(0, 3)).toEqual([citizensHome, techniciansHome, techniciansHome]);
});

test('ends with the machine that had opened it', async () => {
  const kiosk = await opened();
  kiosk.tell({ command: 'kill-machine' });
  await untilHanded(kiosk, 'citizen', 2);
  expect(kiosk.all('load')).toEqual([citizensHome, techniciansHome, citizensHome]);
  expect(contracts(kiosk).at(-1)).toBe('citizen');
  expect(await lefts(kiosk)).toEqual([{ cause: 'restart' }]);
});

test('ends with its process, for the machine too', async () => {
  const kiosk = await opened();
  await kiosk.emit('contents', 'render-process-gone', {
    args: [{ reason: 'crashed', exitCode: 1 }],
    page: 'technician',
  });
  await untilHanded(kiosk, 'citizen', 2);
  expect(await kiosk.untilNote('window.gone')).toEqual({
    ...{ window: 'citizen', page: 'technician', reason: 'crashed', decision: 'reload' },
  });
  await untilClosed(kiosk);
  expect(await lefts(kiosk)).toEqual([{ cause: 'page-gone' }]);
});

test('gives way to the citizen’s when it does not load', async () => {
  const kiosk = await opened();
  await kiosk.emit('contents', 'did-fail-load', {
    args: [-6, '', techniciansHome, true],
    page: 'technician',
  });
  await untilHanded(kiosk, 'citizen', 2);
  expect(kiosk.all('load')).toEqual([citizensHome, techniciansHome, citizensHome]);
});

const mayGo = async (kiosk: BuiltKiosk, page: string, url: string): Promise<boolean> => {
  const args = [{ onEvent: { url, isMainFrame: true } }];
  return !(await kiosk.emit('contents', 'will-frame-navigate', { args, page })).isPrevented;
};

test('cannot be gone to by the citizen’s page, nor the other way round', async () => {
  const kiosk = await opened();
  expect(await mayGo(kiosk, 'technician', techniciansHome)).toBe(true);
  expect(await mayGo(kiosk, 'technician', citizensHome)).toBe(false);
  expect(await mayGo(kiosk, 'technician', 'app://officer/officer/index.html')).toBe(false);
  // Main has turned the window, and the citizen's page still stands in it.
  kiosk.tell({ command: 'become', page: 'technician', url: citizensHome });
  expect(await mayGo(kiosk, 'technician', techniciansHome)).toBe(false);
  expect(await mayGo(kiosk, 'technician', citizensHome)).toBe(false);
});

test.each([citizensHome, 'https://example.org/', 'app://officer/officer/index.html'])(
  'its port goes to no other document in its window: %s',
  async (url) => {
    const kiosk = await opened();
    kiosk.tell({ command: 'become', page: 'technician', url });
    await kiosk.emit('contents', 'did-finish-load', { page: 'technician' });
    expect(handed(kiosk)).toEqual(['citizen', 'technician']);
    expect(contracts(kiosk)).toEqual(['citizen', 'technician']);
  },
);

test('the citizen’s page is told no address', async () => {
  const kiosk = await shell.locked();
  const answer = await Promise.race([unlock(kiosk), untilHanded(kiosk, 'technician')]);
  expect(answer).not.toMatchObject({ url: expect.any(String) as string });
});

test('has the public’s keys: whoever comes after finds nothing to paste', async () => {
  const kiosk = await opened();
  const held = { shift: false, alt: false, meta: false, key: 'v', code: 'KeyV', type: 'keyDown' };
  const passes = async (control: boolean): Promise<boolean> => {
    const args = [{ ...held, control }];
    return !(await kiosk.emit('contents', 'before-input-event', { args, page: 'technician' }))
      .isPrevented;
  };
  expect(await passes(false)).toBe(true);
  expect(await passes(true)).toBe(false);
});

test.each([
  ['restart', exitCodes.again],
  ['quit', exitCodes.left],
] as const)('ends the kiosk by %s, with code %s', async (how, code) => {
  const kiosk = await opened();
  void technicianOf(kiosk)
    .end({ how })
    .catch(() => undefined);
  expect(await kiosk.until('exit')).toBe(code);
  expect(kiosk.notes('shell.left')).toEqual([{ code, reason: `technician ${how}` }]);
  await kiosk.end();
  const kinds = journalOf(shell.data).map(({ kind }) => kind);
  expect(kinds.slice(-3)).toEqual(['technician.left', 'shell.left', 'machine.stopped']);
});
