import { expect, test } from 'vitest';
import { defaultDiagonalInches, diagonalOfScreen, physicalSize } from './physical-size.ts';

test('a millimetre of a full-HD 24-inch screen is 3.6 pixels, upright or not', () => {
  expect(physicalSize(1920, 1080, 24).mm).toBeCloseTo(3.61, 2);
  expect(physicalSize(1080, 1920, 24).mm).toBeCloseTo(3.61, 2);
});

test('type follows the distance a screen is read from, within bounds', () => {
  expect(physicalSize(1920, 1080, 24).reading).toBe(1);
  expect(physicalSize(1280, 800, 10.1).reading).toBe(0.75);
  expect(physicalSize(3840, 2160, 65).reading).toBe(1.4);
});

test('the address sets the diagonal and it is kept', () => {
  localStorage.clear();
  expect(diagonalOfScreen('', localStorage)).toBe(defaultDiagonalInches);
  expect(diagonalOfScreen('?diagonal=21.5', localStorage)).toBe(21.5);
  expect(diagonalOfScreen('', localStorage)).toBe(21.5);
});

test.each(['0', '-3', 'big', '', '5000', 'NaN'])('a diagonal of "%s" is not believed', (given) => {
  localStorage.clear();
  expect(diagonalOfScreen(`?diagonal=${given}`, localStorage)).toBe(defaultDiagonalInches);
  expect(localStorage.length).toBe(0);
});
