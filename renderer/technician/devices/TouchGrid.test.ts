import { render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Technician } from '../technician.svelte.ts';
import { FakeStation } from '../testing/fake-station.ts';
import TouchGrid from './TouchGrid.svelte';

const onend = vi.fn<(left: number) => void>();
let fields: HTMLElement[];
/** The field that lies under the finger. */
let under: HTMLElement | null;

beforeEach(() => {
  vi.useFakeTimers();
  onend.mockReset();
  under = null;
  document.elementsFromPoint = () => (under ? [under] : []);
  render(TouchGrid, { technician: new Technician(new FakeStation(), () => undefined), onend });
  fields = [...document.querySelectorAll<HTMLElement>('[data-field]')];
});
afterEach(() => {
  vi.useRealTimers();
});

const send = (type: 'pointerdown' | 'pointermove', buttons: number): boolean =>
  screen.getByRole('img').dispatchEvent(new PointerEvent(type, { buttons, bubbles: true }));

function touch(field: HTMLElement | undefined): void {
  under = field ?? null;
  send('pointerdown', 1);
}

test('ends by itself once every field took a touch, by taps and by a finger that moves', () => {
  expect(fields.length).toBeGreaterThan(40);
  touch(fields[0]);
  for (const field of fields.slice(1, -1)) {
    under = field;
    send('pointermove', 1);
  }
  expect(onend).not.toHaveBeenCalled();
  touch(fields.at(-1));
  expect(onend.mock.calls).toEqual([[0]]);
});

test('counts each field once, and none for a pointer that only hovers or misses', async () => {
  touch(fields[3]);
  touch(fields[3]);
  under = fields[4] ?? null;
  send('pointermove', 0);
  touch(undefined);
  await tick();
  expect(screen.getByText(new RegExp(`Còn ${fields.length - 1} ô`))).toBeTruthy();
});

test('a dead screen does not hold the page: it goes, and says how many fields took nothing', () => {
  touch(fields[0]);
  vi.advanceTimersByTime(9_000);
  touch(fields[1]);
  vi.advanceTimersByTime(9_999);
  expect(onend).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onend.mock.calls).toEqual([[fields.length - 2]]);
});

test('Escape leaves it as well', () => {
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
  expect(onend.mock.calls).toEqual([[fields.length]]);
});
