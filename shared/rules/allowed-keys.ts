/**
 * Which keys do anything on a kiosk's page. Deny by default: what is not here does not happen, whether or not anybody
 * knows what it would have done. Keys are told by `code`, their place on the keyboard, so that a Latin and a Cyrillic
 * layout are the same keyboard; both shells read this one table.
 */

/** Whose hands are on the keys: the public's, or an officer's who writes and pastes. */
export type Keyboard = 'citizen' | 'officer';

/** The part of a key press that decides, as Electron's `Input` and the page's `KeyboardEvent` both tell it. */
export type KeyPress = {
  readonly key: string;
  readonly code: string;
  readonly shift: boolean;
  readonly control: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
};

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => `Key${letter}`);
const digits = [...'0123456789'].flatMap((digit) => [`Digit${digit}`, `Numpad${digit}`]);
const marks = [
  ...[
    'Minus',
    'Equal',
    'BracketLeft',
    'BracketRight',
    'Backslash',
    'Semicolon',
    'Quote',
    'Backquote',
  ],
  ...['Comma', 'Period', 'Slash', 'IntlBackslash', 'IntlRo', 'IntlYen'],
  ...[
    'NumpadAdd',
    'NumpadSubtract',
    'NumpadMultiply',
    'NumpadDivide',
    'NumpadDecimal',
    'NumpadComma',
  ],
];

/** Writes or erases one sign. */
export const writingKeys: ReadonlySet<string> = new Set([
  ...letters,
  ...digits,
  ...marks,
  ...['Space', 'Backspace', 'Delete'],
]);

/** Moves about, chooses, leads back. */
export const movingKeys: ReadonlySet<string> = new Set([
  ...['Tab', 'Enter', 'NumpadEnter', 'Escape'],
  ...['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'],
]);

/** Does nothing by itself: Shift, and the locks that change what others write. */
export const silentKeys: ReadonlySet<string> = new Set([
  ...['ShiftLeft', 'ShiftRight', 'CapsLock', 'NumLock'],
]);

/** What an officer does to a text with Control held: all, copy, cut, paste, undo, redo; a word at a time. */
export const editingKeys: ReadonlySet<string> = new Set([
  ...['KeyA', 'KeyC', 'KeyX', 'KeyV', 'KeyZ', 'KeyY'],
  ...['ArrowLeft', 'ArrowRight', 'Home', 'End', 'Backspace', 'Delete'],
]);

/** Whether this press reaches the page. The release of a key is decided like its press. */
export function mayPress(keyboard: Keyboard, press: KeyPress): boolean {
  if (press.alt || press.meta) return false;
  if (press.control) return keyboard === 'officer' && editingKeys.has(press.code);
  // With Shift it is an old way to cut.
  if (press.code === 'Delete' && press.shift) return false;
  if (press.code === '') return isSentText(press.key);
  return writingKeys.has(press.code) || movingKeys.has(press.code) || silentKeys.has(press.code);
}

/**
 * Vietnamese typing programs, and scanners that speak no layout, send finished signs that come from no place on the
 * keyboard. A sign is one character and writes itself; the names of keys are longer.
 */
function isSentText(key: string): boolean {
  return [...key.normalize('NFC')].length === 1;
}
