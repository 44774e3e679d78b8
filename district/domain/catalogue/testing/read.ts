import type { ColumnMapping } from '../../../../shared/contract/catalogue.ts';
import { readImport, type ReadImport } from '../import/read-import.ts';
import { workbook, type WrittenCell } from './workbook.ts';

/** Short ways to read what a test hands in. Not shipped. */

export const today = '2026-11-22';
export const nothingRemembered = () => null;

export const read = (
  bytes: Uint8Array | string,
  name = 'danh-muc.csv',
  mapping: ColumnMapping | null = null,
) => readImport({ name, bytes: Buffer.from(bytes), today }, mapping, nothingRemembered);

export async function taken(bytes: Uint8Array | string, name?: string): Promise<ReadImport> {
  const result = await read(bytes, name);
  if (!result.ok) throw new Error(result.problem.en);
  return result.value;
}

export async function codeOf(bytes: Uint8Array | string, name?: string): Promise<string> {
  const result = await read(bytes, name);
  return result.ok ? 'taken' : result.problem.code;
}

export const sentences = ({ problems }: ReadImport) =>
  problems.map(({ severity, row, column, en }) => `${severity} ${row} ${column}: ${en}`);

export const book = (...rows: WrittenCell[][]) => workbook({ rows });

export const headings = [
  'STT',
  'Mã thủ tục',
  'Tên thủ tục',
  'Lĩnh vực',
  'Thời hạn giải quyết',
  'Phí, lệ phí',
];
export const birth = [
  1,
  '1.001193',
  'Đăng ký khai sinh',
  'Hộ tịch',
  '01 ngày làm việc',
  'Miễn lệ phí',
];
