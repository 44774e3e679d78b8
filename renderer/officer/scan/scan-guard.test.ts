import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { guardScans } from './scan-guard.ts';

const code = 'H15.50.05.13-261008-0975';
let scans: string[];
let stop: () => void;
let clicks: number;
let nowMs = 0;

beforeEach(() => {
  document.body.innerHTML =
    '<input id="code"><textarea id="reason">Chờ</textarea><input id="pin" type="password"><button>Thu hồi</button>';
  scans = [];
  clicks = 0;
  element('button').addEventListener('click', () => (clicks += 1));
  stop = guardScans(document, {
    timing: () => ({ gapMsMax: 50, lengthMin: 8 }),
    onScan: (text) => scans.push(text),
    sink: () => element('#code'),
  });
});

afterEach(() => stop());

function element(selector: string): HTMLInputElement {
  return document.querySelector<HTMLInputElement>(selector)!;
}

/** A key as a browser treats it: written into the field that has the focus, unless the page holds it. */
function press(key: string, init: KeyboardEventInit = {}): boolean {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
  Object.defineProperty(event, 'timeStamp', { value: nowMs });
  const isHeld = !(document.activeElement ?? document.body).dispatchEvent(event);
  const target = document.activeElement;
  if (isHeld) return false;
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  if (isField && key.length === 1) target.value += key;
  if (target instanceof HTMLButtonElement && key === 'Enter') target.click();
  return true;
}

function type(text: string, gapMs: number): void {
  for (const key of text) {
    nowMs += gapMs;
    press(key);
  }
}

function scan(end: string | null = 'Enter'): void {
  nowMs += 1_000;
  type(code, 8);
  nowMs += 8;
  if (end) press(end);
}

describe('a scan', () => {
  test.each([['#code'], ['#reason'], ['#pin'], ['button']])(
    'with the focus on %s arrives whole and leaves nothing behind',
    (selector) => {
      const before = element(selector).value;
      element(selector).focus();
      scan();
      expect(scans).toEqual([code]);
      expect(element(selector).value).toBe(before);
      expect(element('#reason').value).toBe('Chờ');
      expect(clicks).toBe(0);
    },
  );

  test('tells the page’s state that a field was put back', () => {
    const heard: string[] = [];
    element('#reason').addEventListener('input', () => heard.push(element('#reason').value));
    element('#reason').focus();
    scan();
    expect(heard.at(-1)).toBe('Chờ');
  });

  test('may end with Tab, or with nothing', () => {
    vi.useFakeTimers();
    element('button').focus();
    scan('Tab');
    scan(null);
    vi.advanceTimersByTime(500);
    vi.useRealTimers();
    expect(scans).toEqual([code, code]);
  });

  test('presses nothing with a second Enter', () => {
    element('button').focus();
    scan();
    element('button').focus();
    nowMs += 20;
    press('Enter');
    expect(clicks).toBe(0);
    nowMs += 1_000;
    press('Enter');
    expect(clicks).toBe(1);
  });

  test('is read by the places of its keys under an input method', () => {
    element('#code').focus();
    const keys = [...'H1526', '-', ...'1008'].map((character) => {
      if (character === '-') return 'Minus';
      return /\d/.test(character) ? `Digit${character}` : `Key${character}`;
    });
    for (const code of keys) {
      nowMs += 8;
      press('Process', { code });
    }
    press('Enter');
    expect(scans).toEqual(['H1526-1008']);
  });
});

describe('a hand', () => {
  test('types where it is', () => {
    element('#reason').focus();
    type(' xác minh', 90);
    expect(element('#reason').value).toBe('Chờ xác minh');
    expect(scans).toEqual([]);
  });

  test('that types while nothing takes it types into the code', () => {
    element('button').focus();
    type('0975', 150);
    expect(element('#code').value).toBe('0975');
  });

  test('presses a button with Enter and with the blank', () => {
    element('button').focus();
    expect(press(' ')).toBe(true);
    expect(document.activeElement).toBe(element('button'));
    nowMs += 500;
    press('Enter');
    expect(clicks).toBe(1);
  });

  test('keeps its shortcuts', () => {
    element('button').focus();
    press('c', { ctrlKey: true });
    expect(document.activeElement).toBe(element('button'));
  });
});
