import { describe, expect, test } from 'vitest';
import type { ScannerSettings } from '../../shared/model/documents.ts';
import { textLengthMax } from '../../shared/limits.ts';
import { Wedge, type WedgeStep } from './scanner-wedge.ts';

const settings: ScannerSettings = { prefix: '', suffix: 'Enter', gapMsMax: 40, lengthMin: 6 };
const code = 'H29.3-260708-0975';

/** Presses keys so many milliseconds apart; gives every step, and at last what the silence after it brought. */
function press(wedge: Wedge, keys: readonly string[], gap: number, from = 1_000): WedgeStep[] {
  const steps = keys.map((key, at) => wedge.press({ key, isRepeat: false, at: from + at * gap }));
  return [...steps, wedge.rest()];
}

const typedIn = (steps: readonly WedgeStep[]) => steps.flatMap(({ typed }) => typed).join('');
const scannedIn = (steps: readonly WedgeStep[]) =>
  steps.flatMap(({ scanned }) => (scanned === null ? [] : [scanned.text]));

describe('a scanner', () => {
  test('is read, and none of its keys reaches the page', () => {
    const steps = press(new Wedge(settings), [...code, 'Enter'], 5);
    expect(scannedIn(steps)).toEqual([code]);
    expect(typedIn(steps)).toBe('');
    expect(steps.slice(0, -1).every(({ isHeld }) => isHeld)).toBe(true);
  });

  test('may hold shift for capitals', () => {
    const keys = ['Shift', 'H', 'Shift', ...code.slice(1), 'Enter'];
    expect(scannedIn(press(new Wedge(settings), keys, 5))).toEqual([code]);
  });

  test('at the widest gap is one still, beyond it a person', () => {
    expect(scannedIn(press(new Wedge(settings), [...code, 'Enter'], 40))).toEqual([code]);
    const slower = press(new Wedge(settings), [...code], 41);
    expect(scannedIn(slower)).toEqual([]);
    expect(typedIn(slower)).toBe(code);
  });

  test('with a prefix gives the code alone', () => {
    const wedge = new Wedge({ ...settings, prefix: '~QR' });
    expect(scannedIn(press(wedge, ['~', 'Q', 'R', ...code, 'Enter'], 5))).toEqual([code]);
  });

  test('without its prefix is not read', () => {
    const steps = press(new Wedge({ ...settings, prefix: '~QR' }), [...code, 'Enter'], 5);
    expect(scannedIn(steps)).toEqual([null]);
    expect(typedIn(steps)).toBe('');
  });

  test('without a suffix is read when it falls silent', () => {
    const wedge = new Wedge({ ...settings, suffix: 'none' });
    expect(scannedIn(press(wedge, [...code], 5))).toEqual([code]);
  });

  test('that breaks off before its suffix is not read, and types nothing', () => {
    const steps = press(new Wedge(settings), [...code.slice(0, 9)], 5);
    expect(scannedIn(steps)).toEqual([null]);
    expect(typedIn(steps)).toBe('');
  });

  test('that sends one more key at its end presses nothing with it', () => {
    const steps = press(new Wedge(settings), [...code, 'Enter', 'Tab', 'Enter'], 5);
    expect(steps.slice(0, -1).every(({ isHeld }) => isHeld)).toBe(true);
    expect(scannedIn(steps)).toEqual([code]);
  });

  test('that reads without end is no code, and costs no memory', () => {
    const keys = [...'7'.repeat(textLengthMax * 3), 'Enter'];
    expect(scannedIn(press(new Wedge(settings), keys, 1))).toEqual([null]);
  });

  test('twice in a row is read twice', () => {
    const wedge = new Wedge(settings);
    const both = [
      ...press(wedge, [...code, 'Enter'], 5),
      ...press(wedge, [...code, 'Enter'], 5, 2_000),
    ];
    expect(scannedIn(both)).toEqual([code, code]);
  });

  test('right after a key of a person leaves that key to the person', () => {
    const wedge = new Wedge(settings);
    wedge.press({ key: 'k', isRepeat: false, at: 900 });
    const steps = press(wedge, [...code, 'Enter'], 5);
    expect(typedIn(steps)).toBe('k');
    expect(scannedIn(steps)).toEqual([code]);
  });
});

describe('a person', () => {
  test('gets every key back in order', () => {
    const steps = press(new Wedge(settings), [...'khai sinh'], 90);
    expect(typedIn(steps)).toBe('khaisinh');
    expect(steps[4]).toEqual({ isHeld: false, typed: ['i'], scanned: null });
    expect(scannedIn(steps)).toEqual([]);
  });

  test('who rolls over a few keys is no scanner', () => {
    const steps = press(new Wedge(settings), [...'khai', 'Enter'], 20);
    expect(typedIn(steps)).toBe('khai');
    expect(steps[4]).toEqual({ isHeld: false, typed: [...'khai'], scanned: null });
  });

  test('who holds a key down is no scanner', () => {
    const wedge = new Wedge(settings);
    const steps = Array.from({ length: 20 }, (_, at) =>
      wedge.press({ key: 'a', isRepeat: at > 0, at: 1_000 + at * 30 }),
    );
    expect(scannedIn([...steps, wedge.rest()])).toEqual([]);
    expect(steps.filter(({ isHeld }) => !isHeld)).toHaveLength(19);
  });

  test('moves and selects with a keypad at once', () => {
    const wedge = new Wedge(settings);
    for (const key of ['ArrowDown', 'Enter', 'Escape', ' ', 'Tab', 'Backspace']) {
      expect(wedge.press({ key, isRepeat: false, at: 1_000 }), key).toEqual({
        ...{ isHeld: false, typed: [], scanned: null },
      });
    }
  });
});
