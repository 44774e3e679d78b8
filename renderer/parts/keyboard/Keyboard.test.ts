import { render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { eraseKey } from '../../../shared/rules/typing.ts';
import { touchField } from '../touch-field.ts';
import Keyboard from './Keyboard.svelte';
import { toneMarks } from './keyboard-layouts.ts';

const names = {
  ...{ keyboard: 'Bàn phím', shift: 'Chữ hoa', shiftLocked: 'Chữ hoa, đang khóa' },
  ...{ backspace: 'Xóa', digits: '123', letters: 'abc', method: 'Kiểu gõ', enter: 'Xong' },
  ...{ space: 'Dấu cách', acute: 'sắc', grave: 'huyền', hook: 'hỏi', tilde: 'ngã', dot: 'nặng' },
};
const onkey = vi.fn<(typed: string, method: string) => void>();
touchField.listen(document, () => undefined);

beforeEach(() => {
  onkey.mockReset();
});

function show(change: { language?: 'vi' | 'en'; start?: 'letters' | 'digits' } = {}): void {
  render(Keyboard, { names, onkey, language: 'vi', ...change });
}

const key = (name: string): HTMLElement => screen.getByRole('button', { name });

async function press(...pressed: string[]): Promise<void> {
  for (const name of pressed) {
    key(name).click();
    await tick();
  }
}

const typed = (): string => onkey.mock.calls.map(([it]) => it).join('');

describe('the capitals', () => {
  test('are for one letter after one touch', async () => {
    show();
    await press('Chữ hoa', 'H', 'a');
    expect(typed()).toBe('Ha');
  });

  test('stay after two, and go with the third', async () => {
    show();
    await press('Chữ hoa', 'Chữ hoa', 'H', 'Đ');
    expect(key('Chữ hoa, đang khóa').getAttribute('aria-pressed')).toBe('true');
    await press('Chữ hoa, đang khóa', 'a');
    expect(typed()).toBe('HĐa');
  });
});

test('the method key goes round by Telex, VNI and no method, and says which', async () => {
  show();
  await press('a', 'Kiểu gõ: Telex', 'a', 'Kiểu gõ: VNI', 'a');
  expect(onkey.mock.calls.map(([, method]) => method)).toEqual(['telex', 'vni', 'plain']);
  expect(key('Kiểu gõ: EN')).toBeTruthy();
});

test('English begins without a method and without Vietnamese keys', () => {
  show({ language: 'en' });
  expect(key('Kiểu gõ: EN')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'đ' })).toBeNull();
});

test('digits come first where digits are expected, and letters are one key away', async () => {
  show({ start: 'digits' });
  expect(screen.queryByRole('button', { name: 'q' })).toBeNull();
  await press('1', 'abc', 'q');
  expect(typed()).toBe('1q');
});

test('tones, deleting, space and enter say what they are', async () => {
  show();
  await press('nặng', 'Xóa', 'Dấu cách', 'Xong');
  expect(typed()).toBe(`${toneMarks.dot}${eraseKey} \n`);
});

test('a finger that comes down tells what its key would type; keys that type nothing tell nothing', async () => {
  const onaim = vi.fn<(typed: string, method: string) => void>();
  render(Keyboard, { names, onkey, onaim, language: 'vi' });
  for (const name of ['a', 'nặng', 'Chữ hoa', '123', 'Xóa']) {
    key(name).dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    await tick();
  }
  expect(onaim.mock.calls).toEqual(['a', toneMarks.dot, eraseKey].map((it) => [it, 'telex']));
  expect(onkey).not.toHaveBeenCalled();
});

test('no touch comes once more as a mouse', () => {
  show();
  const touch = new Event('touchend', { bubbles: true, cancelable: true });
  key('a').dispatchEvent(touch);
  expect(touch.defaultPrevented).toBe(true);
});

test('every key has a name of its own', async () => {
  show();
  for (const layout of ['letters', 'digits']) {
    const spoken = screen
      .getAllByRole('button')
      .map((it) => it.getAttribute('aria-label') ?? it.textContent.trim());
    expect(
      spoken.every((name) => name !== ''),
      layout,
    ).toBe(true);
    expect(new Set(spoken).size).toBe(spoken.length);
    if (layout === 'letters') await press('123');
  }
});
