import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type Electron from 'electron';
import { expect, test } from 'vitest';
import type { BuiltKiosk } from './built-kiosk.ts';
import { ShellTest } from './shell-test.ts';

/** The built main and the screens of the computer: vectors 22 and 23. */
const shell = new ShellTest();

type Did = { readonly window: string; readonly what: string; readonly detail: unknown };
type Bounds = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

const display = (id: number, x: number, width = 1_920, height = 1_080) => ({
  ...{ id, bounds: { x, y: 0, width, height }, touchSupport: 'unknown' },
});
const [first, second] = [display(1, 0), display(2, 1_920)];

function change(kiosk: BuiltKiosk, event: string, displays: readonly object[]): void {
  kiosk.tell({ command: 'displays', event, displays });
}

const did = (kiosk: BuiltKiosk, window: string): Did[] =>
  kiosk.all<Did>('window-did').filter((one) => one.window === window);
const boundsOf = (kiosk: BuiltKiosk): Bounds[] =>
  kiosk
    .all<Electron.BrowserWindowConstructorOptions>('window')
    .map(({ x = 0, y = 0, width = 0, height = 0 }) => ({ x, y, width, height }));

async function counterPc(): Promise<BuiltKiosk> {
  const kiosk = shell.start([], { STUB_DISPLAYS: JSON.stringify([first, second]) });
  await kiosk.until('hand-port', 2);
  await kiosk.untilNote('display.changed');
  return kiosk;
}

const remembered = (): unknown =>
  JSON.parse(readFileSync(join(shell.data, 'displays.json'), 'utf8'));

test('a counter PC has the citizen on the second screen and remembers it', async () => {
  const kiosk = await counterPc();
  expect(boundsOf(kiosk)).toEqual([second.bounds, { x: 320, y: 140, width: 1_280, height: 800 }]);
  expect(kiosk.notes('display.changed')).toEqual([
    { displays: 2, citizen: '2', officer: '1', cause: 'start' },
  ]);
  expect(remembered()).toEqual({ citizen: '2', officer: '1', desk: 'window' });
});

test('a screen that turns or changes its size is covered again, zoom held', async () => {
  const kiosk = await counterPc();
  const turned = display(2, 1_920, 1_080, 1_920);
  const zooms = kiosk.all('zoom-limits').length;
  change(kiosk, 'display-metrics-changed', [first, turned]);
  await kiosk.untilNote('display.changed', 2);
  const moved = did(kiosk, 'citizen').filter(({ what }) => what === 'bounds');
  expect(moved.at(-1)?.detail).toEqual(turned.bounds);
  expect(did(kiosk, 'citizen').slice(-5)).toMatchObject([
    { what: 'full-screen', detail: true },
    { what: 'kiosk', detail: true },
    { what: 'on-top', detail: 'screen-saver' },
    { what: 'all-workspaces' },
    { what: 'move-top' },
  ]);
  expect(kiosk.all('zoom-limits').length).toBeGreaterThan(zooms);
});

test('a screen that is unplugged parks its window, and gets it back', async () => {
  const kiosk = await counterPc();
  change(kiosk, 'display-removed', [first]);
  expect(await kiosk.untilNote('display.changed', 2)).toEqual({
    ...{ displays: 1, citizen: null, officer: '1', cause: 'removed' },
  });
  expect(did(kiosk, 'citizen').at(-1)).toMatchObject({ what: 'hide' });
  expect(remembered()).toMatchObject({ citizen: '2', officer: '1' });
  change(kiosk, 'display-added', [first, second]);
  await kiosk.untilNote('display.changed', 3);
  expect(did(kiosk, 'citizen').map(({ what }) => what)).toContain('show');
  expect(kiosk.all('window')).toHaveLength(2);
});

test('two screens that change places keep their windows', async () => {
  const kiosk = await counterPc();
  change(kiosk, 'display-metrics-changed', [display(1, 1_920), display(2, 0)]);
  expect(await kiosk.untilNote('display.changed', 2)).toEqual({
    ...{ displays: 2, citizen: '2', officer: '1', cause: 'changed' },
  });
  const placeOf = (window: string): unknown =>
    did(kiosk, window).findLast(({ what }) => what === 'bounds')?.detail;
  expect(placeOf('citizen')).toEqual(first.bounds);
  expect(placeOf('officer')).toEqual({ x: 2_240, y: 140, width: 1_280, height: 800 });
  expect(remembered()).toEqual({ citizen: '2', officer: '1', desk: 'window' });
});

type Seen = { readonly type: 'displays'; readonly displays: readonly object[] };
const untilSeen = (kiosk: BuiltKiosk, times: number): Promise<unknown> =>
  kiosk.until<{ data: Seen }>('tell-machine', times, ({ data }) => data.type === 'displays');

test('the machine hears what is seen of the screens, and the next machine too', async () => {
  const touch = { ...second, touchSupport: 'available', scaleFactor: 1.5 };
  const kiosk = shell.start([], { STUB_DISPLAYS: JSON.stringify([first, touch]) });
  await kiosk.until('hand-port', 2);
  change(kiosk, 'display-metrics-changed', [first, { ...touch, touchSupport: 'unavailable' }]);
  await untilSeen(kiosk, 2);
  kiosk.tell({ command: 'kill-machine' });
  await untilSeen(kiosk, 3);
  const desk = { id: '1', width: 1_920, height: 1_080, touch: null };
  const citizens = (has: boolean) => ({ id: '2', width: 2_880, height: 1_620, touch: has });
  expect(kiosk.told<Seen>('displays').map(({ displays }) => displays)).toEqual([
    [desk, citizens(true)],
    [desk, citizens(false)],
    [desk, citizens(false)],
  ]);
});

test('while there is no screen at all everything waits', async () => {
  const kiosk = await counterPc();
  change(kiosk, 'display-removed', []);
  change(kiosk, 'display-added', [first, second]);
  change(kiosk, 'display-metrics-changed', [first, display(2, 1_920, 800, 600)]);
  await kiosk.untilNote('display.changed', 2);
  expect(kiosk.notes('display.changed')).toHaveLength(2);
  expect(did(kiosk, 'citizen').filter(({ what }) => what === 'hide')).toEqual([]);
});

test('without a desk every other screen is black', async () => {
  mkdirSync(shell.data, { recursive: true });
  const memory = { citizen: null, officer: null, desk: 'none' };
  writeFileSync(join(shell.data, 'displays.json'), JSON.stringify(memory));
  const kiosk = shell.start([], { STUB_DISPLAYS: JSON.stringify([first, second]) });
  await kiosk.until('hand-port');
  await kiosk.until('window', 2);
  const black = kiosk.all<Electron.BrowserWindowConstructorOptions>('window')[1];
  expect(black).toMatchObject({ ...first.bounds, backgroundColor: '#000000', kiosk: true });
  expect(black?.webPreferences).not.toHaveProperty('preload');
  expect(kiosk.all('load')).toContain('about:blank');
  expect(kiosk.all('hand-port')).toHaveLength(1);
});
