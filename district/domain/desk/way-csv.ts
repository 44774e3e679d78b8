import type { DossierWay, WayCounts } from '../../../shared/contract/dossier-way.ts';
import { csvOf } from '../csv.ts';

const columns: readonly (readonly [keyof WayCounts, string])[] = [
  ['handedOver', 'Phần mềm báo đã trả'],
  ['neverLaunched', 'Đã trả mà chưa mời'],
  ['launched', 'Đã mời'],
  ['shown', 'Đã hiện'],
  ['answered', 'Đã đánh giá'],
  ['declined', 'Từ chối'],
  ['expired', 'Hết giờ'],
  ['withdrawn', 'Thu hồi'],
  ['open', 'Chưa kết thúc'],
  ['onTime', 'Trả đúng hẹn'],
  ['late', 'Trả muộn'],
  ['latenessUnknown', 'Chưa rõ đúng hẹn hay muộn'],
  ['latenessUntold', 'Không có thông tin hẹn trả'],
  ['apologiesRecorded', 'Có phiếu xin lỗi'],
  ['apologiesMissing', 'Cần phiếu xin lỗi nhưng chưa có'],
  ['apologiesShown', 'Lời xin lỗi đã hiện'],
];

/** The way of the dossiers as CSV (RFC 4180), one row for each counter and officer, the sum first. */
export function wayCsv({ from, to, total, rows, reported }: DossierWay): string {
  const figures = (counts: WayCounts) =>
    columns.map(([key]) =>
      // Without a report nobody knows: an empty cell, not a nought.
      !reported && (key === 'handedOver' || key === 'neverLaunched') ? '' : String(counts[key]),
    );
  const lines = [
    ['Từ ngày', from, 'Đến hết ngày', to],
    [],
    ['Đơn vị', 'Quầy', 'Cán bộ', ...columns.map(([, heading]) => heading)],
    ['Tổng cộng', '', '', ...figures(total)],
    ...rows.map(({ unit, counter, officer, counts }) => [
      ...[unit, counter, officer ?? 'không có cán bộ đăng nhập'],
      ...figures(counts),
    ]),
  ];
  return csvOf(lines);
}
