import { describe, expect, test } from 'vitest';
import { mayClick } from './mouse.ts';
import { mayUse } from './refused.ts';
import { protectsSecrets, storeName } from './secret-protection.ts';
import { ownSwitches, refusedSwitches } from './switches.ts';
import { pagePreferences, webPreferences, windowOptions } from './window-table.ts';

const area = { x: 1_920, y: 0, width: 1_080, height: 1_920 };

describe('the mouse', () => {
  test.each([
    [{ type: 'mouseDown', button: 'left' }, true],
    [{ type: 'mouseUp', button: 'left' }, true],
    [{ type: 'mouseDown', button: 'middle' }, false],
    [{ type: 'mouseDown', button: 'right' }, false],
    [{ type: 'mouseUp', button: 'back' }, false],
    [{ type: 'mouseDown' }, false],
    [{ type: 'contextMenu', button: 'right' }, false],
    [{ type: 'mouseMove' }, true],
    [{ type: 'mouseWheel' }, true],
    [{ type: 'mouseWheel', modifiers: ['shift'] }, true],
    [{ type: 'mouseWheel', modifiers: ['control'] }, false],
    [{ type: 'mouseWheel', modifiers: ['ctrl', 'left'] }, false],
    [{ type: 'mouseWheel', modifiers: ['meta'] }, false],
    [{ type: 'mouseMagic' }, false],
  ])('%j: %s', (input, may) => {
    expect(mayClick(input)).toBe(may);
  });
});

test.each(['media', 'clipboard-read', 'geolocation', 'unknown', 'invented tomorrow', ''])(
  'no page may use %j',
  (permission) => {
    expect(mayUse(permission)).toBe(false);
  },
);

describe('secrets', () => {
  test.each([
    [{ platform: 'win32', available: true, backend: null }, true, 'dpapi'],
    [{ platform: 'win32', available: false, backend: null }, false, 'none'],
    [{ platform: 'darwin', available: true, backend: null }, true, 'keychain'],
    [{ platform: 'linux', available: true, backend: 'gnome_libsecret' }, true, 'gnome_libsecret'],
    [{ platform: 'linux', available: true, backend: 'kwallet6' }, true, 'kwallet6'],
    [{ platform: 'linux', available: true, backend: 'basic_text' }, false, 'basic_text'],
    [{ platform: 'linux', available: true, backend: 'unknown' }, false, 'unknown'],
    [{ platform: 'linux', available: true, backend: null }, false, 'none'],
    [{ platform: 'linux', available: false, backend: 'kwallet5' }, false, 'kwallet5'],
  ])('%j: %s', (store, protects, name) => {
    expect(protectsSecrets(store)).toBe(protects);
    expect(storeName(store)).toBe(name);
  });
});

describe('the command line', () => {
  test.each([
    '--remote-debugging-port=9222',
    '--REMOTE-DEBUGGING-PORT=9222',
    '-remote-debugging-pipe',
    '--inspect',
    '--inspect-brk=0.0.0.0:9229',
    '--no-sandbox',
    '--disable-web-security',
    '--load-extension=/media/stick/x',
    '--proxy-server=http://example.org',
    '--gpu-launcher=xterm',
  ])('refuses %s', (word) => {
    expect(refusedSwitches(['hai-long', '--data', '/d', word])).toHaveLength(1);
  });

  test('takes the kiosk’s own words and values that only look like switches', () => {
    const line = [
      'hai-long',
      '.',
      '--data=/d',
      '--enrol-code',
      'inspect',
      '--ozone-platform=wayland',
    ];
    expect(refusedSwitches(line)).toEqual([]);
  });

  test('sets no switch that it would refuse', () => {
    const words = ownSwitches.map(([name]) => `--${name}`);
    expect(refusedSwitches(words)).toEqual([]);
  });
});

describe('a window', () => {
  test('of the kiosk has no frame to take it away by and fills its screen', () => {
    expect(windowOptions('citizen', 'kiosk', area)).toMatchObject({
      ...area,
      ...{ frame: false, kiosk: true, fullscreen: true, alwaysOnTop: true },
      ...{ closable: false, minimizable: false, maximizable: false, movable: false },
    });
  });

  test('of an officer is ordinary', () => {
    const options = windowOptions('officer', 'window', {
      ...area,
      x: 0,
      width: 1_920,
      height: 1_080,
    });
    expect(options).toMatchObject({ x: 320, y: 140, width: 1_280, height: 800 });
    expect(options).not.toHaveProperty('kiosk');
  });

  test('has its tools on a developer’s desk only, and a preload only with a page', () => {
    expect(webPreferences('/p.cjs', true)).toEqual({
      ...pagePreferences,
      devTools: false,
      preload: '/p.cjs',
    });
    expect(webPreferences(null, true)).not.toHaveProperty('preload');
    expect(webPreferences('/p.cjs', false).devTools).toBe(true);
  });
});
