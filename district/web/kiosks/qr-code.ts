import { create } from 'qrcode';

/** A QR code as a drawing: a path of unit squares in a square field of `size`, quiet zone included. */
export type QrDrawing = { readonly size: number; readonly path: string };

/** Modules of white that the standard asks for around a code. */
const quietZone = 4;

/** Draws a text as a QR code of level M: a sheet of paper gets folded and stained. */
export function drawQrCode(text: string): QrDrawing {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const cells = Array.from({ length: modules.size * modules.size }, (_, at) => ({
    row: Math.floor(at / modules.size),
    column: at % modules.size,
  }));
  const path = cells
    .filter(({ row, column }) => modules.get(row, column) === 1)
    .map(({ row, column }) => `M${column + quietZone} ${row + quietZone}h1v1h-1z`)
    .join('');
  return { size: modules.size + 2 * quietZone, path };
}
