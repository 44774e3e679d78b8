import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lockDownPage } from './lockdown.ts';

/** What only a real browser can show (touch, zoom, history) is in tests/e2e/lockdown.e2e.ts. */
let unlock: () => void;
beforeEach(() => {
  unlock = lockDownPage(window, 'citizen');
});
afterEach(() => unlock());

/** An event as a person makes it. */
function happen(event: Event): boolean {
  Object.defineProperty(event, 'isTrusted', { value: true });
  document.body.dispatchEvent(event);
  return event.defaultPrevented;
}
const simple = (name: string): Event => new Event(name, { bubbles: true, cancelable: true });
const key = (init: KeyboardEventInit): Event =>
  new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true });

test.each([
  'contextmenu',
  'auxclick',
  'dragstart',
  'dragover',
  'drop',
  'copy',
  'cut',
  'paste',
  'selectstart',
  'gesturestart',
])('nothing comes of %s', (name) => {
  expect(happen(simple(name))).toBe(true);
});

describe('a key', () => {
  test.each([
    [{ code: 'KeyP', key: 'p', ctrlKey: true }],
    [{ code: 'KeyP', key: 'з', ctrlKey: true }],
    [{ code: 'F5', key: 'F5' }],
    [{ code: 'ArrowLeft', key: 'ArrowLeft', altKey: true }],
    [{ code: 'BrowserBack', key: 'BrowserBack' }],
  ])('that is not on the list is nothing: %j', (init) => {
    expect(happen(key(init))).toBe(true);
  });

  test('that writes or chooses does what it does', () => {
    expect(happen(key({ code: 'KeyP', key: 'p' }))).toBe(false);
    expect(happen(key({ code: 'Enter', key: 'Enter' }))).toBe(false);
  });

  test('is not seen by anybody else when it is refused', () => {
    let seen = 0;
    document.addEventListener('keydown', () => (seen += 1), { once: true });
    happen(key({ code: 'F5', key: 'F5' }));
    expect(seen).toBe(0);
  });
});

test('a script’s own events pass', () => {
  const event = simple('contextmenu');
  document.body.dispatchEvent(event);
  expect(event.defaultPrevented).toBe(false);
});

test('a text may be selected where one writes', () => {
  const field = document.body.appendChild(document.createElement('textarea'));
  const event = simple('selectstart');
  Object.defineProperty(event, 'isTrusted', { value: true });
  field.dispatchEvent(event);
  expect(event.defaultPrevented).toBe(false);
  field.remove();
});

test('no script opens a dialog or a window', () => {
  expect(window.open('https://example.org/')).toBeNull();
  expect(window.print()).toBeNull();
  expect(window.prompt('?')).toBeNull();
});

test('a sheet of paper stays empty', () => {
  window.dispatchEvent(new Event('beforeprint'));
  expect(document.documentElement.hidden).toBe(true);
  window.dispatchEvent(new Event('afterprint'));
  expect(document.documentElement.hidden).toBe(false);
});

test('back leads to where the page is', () => {
  const before = history.length;
  window.dispatchEvent(new PopStateEvent('popstate'));
  expect(history.length).toBe(before + 1);
});

test('all of it can be undone', () => {
  unlock();
  expect(happen(simple('contextmenu'))).toBe(false);
});
