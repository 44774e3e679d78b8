import type { Completeness, CompletenessRow } from '../../../shared/contract/catalogue.ts';
import { csvOf } from '../csv.ts';

/** The completeness of a unit as CSV (RFC 4180), one row a procedure, a column for each required field. */
export function completenessCsv({ unit, version, label, required, rows }: Completeness): string {
  const lines = [
    ['Đơn vị', unit.name],
    ['Phiên bản danh mục', version === null ? 'chưa công bố' : String(version), label ?? ''],
    [],
    [
      ...['Mã thủ tục', 'Tên thủ tục', 'Đã công bố', 'Đầy đủ', 'Hết hiệu lực', 'Bị thay thế bởi'],
      ...['Độ mới của dữ liệu', ...required.map(({ name }) => name.vi)],
    ],
    ...rows.map((row) => lineOf(row, required)),
  ];
  return csvOf(lines);
}

const freshnessWords = { fresh: 'còn mới', stale: 'cũ', unknown: 'chưa rõ ngày' } as const;
const yesNo = (is: boolean) => (is ? 'có' : 'không');

function lineOf(row: CompletenessRow, required: Completeness['required']): string[] {
  const replaced = row.replacedBy.join(' ');
  return [
    ...[row.code, row.name ?? '', yesNo(row.published)],
    yesNo(row.published && row.missing.length === 0),
    ...[yesNo(row.expired), row.replaced && replaced === '' ? 'có' : replaced],
    freshnessWords[row.freshness],
    ...required.map(({ field }) => (row.missing.includes(field) ? 'thiếu' : 'có')),
  ];
}
