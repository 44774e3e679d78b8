import { expect, test } from 'vitest';
import type { DossierWay, WayCounts } from '../../../shared/contract/dossier-way.ts';
import { wayCsv } from './way-csv.ts';

const counts: WayCounts = {
  ...{ handedOver: 5, neverLaunched: 1, launched: 4, shown: 4, answered: 2, declined: 1 },
  ...{ expired: 1, withdrawn: 0, open: 0, onTime: 3, late: 1, latenessUnknown: 0 },
  ...{ latenessUntold: 0, apologiesRecorded: 1, apologiesMissing: 0, apologiesShown: 1 },
};
const way: DossierWay = {
  ...{ from: '2026-11-01', to: '2026-11-30', total: counts, reported: true },
  rows: [
    { unit: 'Xã "Mẫu"', counter: '=1+1', officer: null, counts },
    { unit: 'Xã Mẫu', counter: 'Quầy 1', officer: 'Đặng, Ánh', counts },
  ],
};

test('holds the sum and one row for each place and officer, safe for a spreadsheet', () => {
  const lines = wayCsv(way).split('\r\n');
  expect(lines[0]).toBe('\uFEFFTừ ngày,2026-11-01,Đến hết ngày,2026-11-30');
  expect(lines[2]?.split(',')).toHaveLength(19);
  expect(lines.slice(3)).toEqual([
    'Tổng cộng,,,5,1,4,4,2,1,1,0,0,3,1,0,0,1,0,1',
    `"Xã ""Mẫu""",'=1+1,không có cán bộ đăng nhập,5,1,4,4,2,1,1,0,0,3,1,0,0,1,0,1`,
    'Xã Mẫu,Quầy 1,"Đặng, Ánh",5,1,4,4,2,1,1,0,0,3,1,0,0,1,0,1',
    '',
  ]);
});

test('says nothing of hand-overs that no software reports', () => {
  const [, , , total] = wayCsv({ ...way, reported: false }).split('\r\n');
  expect(total).toBe('Tổng cộng,,,,,4,4,2,1,1,0,0,3,1,0,0,1,0,1');
});
