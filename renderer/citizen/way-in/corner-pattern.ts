/**
 * The hidden way in: seven touches in the corners of the screen, in this order, within a time. Nothing shows before
 * the last one, and any other touch begins again from nothing.
 */

export type Corner = 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right';

/** Never twice the same corner in a row and never round in a circle, as hands on a screen go by chance. */
export const wayIn: readonly Corner[] = [
  ...(['top-left', 'bottom-right', 'top-right', 'bottom-left'] as const),
  ...(['bottom-right', 'top-left', 'top-right'] as const),
];
/** How far a corner reaches, in millimetres: more than a thumb, less than a palm. */
export const cornerMm = 22;
/** From the first touch to the last. */
export const wayInMs = 12_000;

export interface Touch {
  /** In CSS pixels of the window. */
  readonly x: number;
  readonly y: number;
  /** Monotonic milliseconds. */
  readonly at: number;
}

export interface Glass {
  readonly width: number;
  readonly height: number;
  /** CSS pixels per millimetre. */
  readonly mm: number;
}

/** The corner a touch lies in, or null. */
export function cornerAt({ x, y }: Pick<Touch, 'x' | 'y'>, { width, height, mm }: Glass) {
  const reach = cornerMm * mm;
  const column = x <= reach ? 'left' : x >= width - reach ? 'right' : null;
  const row = y <= reach ? 'top' : y >= height - reach ? 'bottom' : null;
  return column && row ? (`${row}-${column}` satisfies Corner) : null;
}

/** Follows touches; tells when the last one of the way in was made. */
export class CornerPattern {
  #done = 0;
  #since = 0;

  /** @returns whether this touch was the last of the way in. */
  touch(touch: Touch, glass: Glass): boolean {
    const corner = cornerAt(touch, glass);
    if (this.#done > 0 && touch.at - this.#since > wayInMs) this.#done = 0;
    if (corner !== wayIn[this.#done]) this.#done = 0;
    if (corner === null || corner !== wayIn[this.#done]) return false;
    if (this.#done === 0) this.#since = touch.at;
    this.#done += 1;
    if (this.#done < wayIn.length) return false;
    this.#done = 0;
    return true;
  }

  /** Another screen stands there now. */
  forget(): void {
    this.#done = 0;
  }
}
