import jsQR from 'jsqr';
import { expect, test } from 'vitest';
import { readSlip } from '../../../shared/rules/enrolment-slip.ts';
import { sampleBatch } from '../testing/sample-fleet.ts';
import { drawQrCode } from './qr-code.ts';

test('what is drawn is read as the sheet’s address and code', () => {
  const [handOut] = sampleBatch().handOuts;
  const { size, path } = drawQrCode(handOut?.slip ?? '');
  const scale = 4;
  const width = size * scale;
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, column, row] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let at = 0; at < scale * scale; at += 1) {
      const x = Number(column) * scale + (at % scale);
      const y = Number(row) * scale + Math.floor(at / scale);
      pixels.set([0, 0, 0], (y * width + x) * 4);
    }
  }
  expect(readSlip(jsQR(pixels, width, width)?.data ?? '')).toEqual({
    districtUrl: 'https://hai-long.example.vn',
    code: handOut?.code,
  });
});
