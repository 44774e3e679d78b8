import { readFileSync } from 'node:fs';
import { expect, test, describe } from 'vitest';
import { ownSwitches } from '../../electron/lockdown/switches.ts';
import { exitCodes } from '../../electron/lockdown/exit-codes.ts';
import { attackAddresses } from '../lockdown/attack-addresses.ts';
import type { BuiltKiosk } from './built-kiosk.ts';
import { ShellTest } from './shell-test.ts';
import { callback } from './stub-wire.ts';

/** The built main under the stub: what Electron asks it, one after another, and that the answer is no. */

/** Every permission that this Electron knows, out of its own types. */
function permissionsOfElectron(): string[] {
  const types = new URL('../../node_modules/electron/electron.d.ts', import.meta.url);
  const line = readFileSync(types, 'utf8')
    .split('\n')
    .find((one) => one.includes('setPermissionCheckHandler(handler: '));
  return [...(line ?? '').matchAll(/'([A-Za-z-]+)'/g)].map(([, name]) => name ?? '');
}

type KeyOf = Readonly<Record<string, unknown>>;
const press = (code: string, held: KeyOf = {}): KeyOf => ({
  ...{ type: 'keyDown', key: 'x', code, shift: false, control: false, alt: false, meta: false },
  ...held,
});

const twoDisplays = JSON.stringify([
  { id: 1, bounds: { x: 0, y: 0, width: 1_280, height: 800 } },
  { id: 2, bounds: { x: 1_280, y: 0, width: 1_080, height: 1_920 } },
]);

