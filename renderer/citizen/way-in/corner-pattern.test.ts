import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CornerPattern,
  cornerAt,
  cornerMm,
  wayIn,
  wayInMs,
  type Corner,
  type Glass,
} from './corner-pattern.ts';

const glass: Glass = { width: 1_080, height: 1_920, mm: 3.6 };

const placeOf: Readonly<Record<Corner, { x: number; y: number }>> = {
  'top-left': { x: 5, y: 5 },
  'top-right': { x: 1_075, y: 5 },
  'bottom-left': { x: 5, y: 1_915 },
  'bottom-right': { x: 1_075, y: 1_915 },
};

/** Touches corners at an even pace; tells of each whether it opened the way. */
function walk(pattern: CornerPattern, corners: readonly Corner[], gap = 500, from = 0): boolean[] {
  return corners.map((corner, at) =>
    pattern.touch({ ...placeOf[corner], at: from + at * gap }, glass),
  );
}

describe('the way in', () => {
  test('opens with the last touch and not before', () => {
    const opened = walk(new CornerPattern(), wayIn);
    expect(opened).toEqual([...wayIn.slice(1).map(() => false), true]);
  });

  test('begins again after any other touch', () => {
    const pattern = new CornerPattern();
    walk(pattern, wayIn.slice(0, -1));
    pattern.touch({ x: 540, y: 960, at: 4_000 }, glass);
    expect(walk(pattern, wayIn.slice(-1), 500, 4_500)).toEqual([false]);
    expect(walk(pattern, wayIn, 500, 5_000).at(-1)).toBe(true);
  });

  test('takes a wrong corner that is the first one for a new beginning', () => {
    const pattern = new CornerPattern();
    walk(pattern, wayIn.slice(0, 3));
    expect(walk(pattern, wayIn, 500, 3_000).at(-1)).toBe(true);
  });

  test('has an end in time', () => {
    const pace = wayInMs / (wayIn.length - 1);
    expect(walk(new CornerPattern(), wayIn, pace).at(-1)).toBe(true);
    expect(walk(new CornerPattern(), wayIn, pace + 1)).not.toContain(true);
  });

  test('is forgotten with the screen', () => {
    const pattern = new CornerPattern();
    walk(pattern, wayIn.slice(0, -1));
    pattern.forget();
    expect(walk(pattern, wayIn.slice(-1), 500, 4_000)).toEqual([false]);
  });

  test('is never the same corner twice in a row', () => {
    expect(wayIn.slice(1).every((corner, at) => corner !== wayIn[at])).toBe(true);
  });

  test('is not found by hands that touch anywhere', () => {
    const touch = fc.record({ x: fc.integer({ max: 1_080 }), y: fc.integer({ max: 1_920 }) });
    fc.assert(
      fc.property(fc.array(touch, { maxLength: 200 }), (touches) => {
        const pattern = new CornerPattern();
        const opened = touches.map((place, at) => pattern.touch({ ...place, at: at * 200 }, glass));
        expect(opened).not.toContain(true);
      }),
      { seed: 5, numRuns: 200 },
    );
  });
});

test('a corner is as large as a thumb on every screen', () => {
  const edge = cornerMm * glass.mm;
  expect(cornerAt({ x: edge, y: edge }, glass)).toBe('top-left');
  expect(cornerAt({ x: edge + 1, y: edge }, glass)).toBeNull();
  expect(cornerAt({ x: edge, y: edge + 1 }, glass)).toBeNull();
  expect(cornerAt({ x: 1_080 - edge, y: 1_920 - edge }, glass)).toBe('bottom-right');
});
