import { describe, expect, test } from 'vitest';
import css from './tokens.css?raw';

/** The tokens of one display: those of `:root`, overlaid by the display's own. */
function tokensOf(display: string): Record<string, string> {
  const blocks = [...css.matchAll(/(:root[^{]*)\{([^}]*)\}/g)].filter(
    ([, selector = '']) => !selector.includes('data-display') || selector.includes(`'${display}'`),
  );
  const lines = blocks.flatMap(([, , body = '']) => [...body.matchAll(/(--[\w-]+):\s*([^;]+);/g)]);
  return Object.fromEntries(lines.map(([, name = '', value = '']) => [name, value]));
}

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const textMin = 10;
const meaningMin = 4.5;
/** Every pair that the screens use. */
const texts = [
  ['--ink', '--paper'],
  ['--ink', '--surface'],
  ['--ink', '--band'],
  ['--ink-quiet', '--paper'],
  ['--ink-quiet', '--surface'],
  ['--on-fill', '--fill'],
] as const;
const meanings = [
  ['--accent', '--paper'],
  ['--accent', '--surface'],
  ['--focus', '--paper'],
  ['--focus', '--band'],
  ['--fill', '--surface'],
  ['--edge', '--paper'],
  ['--edge', '--surface'],
] as const;

describe.each(['default', 'dark', 'light', 'lowGlare'])('the %s display', (display) => {
  const tokens = tokensOf(display);
  const measured = ([one, other]: readonly [string, string]): number =>
    contrast(tokens[one] ?? '', tokens[other] ?? '');

  test.each(texts)('shows text %s on %s at 10:1', (...pair) => {
    expect(measured(pair)).toBeGreaterThanOrEqual(textMin);
  });

  test.each(meanings)('shows meaning %s on %s at 4.5:1', (...pair) => {
    expect(measured(pair)).toBeGreaterThanOrEqual(meaningMin);
  });
});

test('the contrast of black on white is 21', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
});
