import { describe, expect, test } from 'vitest';
import { lettingThrough } from '../../electron/lockdown/keys.ts';
import { pages, type Page } from '../../electron/lockdown/addresses.ts';
import { allCodes, allHeld, chordOf, layouts, type Held } from './all-keys.ts';

/** Vectors 3, 4, 5, 6, 10, 14, 18: every key, every way of holding modifiers, every layout, press and release. */

const writing = [
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('').map((letter) => `Key${letter}`),
  ...'0123456789'.split('').flatMap((digit) => [`Digit${digit}`, `Numpad${digit}`]),
  ...'Minus Equal BracketLeft BracketRight Backslash Semicolon Quote Backquote Comma Period Slash'.split(
    ' ',
  ),
  ...'IntlBackslash IntlRo IntlYen NumpadAdd NumpadSubtract NumpadMultiply NumpadDivide'.split(' '),
  ...'NumpadDecimal NumpadComma Space Backspace'.split(' '),
];
const moving =
  'Tab Enter NumpadEnter Escape ArrowLeft ArrowRight ArrowUp ArrowDown Home End PageUp PageDown';
const silent = 'ShiftLeft ShiftRight CapsLock NumLock';
const either = [...writing, ...moving.split(' '), ...silent.split(' ')];
const editing =
  'KeyA KeyC KeyX KeyV KeyZ KeyY ArrowLeft ArrowRight Home End Backspace Delete'.split(' ');

/** Written out by hand, so that a change of the table is a change of this list. */
const wantedInPublic = new Set([...either.flatMap((code) => [code, `Shift+${code}`]), 'Delete']);
const wanted: Readonly<Record<Page, ReadonlySet<string>>> = {
  citizen: wantedInPublic,
  technician: wantedInPublic,
  officer: new Set([
    ...either.flatMap((code) => [code, `Shift+${code}`]),
    'Delete',
    ...editing.flatMap((code) => [`Control+${code}`, `Control+Shift+${code}`]),
  ]),
};

function allowed(page: Page, type: string, layout: string): Set<string> {
  const chords = allCodes.flatMap((code) =>
    allHeld.flatMap((held) =>
      passes(page, type, code, held, layout) ? [chordOf(code, held)] : [],
    ),
  );
  return new Set(chords);
}

function passes(page: Page, type: string, code: string, held: Held, layout = 'latin'): boolean {
  const key = layouts[layout]?.(code, held.shift) ?? code;
  return lettingThrough(page, { type, code, key, ...held });
}

describe.each(pages)('on the %s’s page', (page) => {
  describe.each(Object.keys(layouts))('with a %s layout', (layout) => {
    test.each(['keyDown', 'keyUp'])('%s does what the list says and nothing else', (type) => {
      expect([...allowed(page, type, layout)].sort()).toEqual([...wanted[page]].sort());
    });
  });

  test.each(
    `Alt+F4 Alt+Tab Alt+ArrowLeft Alt+Enter Alt+Space Alt+KeyD Alt+Home Control+Alt+Delete
    Control+KeyW Control+KeyQ Control+KeyM Control+KeyN Control+KeyT Control+KeyR Control+KeyP Control+KeyS
    Control+KeyO Control+KeyF Control+KeyG Control+KeyH Control+KeyJ Control+KeyL Control+KeyU Control+KeyD
    Control+Shift+KeyI Control+Shift+KeyJ Control+Shift+KeyR Control+Shift+KeyN Control+Shift+KeyT Control+Shift+KeyC
    Control+Shift+KeyQ Control+Shift+Escape Control+Escape Control+Tab Control+PageUp Control+Minus Control+Equal
    Control+Digit0 Control+NumpadAdd Control+NumpadSubtract Control+F4 Control+Alt+F1 Control+Alt+F12 Control+Enter
    Shift+F10 ContextMenu PrintScreen Meta+KeyD Meta+KeyL Meta+KeyR MetaLeft F1 F5 F7 F11 F12 BrowserBack BrowserHome
    MediaPlayPause AudioVolumeUp Power Sleep Insert Shift+Insert Control+Insert Shift+Delete`.split(
      /\s+/,
    ),
  )('nothing happens on %s', (chord) => {
    for (const layout of Object.keys(layouts)) {
      expect(allowed(page, 'keyDown', layout).has(chord) && !deskMay(page, chord)).toBe(false);
    }
  });

  test('an event of a kind that nobody knows is not let through', () => {
    expect(passes(page, 'keyMagic', 'KeyA', allHeld[0] as Held)).toBe(false);
  });
});

/** An officer copies: the only shortcuts with Control that do anything. */
function deskMay(page: Page, chord: string): boolean {
  return page === 'officer' && wanted.officer.has(chord) && chord !== 'Shift+Delete';
}

describe('a sign from no place on the keyboard', () => {
  const none: Held = { shift: false, control: false, alt: false, meta: false };
  const send = (page: Page, key: string, held = none): boolean =>
    lettingThrough(page, { type: 'keyDown', code: '', key, ...held });

  test('is a Vietnamese typing program’s or a scanner’s, and writes', () => {
    for (const sign of ['ế', 'ế'.normalize('NFD'), 'đ', 'Ữ', '1', '-']) {
      expect(send('officer', sign)).toBe(true);
      expect(send('citizen', sign)).toBe(true);
    }
  });

  test.each(['F4', 'BrowserBack', 'Unidentified', 'Process', ''])('is not the key %j', (key) => {
    expect(send('officer', key)).toBe(false);
    expect(send('citizen', key)).toBe(false);
  });

  test('is nothing with a modifier held', () => {
    for (const held of allHeld.slice(2)) expect(send('officer', 'w', held)).toBe(false);
  });
});
