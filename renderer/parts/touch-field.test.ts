import { beforeEach, describe, expect, test, vi } from 'vitest';
import { heldTouchMs, keySlipMm, palmMm, tapShieldMs } from '../../shared/limits.ts';
import { TouchField } from './touch-field.ts';

/** CSS pixels per millimetre. */
const scale = 4;
let now: number;
let field: TouchField;
let level: HTMLElement;
let other: HTMLElement;
const run = vi.fn();
const runOther = vi.fn();
const touched = vi.fn();

/** One document per test: listeners of the fields before it are gone with it. */
let page: Document;

beforeEach(() => {
  vi.clearAllMocks();
  page = document.implementation.createHTMLDocument();
  page.body.innerHTML =
    '<button id="level"><span>Hài lòng</span></button><button id="other"></button>';
  level = page.querySelector('#level') as HTMLElement;
  other = page.querySelector('#other') as HTMLElement;
  now = 1_000;
  field = new TouchField(() => now);
  field.listen(page, touched);
  field.setScale(scale);
  field.add(level, { run });
  field.add(other, { run: runOther });
});

function pointer(type: string, target: Element, pointerId = 1, width = 20): void {
  target.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerId, width, height: 20 }));
}

const down = (target: Element, id?: number, width?: number): void =>
  pointer('pointerdown', target, id, width);
const up = (target: Element, id?: number): void => pointer('pointerup', target, id);
const hasContact = (): boolean => level.hasAttribute('data-contact');

describe('a tap', () => {
  test('runs when the finger goes up inside its target', () => {
    down(level.firstElementChild as Element);
    expect(run).not.toHaveBeenCalled();
    up(level);
    expect(run).toHaveBeenCalledOnce();
  });

  test('shows contact from the moment the finger comes down, while it is inside', () => {
    down(level);
    expect(hasContact()).toBe(true);
    pointer('pointermove', other);
    expect(hasContact()).toBe(false);
    pointer('pointermove', level);
    expect(hasContact()).toBe(true);
    up(level);
    expect(hasContact()).toBe(false);
  });

  test.each([
    ['goes up elsewhere', () => up(other)],
    ['is taken away by the system', () => pointer('pointercancel', level)],
  ])('is none when the finger %s', (_, end) => {
    down(level);
    end();
    expect(run).not.toHaveBeenCalled();
    expect(runOther).not.toHaveBeenCalled();
    expect(hasContact()).toBe(false);
  });

  test('is none on a target that is switched off', () => {
    level.setAttribute('aria-disabled', 'true');
    down(level);
    up(level);
    expect(run).not.toHaveBeenCalled();
  });

  test('tells that somebody is there, wherever the finger lands', () => {
    down(page.body);
    expect(touched).toHaveBeenCalledOnce();
  });
});

describe('the shield', () => {
  test('takes no touch that begins while the screen is fresh', () => {
    field.shield();
    now += tapShieldMs - 1;
    down(level);
    now += 1_000;
    up(level);
    expect(run).not.toHaveBeenCalled();
  });

  test('takes a touch that begins afterwards', () => {
    field.shield();
    now += tapShieldMs;
    down(level);
    up(level);
    expect(run).toHaveBeenCalledOnce();
  });

  test('drops a finger that was down when the screen changed', () => {
    down(level);
    field.shield();
    now += tapShieldMs;
    up(level);
    expect(run).not.toHaveBeenCalled();
  });

  test('takes no tap while two fingers are down, from neither of them', () => {
    down(level, 1);
    down(other, 2);
    up(level, 1);
    up(other, 2);
    expect(run).not.toHaveBeenCalled();
    expect(runOther).not.toHaveBeenCalled();
  });

  test('takes a tap again when all fingers have been up', () => {
    down(level, 1);
    down(other, 2);
    up(level, 1);
    up(other, 2);
    down(level, 3);
    up(level, 3);
    expect(run).toHaveBeenCalledOnce();
  });

  test('takes no palm, and no finger beside it', () => {
    down(other, 1, palmMm * 4 + 1);
    down(level, 2);
    up(level, 2);
    up(other, 1);
    expect(run).not.toHaveBeenCalled();
    expect(runOther).not.toHaveBeenCalled();
  });

  test('takes no finger that rested too long', () => {
    down(level);
    now += heldTouchMs + 1;
    up(level);
    expect(run).not.toHaveBeenCalled();
  });

  test('is not locked by a hand that rests on the glass', () => {
    down(other, 1);
    now += heldTouchMs + 1;
    down(level, 2);
    up(level, 2);
    expect(run).toHaveBeenCalledOnce();
  });
});

describe('keys of the keyboard', () => {
  test('may overlap in time', () => {
    field.add(level, { run, rollover: true });
    field.add(other, { run: runOther, rollover: true });
    down(level, 1);
    down(other, 2);
    up(level, 1);
    up(other, 2);
    expect(run).toHaveBeenCalledOnce();
    expect(runOther).toHaveBeenCalledOnce();
  });

  const at = (type: string, target: Element, clientX: number): boolean =>
    target.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerId: 1, clientX }));

  test('count when the thumb slides off a little before it goes up, and not from far away', () => {
    field.add(level, { run, rollover: true });
    at('pointerdown', level, 100);
    at('pointerup', other, 100 + keySlipMm * scale);
    expect(run).toHaveBeenCalledOnce();
    at('pointerdown', level, 100);
    at('pointerup', other, 101 + keySlipMm * scale);
    expect(run).toHaveBeenCalledOnce();
  });

  test('no other target takes a slip', () => {
    at('pointerdown', level, 100);
    at('pointerup', other, 101);
    expect(run).not.toHaveBeenCalled();
  });

  test('none is lost under two thumbs at speed', () => {
    const keys = Array.from({ length: 10 }, (_, number) => {
      const element = page.body.appendChild(page.createElement('button'));
      const pressed = vi.fn();
      field.add(element, { run: pressed, rollover: true });
      return { element, pressed, number };
    });
    // Each thumb comes down before the other one is up, for a hundred strokes.
    const strokes = Array.from({ length: 100 }, (_, stroke) => keys[(stroke * 7) % 10]?.element);
    for (const [stroke, element] of strokes.entries()) {
      now += 40;
      if (element) down(element, stroke % 2);
      const before = strokes[stroke - 1];
      if (before) up(before, (stroke + 1) % 2);
    }
    const last = strokes.at(-1);
    if (last) up(last, 1);
    expect(keys.map(({ pressed }) => pressed.mock.calls.length)).toEqual(Array(10).fill(10));
  });
});

describe('a keyboard, switch or screen reader', () => {
  const click = (detail: number): boolean =>
    level.dispatchEvent(new MouseEvent('click', { bubbles: true, detail }));

  test('runs the target by its click', () => {
    click(0);
    expect(run).toHaveBeenCalledOnce();
  });

  test('waits for the shield like a finger', () => {
    field.shield();
    click(0);
    expect(run).not.toHaveBeenCalled();
  });

  test('is told from the click a browser makes after a tap', () => {
    down(level);
    up(level);
    click(1);
    expect(run).toHaveBeenCalledOnce();
  });
});

test('an element that is taken back is no target any more', () => {
  const remove = field.add(other, { run: runOther });
  remove();
  down(other);
  up(other);
  expect(runOther).not.toHaveBeenCalled();
});
