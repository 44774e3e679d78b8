/** Physical size decides, not pixels: how large a millimetre is on this screen. */

/** The diagonal a kiosk is taken to have until a technician says otherwise, in inches. */
export const defaultDiagonalInches = 24;
const diagonalInchesMin = 7;
const diagonalInchesMax = 100;
const diagonalKey = 'hai-long-diagonal';
const mmPerInch = 25.4;

/** Smaller screens are read from nearer, larger ones from further away; both within bounds. */
const readingMin = 0.75;
const readingMax = 1.4;

export interface PhysicalSize {
  /** CSS pixels per millimetre. */
  readonly mm: number;
  /** Size of type relative to a 24-inch screen. */
  readonly reading: number;
}

/** Works out the size of a millimetre from what the window fills. `width` and `height` in CSS pixels. */
export function physicalSize(width: number, height: number, diagonalInches: number): PhysicalSize {
  const mm = Math.hypot(width, height) / (diagonalInches * mmPerInch);
  const reading = diagonalInches / defaultDiagonalInches;
  return { mm, reading: Math.min(readingMax, Math.max(readingMin, reading)) };
}

/** The diagonal the technician set, by the address (`?diagonal=21.5`, kept from then on) or before. */
export function diagonalOfScreen(search: string, storage: Storage): number {
  const given = readDiagonal(new URLSearchParams(search).get('diagonal'));
  if (given !== null) storage.setItem(diagonalKey, String(given));
  return given ?? readDiagonal(storage.getItem(diagonalKey)) ?? defaultDiagonalInches;
}

function readDiagonal(text: string | null): number | null {
  const inches = Number(text ?? NaN);
  return inches >= diagonalInchesMin && inches <= diagonalInchesMax ? inches : null;
}

/** Keeps the page's `--mm` and `--reading` right, now and whenever the window changes, and says so each time. */
export function keepPhysicalSize(page: Window, changed: (size: PhysicalSize) => void): void {
  diagonalOfScreen(page.location.search, page.localStorage);
  const apply = (): void => {
    const diagonal = diagonalOfScreen('', page.localStorage);
    const size = physicalSize(page.innerWidth, page.innerHeight, diagonal);
    const { style } = page.document.documentElement;
    style.setProperty('--mm', `${size.mm}px`);
    style.setProperty('--reading', String(size.reading));
    changed(size);
  };
  page.addEventListener('resize', apply);
  apply();
}

/** The technician measured the screen anew: from now on the page is drawn for that. */
export function keepDiagonal(page: Window, inches: number): void {
  page.localStorage.setItem(diagonalKey, String(inches));
  page.dispatchEvent(new Event('resize'));
}
