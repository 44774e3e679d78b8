import { beforeEach, expect, test, vi } from 'vitest';
import { listenForKeypad } from './keypad.ts';

beforeEach(() => {
  document.body.innerHTML = `
    <button id="a"></button>
    <button id="off" aria-disabled="true"></button>
    <div inert><button id="inert"></button></div>
    <button id="b" data-back="true"></button>
    <textarea id="text"></textarea>`;
  return listenForKeypad(document);
});

const byId = (id: string): HTMLElement => document.getElementById(id) as HTMLElement;

function press(key: string, init: KeyboardEventInit = {}): boolean {
  const target = document.activeElement ?? document.body;
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
  return target.dispatchEvent(event);
}

test('arrows go from stop to stop and round, over what is switched off', () => {
  const way = ['ArrowRight', 'ArrowDown', 'ArrowRight'].map((key) => {
    press(key);
    return document.activeElement?.id;
  });
  expect(way).toEqual(['a', 'b', 'text']);
  byId('a').focus();
  press('ArrowUp');
  expect(document.activeElement?.id).toBe('text');
});

test('arrows move the caret while somebody writes', () => {
  byId('text').focus();
  press('ArrowLeft');
  expect(document.activeElement?.id).toBe('text');
});

test('a line of text keeps left and right, and is left by up and down', () => {
  document.body.innerHTML = '<input id="line" /><button id="next"></button>';
  byId('line').focus();
  press('ArrowRight');
  expect(document.activeElement?.id).toBe('line');
  press('ArrowDown');
  expect(document.activeElement?.id).toBe('next');
});

test('what is hidden is no stop', () => {
  document.body.innerHTML =
    '<button id="a"></button><div hidden><button id="behind"></button></div>';
  byId('a').focus();
  press('ArrowDown');
  expect(document.activeElement?.id).toBe('a');
});

test('back goes to the way out and does not take it', () => {
  const taken = vi.fn();
  byId('b').addEventListener('click', taken);
  byId('a').focus();
  press('Escape');
  expect(document.activeElement?.id).toBe('b');
  expect(taken).not.toHaveBeenCalled();
});

test('a key that is held acts once', () => {
  byId('a').focus();
  expect(press('Enter')).toBe(true);
  expect(press('Enter', { repeat: true })).toBe(false);
  expect(press(' ', { repeat: true })).toBe(false);
});
