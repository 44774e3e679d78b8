/** Every place on a keyboard that a browser can name: UI Events KeyboardEvent code Values, and the older names still sent. */
export const allCodes: readonly string[] = [
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('').map((letter) => `Key${letter}`),
  ...'0123456789'.split('').flatMap((digit) => [`Digit${digit}`, `Numpad${digit}`]),
  ...Array.from({ length: 24 }, (_, index) => `F${index + 1}`),
  ...words(`Backquote Backslash BracketLeft BracketRight Comma Equal IntlBackslash IntlRo IntlYen Minus Period Quote
    Semicolon Slash AltLeft AltRight Backspace CapsLock ContextMenu ControlLeft ControlRight Enter MetaLeft MetaRight
    OSLeft OSRight ShiftLeft ShiftRight Space Tab Convert KanaMode Lang1 Lang2 Lang3 Lang4 Lang5 NonConvert Delete End
    Help Home Insert PageDown PageUp ArrowDown ArrowLeft ArrowRight ArrowUp NumLock NumpadAdd NumpadBackspace
    NumpadClear NumpadClearEntry NumpadComma NumpadDecimal NumpadDivide NumpadEnter NumpadEqual NumpadHash
    NumpadMemoryAdd NumpadMemoryClear NumpadMemoryRecall NumpadMemoryStore NumpadMemorySubtract NumpadMultiply
    NumpadParenLeft NumpadParenRight NumpadStar NumpadSubtract Escape Fn FnLock PrintScreen ScrollLock Pause
    BrowserBack BrowserFavorites BrowserForward BrowserHome BrowserRefresh BrowserSearch BrowserStop Eject
    LaunchApp1 LaunchApp2 LaunchMail LaunchAssistant LaunchControlPanel LaunchScreenSaver MediaPlayPause MediaPlay
    MediaPause MediaRecord MediaRewind MediaFastForward MediaSelect MediaStop MediaTrackNext MediaTrackPrevious
    MicrophoneMuteToggle Power PrivacyScreenToggle SelectTask Sleep WakeUp ZoomToggle ShowAllWindows
    BrightnessUp BrightnessDown DisplayToggleIntExt KeyboardBacklightUp KeyboardBacklightDown KeyboardLayoutSelect
    AudioVolumeDown AudioVolumeMute AudioVolumeUp VolumeDown VolumeMute VolumeUp Hyper Super Turbo Abort Resume
    Suspend Again Copy Cut Find Open Paste Props Select Undo Hiragana Katakana Unidentified`),
];

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

/** What the letters' places write, without and with Shift: the same keyboard under three layouts. */
export const layouts: Readonly<Record<string, (code: string, shift: boolean) => string>> = {
  latin: (code, shift) => cased(code.replace(/^Key|^Digit|^Numpad/, '').slice(0, 12), shift),
  cyrillic: (code, shift) => cased(cyrillic[code] ?? code, shift),
  // A layout that writes nothing a Latin table would know, and no name either.
  foreign: (code) =>
    String.fromCodePoint(
      0x4e00 + [...code].reduce((sum, sign) => sum + (sign.codePointAt(0) ?? 0), 0),
    ),
};

const cased = (text: string, shift: boolean): string =>
  shift ? text.toUpperCase() : text.toLowerCase();

/** ЙЦУКЕН: Ctrl+Shift+I arrives here as `ш`, and Ctrl+W as `ц`. */
const cyrillic: Readonly<Record<string, string>> = Object.fromEntries(
  ['QWERTYUIOP', 'ASDFGHJKL', 'ZXCVBNM'].flatMap((row, line) =>
    [...row].map((letter, index) => [
      `Key${letter}`,
      ['йцукенгшщз', 'фывапролд', 'ячсмить'][line]?.[index] ?? '',
    ]),
  ),
);

export type Held = {
  readonly shift: boolean;
  readonly control: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
};

/** All sixteen ways of holding Shift, Control, Alt and Meta. */
export const allHeld: readonly Held[] = Array.from({ length: 16 }, (_, bits) => ({
  shift: (bits & 1) !== 0,
  control: (bits & 2) !== 0,
  alt: (bits & 4) !== 0,
  meta: (bits & 8) !== 0,
}));

/** As people write a shortcut: `Control+Shift+KeyI`. */
export function chordOf(code: string, { shift, control, alt, meta }: Held): string {
  const held = [control && 'Control', alt && 'Alt', shift && 'Shift', meta && 'Meta'];
  return [...held.filter((one) => one !== false), code].join('+');
}
