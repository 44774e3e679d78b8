import { problem, type Problem } from '../../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../../shared/model/result.ts';

export type FileKind = 'xlsx' | 'csv' | 'json';

/** What a file is by its bytes, whatever its name says. Errors: a sentence for what cannot be imported. */
export function fileKindOf(name: string, bytes: Uint8Array): Result<FileKind, Problem> {
  if (bytes.length === 0) return fail(problem('import.empty', { name }));
  if (startsWith(bytes, zip)) return ok('xlsx');
  if (startsWith(bytes, compoundFile)) return fail(compoundProblem(name, bytes));
  const other = otherKinds.find(({ magic }) => startsWith(bytes, magic));
  if (other) return fail(problem('import.kind', { name, found: other.called }));
  return textKindOf(name, bytes);
}

const zip = [0x50, 0x4b, 0x03, 0x04];
/** OLE compound file [MS-CFB]: Excel 97-2003, and the wrapping of an encrypted .xlsx [MS-OFFCRYPTO]. */
const compoundFile = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const otherKinds = [
  { magic: [0x25, 0x50, 0x44, 0x46], called: 'PDF' },
  { magic: [0x89, 0x50, 0x4e, 0x47], called: 'PNG' },
  { magic: [0xff, 0xd8, 0xff], called: 'JPEG' },
  { magic: [0x52, 0x61, 0x72, 0x21], called: 'RAR' },
  { magic: [0x37, 0x7a, 0xbc, 0xaf], called: '7-Zip' },
  { magic: [0x1f, 0x8b], called: 'gzip' },
  { magic: [0x7b, 0x5c, 0x72, 0x74, 0x66], called: 'RTF' },
];

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, at) => bytes[at] === byte);
}

function compoundProblem(name: string, bytes: Uint8Array): Problem {
  const encrypted = Buffer.from('EncryptedPackage', 'utf16le');
  return Buffer.from(bytes).includes(encrypted)
    ? problem('import.password', { name })
    : problem('import.old-excel', { name });
}

const sniffedBytes = 4_096;

function textKindOf(name: string, bytes: Uint8Array): Result<FileKind, Problem> {
  const start = Buffer.from(bytes.subarray(0, sniffedBytes));
  if (hasByteOrderMark(start)) return ok('csv'); // a list in UTF-16, as Excel saves "Unicode text"
  if (start.includes(0)) return fail(problem('import.kind', { name, found: 'nhị phân (binary)' }));
  const text = start
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart();
  if (/^<(!doctype|html|table|\?xml)/i.test(text)) {
    return fail(problem('import.kind', { name, found: 'HTML' }));
  }
  return ok(/^[[{]/.test(text) ? 'json' : 'csv');
}

function hasByteOrderMark(start: Buffer): boolean {
  const mark = start.subarray(0, 2).toString('hex');
  return mark === 'fffe' || mark === 'feff';
}
