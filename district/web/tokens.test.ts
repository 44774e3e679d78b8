import { expect, test } from 'vitest';
import css from './tokens.css?raw';

function colour(token: string): string {
  const found = css.match(new RegExp(`${token}: (#[0-9a-f]{6});`))?.[1];
  if (found === undefined) throw new Error(`No colour ${token}`);
  return found;
}

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(colour(one)), luminance(colour(other))].sort(
    (a, b) => a - b,
  );
  return (light + 0.05) / (dark + 0.05);
}

const textContrast = 10;
const meaningContrast = 4.5;

test.each([
  ['--ink', '--paper', textContrast],
  ['--ink', '--surface', textContrast],
  ['--ink', '--band', textContrast],
  ['--ink', '--warning-tint', textContrast],
  ['--ink-quiet', '--paper', textContrast],
  ['--ink-quiet', '--surface', textContrast],
  ['--accent', '--surface', meaningContrast],
  ['--on-accent', '--accent', meaningContrast],
  ['--bar', '--bar-track', meaningContrast],
  ['--warning', '--surface', meaningContrast],
  ['--warning', '--warning-tint', meaningContrast],
])('%s on %s has a contrast of at least %d', (one, other, least) => {
  expect(contrast(one, other)).toBeGreaterThanOrEqual(least);
});
