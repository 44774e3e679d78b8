import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  centred,
  isFindable,
  isSamePlan,
  pairingOf,
  placeWindows,
  type Pairing,
  type Screen,
  type Standing,
} from './placement.ts';

const area = { x: 0, y: 0, width: 1_920, height: 1_080 };
const left: Screen = { id: '1', area, touch: false };
const right: Screen = { id: '2', area: { ...area, x: 1_920 }, touch: false };
const touch: Screen = { id: '3', area: { ...area, x: 3_840 }, touch: true };

const nobody: Pairing = { citizen: null, officer: null };
const counter: Standing = { windowed: false, desk: 'window' };
const alone: Standing = { windowed: false, desk: 'none' };

function places(screens: Screen[], remembered = nobody, standing = counter): string[] {
  const plan = placeWindows(screens, screens[0] ?? left, remembered, standing);
  return [
    ...plan.placements.map(({ page, screen }) => `${page} ${screen.id}`),
    ...plan.covered.map(({ id }) => `cover ${id}`),
  ];
}

describe('placeWindows', () => {
  test.each([
    ['a kiosk of its own', [left], nobody, counter, ['citizen 1']],
    ['a counter PC', [left, right], nobody, counter, ['citizen 2', 'officer 1']],
    [
      'a touch screen before any other',
      [left, right, touch],
      nobody,
      counter,
      ['citizen 3', 'officer 1'],
    ],
    [
      'what was remembered',
      [left, right],
      { citizen: '1', officer: '2' },
      counter,
      ['citizen 1', 'officer 2'],
    ],
    [
      'what was remembered before a touch screen',
      [left, right, touch],
      { citizen: '2', officer: null },
      counter,
      ['citizen 2', 'officer 1'],
    ],
    [
      'a screen on another socket',
      [right, left],
      { citizen: '2', officer: '1' },
      counter,
      ['citizen 2', 'officer 1'],
    ],
    [
      'screens that changed places on the desktop',
      [
        { ...left, area: right.area },
        { ...right, area: left.area },
      ],
      { citizen: '2', officer: '1' },
      counter,
      ['citizen 2', 'officer 1'],
    ],
    [
      'a citizen’s screen whose touch is gone',
      [left, { ...touch, touch: false }],
      { citizen: '3', officer: '1' },
      counter,
      ['citizen 3', 'officer 1'],
    ],
    [
      'a new screen in place of the citizen’s',
      [left, right],
      { citizen: '9', officer: '1' },
      counter,
      ['citizen 2', 'officer 1'],
    ],
    [
      'a kiosk whose only screen was replaced',
      [right],
      { citizen: '1', officer: null },
      counter,
      ['citizen 2'],
    ],
    [
      'an officer’s screen left alone',
      [left],
      { citizen: '2', officer: '1' },
      counter,
      ['officer 1'],
    ],
    ['a kiosk without a desk', [left, right], nobody, alone, ['citizen 2', 'cover 1']],
    [
      'a locked desk',
      [left, right, touch],
      nobody,
      { windowed: false, desk: 'kiosk' } as const,
      ['citizen 3', 'officer 1', 'cover 2'],
    ],
    [
      'a developer’s desk',
      [left, right],
      nobody,
      { windowed: true, desk: 'window' } as const,
      ['citizen 1', 'officer 1'],
    ],
  ])('places %s', (_, screens, remembered, standing, wanted) => {
    expect(places(screens, remembered, standing)).toEqual(wanted);
  });

  test('remembers a pairing over a screen that is missing for a day', () => {
    const both = placeWindows([left, touch], left, nobody, counter);
    const pairing = pairingOf(both, nobody);
    expect(pairing).toEqual({ citizen: '3', officer: '1' });
    const without = placeWindows([left], left, pairing, counter);
    expect(pairingOf(without, pairing)).toEqual(pairing);
    expect(isSamePlan(placeWindows([touch, left], left, pairing, counter), both)).toBe(true);
  });

  test('takes a turned screen for news', () => {
    const turned = { ...left, area: { ...area, width: 1_080, height: 1_920 } };
    const before = placeWindows([left], left, nobody, counter);
    expect(isSamePlan(before, placeWindows([turned], turned, nobody, counter))).toBe(false);
  });

  test('gives every screen to one window at most, and leaves none open beside a locked kiosk', () => {
    const some = fc.subarray([left, right, touch], { minLength: 1 });
    const id = fc.option(fc.constantFrom('1', '2', '3', '9'));
    const desk = fc.constantFrom<Standing['desk']>('window', 'kiosk', 'none');
    fc.assert(
      fc.property(some, id, id, desk, (screens, citizen, officer, mode) => {
        const primary = screens[0] as Screen;
        const standing = { windowed: false, desk: mode };
        const plan = placeWindows(screens, primary, { citizen, officer }, standing);
        const used = [...plan.placements.map(({ screen }) => screen), ...plan.covered];
        expect(new Set(used).size).toBe(used.length);
        expect(used.every((screen) => screens.includes(screen))).toBe(true);
        if (mode !== 'window') expect(used.length).toBe(screens.length);
        expect(plan.placements.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('an ordinary window', () => {
  test('stands in the middle of its screen and is never larger', () => {
    expect(centred(right.area, { width: 1_280, height: 800 })).toEqual({
      ...{ x: 2_240, y: 140, width: 1_280, height: 800 },
    });
    expect(centred({ ...area, width: 1_024, height: 600 }, { width: 1_280, height: 800 })).toEqual({
      ...{ x: 0, y: 0, width: 1_024, height: 600 },
    });
  });

  test.each([
    [{ x: 100, y: 100, width: 800, height: 600 }, true],
    [{ x: 1_600, y: 100, width: 800, height: 600 }, false],
    [{ x: -500, y: 100, width: 800, height: 600 }, false],
    [{ x: 0, y: 900, width: 800, height: 600 }, false],
  ])('is found by a person at %j: %s', (window, found) => {
    expect(isFindable(window, [area])).toBe(found);
  });
});
