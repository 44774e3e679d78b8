/**
 * The shapes of procedure codes in use: national (1.001193), national at a province (2.000815.000.00.00.H55), an online
 * variant of either (.02), and local ones with an underscore (TS_lop1.000.00.00.H22, C08_XPHCDB).
 */
const shapes = [
  /^\d\.\d{6}(\.000\.00\.00\.[A-Z]\d{2})?(\.\d{2})?$/,
  /^[A-Za-z0-9]+_[A-Za-z0-9_]+(\.000\.00\.00\.[A-Z]\d{2})?(\.\d{2})?$/,
];

export function hasKnownShape(code: string): boolean {
  return shapes.some((shape) => shape.test(code));
}

const fractionDigits = 6;

/** A national code that a spreadsheet took for a number, with the zeros it lost: 1.00012 is 1.000120. */
export function codeOfNumber(number: number): string {
  return number.toFixed(fractionDigits);
}
