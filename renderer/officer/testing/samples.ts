import type { DeskDossier, DeskProcedure, Station } from '../../../shared/contract/desk.ts';
import {
  procedureCodeSchema,
  type CounterId,
  type OfficerId,
  type UnitId,
} from '../../../shared/model/ids.ts';

export const samplePrefix = 'H00.00.01-261122-';
export const samplePin = '246810';

export const sampleStation: Station = {
  place: {
    unit: {
      id: 'don-vi-mau' as UnitId,
      code: 'H00.00.01',
      name: 'Trung tâm Phục vụ hành chính công xã Mẫu',
    },
    counter: { id: 'quay-1' as CounterId, name: 'Quầy số 1' },
  },
  officers: ['Một', 'Hai', 'Ba'].map((name, index) => ({
    id: `can-bo-mau-${index + 1}` as OfficerId,
    name: `Cán bộ mẫu ${name}`,
    canSignIn: index < 2,
  })),
  signedIn: null,
  takenBy: null,
  lockAfterMs: 15 * 60_000,
  dossierPrefix: samplePrefix,
  today: '2026-11-22',
  ready: true,
  scanner: { gapMsMax: 50, lengthMin: 8 },
  catalogueLabel: 'Dữ liệu mẫu – cần đối chiếu quyết định công bố của UBND cấp tỉnh',
  fingerprint: null,
};

/** Codes and names out of samples/procedures.csv. */
export const sampleProcedures: readonly DeskProcedure[] = [
  ['1.012756', 'Đăng ký đất đai lần đầu đối với trường hợp được Nhà nước giao đất để quản lý'],
  [
    '1.012766',
    'Xóa đăng ký thuê, cho thuê lại quyền sử dụng đất trong dự án xây dựng kinh doanh kết cấu hạ tầng',
  ],
].map(([code, name]) => ({
  code: procedureCodeSchema.parse(code),
  name: name ?? '',
  domain: 'Đất đai',
  level: 'Tỉnh',
}));

/** A dossier that the one-stop software announced. */
export function announced(number: string, changes: Partial<DeskDossier> = {}): DeskDossier {
  return {
    dossier: `${samplePrefix}${number}`,
    dossierTail: number.slice(-4),
    known: true,
    procedure: sampleProcedures[0]!,
    suggested: 'record',
    dueOn: '2026-11-24',
    lateness: { state: 'on-time', workingDays: 0 },
    rated: false,
    handOver: null,
    ...changes,
  };
}

export const lateBy = (days: number): Partial<DeskDossier> => ({
  dueOn: '2026-11-17',
  lateness: { state: 'late', workingDays: days },
});
