import { randomBytes } from 'node:crypto';
import { Zip, ZipDeflate, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { workbook } from '../testing/workbook.ts';
import { openArchive } from './archive.ts';

const mebibyte = 1024 * 1024;
const bytesMax = 8 * mebibyte;
const codeOf = (bytes: Uint8Array) => {
  const opened = openArchive('a.xlsx', bytes, bytesMax);
  return opened.ok ? 'opened' : opened.problem.code;
};

/** An archive whose part swells to `bytes`; everywhere it says how large it is, it says `claimed`. */
function swelling(part: string, bytes: number, claimed = bytes): Buffer {
  const zip = Buffer.from(
    zipSync({ 'xl/workbook.xml': randomBytes(10), [part]: new Uint8Array(bytes) }),
  );
  for (const [signature, offset] of [
    ['PK\u0003\u0004', 22],
    ['PK\u0001\u0002', 24],
  ] as const) {
    const header = zip.lastIndexOf(signature);
    expect(zip.readUInt32LE(header + offset)).toBe(bytes);
    zip.writeUInt32LE(claimed, header + offset);
  }
  return zip;
}

test('the parts that are read come out whole, whatever way they are packed', () => {
  const large = randomBytes(3 * mebibyte);
  for (const level of [0, 6] as const) {
    const zip = zipSync({ 'xl/workbook.xml': large, 'xl/media/a.png': large }, { level });
    const opened = openArchive('a.xlsx', zip);
    if (!opened.ok) throw new Error(opened.problem.en);
    expect(Object.keys(opened.value)).toEqual(['xl/workbook.xml']);
    expect(Buffer.compare(opened.value['xl/workbook.xml'] ?? Buffer.alloc(0), large)).toBe(0);
  }
});

test('an archive that was written in one go says its sizes afterwards, and opens too', () => {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((_error, chunk) => chunks.push(chunk));
  for (const name of ['xl/workbook.xml', 'xl/worksheets/sheet1.xml']) {
    const part = new ZipDeflate(name);
    zip.add(part);
    part.push(Buffer.from('<a/>'), true);
  }
  zip.end();
  const opened = openArchive('a.xlsx', Buffer.concat(chunks));
  expect(opened.ok && Object.values(opened.value).map(String)).toEqual(['<a/>', '<a/>']);
});

test('what really comes out is bounded, whatever the archive says of itself', () => {
  const bomb = bytesMax + 1;
  expect(swelling('xl/a.xml', bomb).length).toBeLessThan(mebibyte);
  expect(codeOf(swelling('xl/a.xml', bomb))).toBe('import.too-large');
  expect(codeOf(swelling('xl/a.xml', bomb, 1))).toBe('import.too-large');
  expect(codeOf(swelling('xl/a.xml', mebibyte, bomb))).toBe('opened');
  expect(codeOf(swelling('xl/media/a.bin', bomb))).toBe('opened');
});

test('half an archive is damaged, and another is no workbook', () => {
  const whole = workbook({ rows: [['Mã', 'Tên']] });
  expect(codeOf(whole)).toBe('opened');
  for (const share of [0.2, 0.5, 0.7]) {
    expect(codeOf(whole.subarray(0, whole.length * share)), String(share)).toMatch(
      /^import\.(broken|kind)$/,
    );
  }
  expect(codeOf(zipSync({ 'a.txt': new Uint8Array([65]) }))).toBe('import.kind');
});
