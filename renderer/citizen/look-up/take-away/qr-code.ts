import { create } from 'qrcode';

/** A QR code as a drawing: a path of unit squares in a square field of `size`, quiet zone included. */
export interface QrDrawing {
  readonly size: number;
  readonly path: string;
}

/** Modules of white that the standard asks for around a code. */
const quietZone = 4;

/**
 * Draws a text as one QR code of plain UTF-8 bytes, which every phone shows as text. Level L: a screen has no scratches,
 * and a coarser code is read from further away.
 */
export function drawQrCode(text: string): QrDrawing {
  const data = new TextEncoder().encode(text);
  const { modules } = create([{ data, mode: 'byte' }], { errorCorrectionLevel: 'L' });
  const squares: string[] = [];
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column)) {
        squares.push(`M${column + quietZone} ${row + quietZone}h1v1h-1z`);
      }
    }
  }
  return { size: modules.size + 2 * quietZone, path: squares.join('') };
}