describe('one locked kiosk', () => {
  const shell = new ShellTest('all');

  test('no permission, by whatever name, in either handler', async () => {
    const kiosk = await shell.shared();
    const permissions = permissionsOfElectron();
    expect(permissions.length).toBeGreaterThan(40);
    for (const permission of [...permissions, 'of tomorrow']) {
      const asked = await kiosk.call('permission-request', [null, permission, callback, {}]);
      expect(asked.answers, permission).toEqual([false]);
      const checked = await kiosk.call('permission-check', [null, permission, 'app://citizen', {}]);
      expect(checked.returned, permission).toBe(false);
    }
  });

  test.each([
    ['device-permission', [{ deviceType: 'hid' }], false, []],
    ['device-permission', [{ deviceType: 'usb' }], false, []],
    ['display-media', [{ videoRequested: true }, callback], undefined, [null]],
    ['usb-classes', [{ protectedClasses: ['audio', 'hid'] }], ['audio', 'hid'], []],
    [
      'bluetooth-pairing',
      [{ pairingKind: 'confirm' }, callback],
      undefined,
      [{ confirmed: false }],
    ],
    ['certificate', [{ hostname: 'example.org' }, callback], undefined, [-2]],
    ['before-request', [{ url: 'https://example.org/' }, callback], undefined, [{ cancel: true }]],
    [
      'before-request',
      [{ url: 'app://citizen/assets/a.map' }, callback],
      undefined,
      [{ cancel: true }],
    ],
    [
      'before-request',
      [{ url: 'app://citizen/assets/a.js' }, callback],
      undefined,
      [{ cancel: false }],
    ],
  ])('the handler %s answers %j with no', async (name, args, returned, answers) => {
    const kiosk = await shell.shared();
    const called = await kiosk.call(name, args);
    expect(called.isThere).toBe(true);
    if (returned !== undefined) expect(called.returned).toEqual(returned);
    expect(called.answers).toEqual(answers);
  });

  describe('what Electron would do by itself is prevented', () => {
    test.each([
      ['app', 'certificate-error', [null, 'https://a/', 'x', {}, callback], [false]],
      ['app', 'select-client-certificate', [null, 'https://a/', [{}], callback], [null]],
      ['app', 'login', [], []],
      ['session', 'will-download', [], []],
      ['session', 'select-hid-device', [{ deviceList: [{}] }, callback], [null]],
      ['session', 'select-usb-device', [{ deviceList: [{}] }, callback], [null]],
      ['session', 'select-serial-port', [[{}], null, callback], ['']],
      ['session', 'file-system-access-restricted', [{}, callback], ['deny']],
      ['contents', 'will-attach-webview', [], []],
      ['contents', 'will-redirect', [], []],
      ['contents', 'will-prevent-unload', [], []],
      ['contents', 'select-bluetooth-device', [[{}], callback], ['']],
      ['contents', 'login', [], []],
      ['contents', 'context-menu', [], []],
      ['window', 'close', [], []],
      ['window', 'app-command', ['browser-backward'], []],
      ['window', 'system-context-menu', [{ x: 1, y: 1 }], []],
      ['window', 'page-title-updated', ['x'], []],
      ['window', 'will-move', [{}], []],
      ['window', 'will-resize', [{}, {}], []],
    ] as const)('%s: %s', async (on, event, args, answers) => {
      const kiosk = await shell.shared();
      const happened = await kiosk.emit(on, event, { args, page: 'citizen' });
      expect(happened.isPrevented).toBe(true);
      expect(happened.answers).toEqual(answers);
    });
  });

  test('no address of the list is gone to, by a page or by a frame in it', async () => {
    const kiosk = await shell.shared();
    const go = async (url: string, isMainFrame: boolean): Promise<boolean> => {
      const onEvent = { url, isMainFrame };
      const args = [{ onEvent }];
      return (await kiosk.emit('contents', 'will-frame-navigate', { args, page: 'citizen' }))
        .isPrevented;
    };
    for (const address of attackAddresses) expect(await go(address, true), address).toBe(true);
    expect(await go('app://officer/officer/index.html', true)).toBe(true);
    expect(await go('app://technician/technician/index.html', true)).toBe(true);
    expect(await go('app://citizen/citizen/index.html', false)).toBe(true);
    expect(await go('app://citizen/citizen/index.html', true)).toBe(false);
  });

  test('no window is opened, whatever asks', async () => {
    const kiosk = await shell.shared();
    expect(
      (await kiosk.call('window-open 1', [{ url: 'app://citizen/citizen/index.html' }])).returned,
    ).toEqual({
      action: 'deny',
    });
  });

  test('keys and buttons that are not on the list do not reach the page', async () => {
    const kiosk = await shell.shared();
    const isPrevented = async (event: string, input: KeyOf): Promise<boolean> =>
      (await kiosk.emit('contents', event, { args: [input], page: 'citizen' })).isPrevented;
    for (const input of [
      press('KeyM', { control: true }),
      press('F5'),
      press('BrowserBack'),
      press('F4', { alt: true }),
    ]) {
      expect(await isPrevented('before-input-event', input)).toBe(true);
    }
    expect(await isPrevented('before-input-event', press('Enter'))).toBe(false);
    expect(
      await isPrevented('before-input-event', press('KeyC', { control: true, key: 'с' })),
    ).toBe(true);
    expect(await isPrevented('before-mouse-event', { type: 'mouseDown', button: 'right' })).toBe(
      true,
    );
    expect(await isPrevented('before-mouse-event', { type: 'mouseDown', button: 'left' })).toBe(
      false,
    );
  });
});

describe('a kiosk', () => {
  const shell = new ShellTest();

  test('an officer copies and pastes, and can do no more than that', async () => {
    const kiosk = shell.start([], { STUB_DISPLAYS: twoDisplays });
    await kiosk.until('hand-port', 2);
    const passes = async (input: KeyOf): Promise<boolean> =>
      !(await kiosk.emit('contents', 'before-input-event', { args: [input], page: 'officer' }))
        .isPrevented;
    expect(await passes(press('KeyV', { control: true }))).toBe(true);
    expect(await passes(press('KeyW', { control: true }))).toBe(false);
    await kiosk.emit('window', 'close', { page: 'officer' });
    expect(kiosk.all('window-did')).toContainEqual({
      window: 'officer',
      what: 'minimize',
      detail: null,
    });
  });

  test('zoom is held at one, again whenever somebody or a screen has touched it', async () => {
    const kiosk = await shell.locked();
    const limits = (): number => kiosk.all('zoom-limits').length;
    const before = limits();
    expect(before).toBeGreaterThan(0);
    await kiosk.emit('contents', 'zoom-changed', { args: ['in'], page: 'citizen' });
    expect(limits()).toBe(before + 1);
    expect(kiosk.all<{ limits: unknown }>('zoom-limits').at(-1)?.limits).toEqual([1, 1]);
    expect(kiosk.all<{ factor: unknown }>('zoom-factor').at(-1)?.factor).toBe(1);
  });

  test('developer tools that open all the same are closed', async () => {
    const kiosk = await shell.locked();
    await kiosk.emit('contents', 'devtools-opened', { page: 'citizen' });
    expect(kiosk.all('close-devtools')).toEqual(['citizen']);
  });

  test.each(['minimize', 'leave-full-screen', 'unmaximize'])(
    'after %s the kiosk’s window fills its screen again',
    async (event) => {
      const kiosk = await shell.locked();
      const before = kiosk.all('window-did').length;
      await kiosk.emit('window', event, { page: 'citizen' });
      const did = kiosk.all<{ what: string; detail: unknown }>('window-did').slice(before);
      expect(did).toMatchObject([
        ...(event === 'minimize' ? [{ what: 'restore' }] : []),
        { what: 'full-screen', detail: true },
        { what: 'kiosk', detail: true },
        { what: 'on-top', detail: 'screen-saver' },
        { what: 'all-workspaces' },
        { what: 'move-top' },
      ]);
    },
  );

  test('a port goes to our own page and to no other that stands in its window', async () => {
    const kiosk = await shell.locked();
    kiosk.tell({ command: 'become', page: 'citizen', url: 'https://example.org/' });
    await kiosk.emit('contents', 'did-finish-load', { page: 'citizen' });
    expect(kiosk.all('hand-port')).toHaveLength(1);
    kiosk.tell({ command: 'become', page: 'citizen', url: 'app://citizen/citizen/index.html' });
    await kiosk.emit('contents', 'did-finish-load', { page: 'citizen' });
    expect(kiosk.all('hand-port')).toHaveLength(2);
  });

  test('main listens to no message of a page', () => {
    const main = readFileSync(new URL('../../out/main/main.js', import.meta.url), 'utf8');
    expect(main).not.toMatch(/\bipcMain\b/);
  });

  test('Chromium is started with what the table says', async () => {
    const kiosk = await shell.locked();
    expect(kiosk.all('switch')).toEqual(ownSwitches);
  });

  test.each(['--remote-debugging-port=9222', '--inspect', '--no-sandbox'])(
    'a kiosk in its place does not start with %s, and says so',
    async (flag) => {
      const kiosk = shell.start([flag]);
      expect(await kiosk.until('exit')).toBe(exitCodes.refused);
      const name = flag.replace(/^--|=.*$/g, '');
      await expect.poll(() => kiosk.output).toContain(name);
      expect(kiosk.all('window')).toEqual([]);
    },
  );

  test('a developer’s window has its keys, and no way out either', async () => {
    const kiosk: BuiltKiosk = shell.start(['--windowed']);
    await kiosk.until('hand-port', 2);
    const args = [press('F12')];
    expect(
      (await kiosk.emit('contents', 'before-input-event', { args, page: 'citizen' })).isPrevented,
    ).toBe(false);
    const away = [{ onEvent: { url: 'https://example.org/', isMainFrame: true } }];
    const went = await kiosk.emit('contents', 'will-frame-navigate', {
      args: away,
      page: 'citizen',
    });
    expect(went.isPrevented).toBe(true);
  });
});
