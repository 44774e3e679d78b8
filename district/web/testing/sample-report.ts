import type { Funnel, Report, ReportGroup } from '../../../shared/contract/district.ts';
import type { DossierWay, WayCounts } from '../../../shared/contract/dossier-way.ts';
import type { Signals } from '../../../shared/contract/signals.ts';
import { share } from '../../../shared/rules/satisfaction.ts';

/** Reports as the server would make them, for tests of the pages. Not shipped. */

export const sampleMinimum = 30;

const levelNames = [
  { value: 5, label: 'Rất hài lòng', satisfied: true },
  { value: 4, label: 'Hài lòng', satisfied: true },
  { value: 3, label: 'Bình thường', satisfied: false },
  { value: 2, label: 'Không hài lòng', satisfied: false },
  { value: 1, label: 'Rất không hài lòng', satisfied: false },
];

export type Counts = {
  /** Answers from the happiest level to the unhappiest. */
  readonly answers: readonly number[];
  readonly declined?: number;
  readonly expired?: number;
  readonly withdrawn?: number;
  readonly open?: number;
  readonly detailed?: number;
};

/** A group whose figures fit together: launched is the sum of every end, shares and levels follow the minimum. */
export function groupOf(key: string | null, name: string, counts: Counts): ReportGroup {
  const { declined = 0, expired = 0, withdrawn = 0, open = 0, detailed = 0 } = counts;
  const answered = counts.answers.reduce((sum, count) => sum + count, 0);
  const launched = answered + declined + expired + withdrawn + open;
  const levels = levelNames.map((level, at) => ({ ...level, count: counts.answers[at] ?? 0 }));
  const satisfied = levels
    .filter((level) => level.satisfied)
    .reduce((sum, level) => sum + level.count, 0);
  const funnel: Funnel = {
    ...{ launched, shown: launched - withdrawn, answered, detailed },
    ...{ declined, expired, withdrawn, open },
  };
  return {
    key,
    name,
    funnel,
    levels: answered < sampleMinimum ? null : levels,
    satisfaction: share(satisfied, answered, sampleMinimum),
    response: share(answered, launched, sampleMinimum),
  };
}

export const sampleUnit = 'Trung tâm Phục vụ hành chính công xã Mẫu';

const busy: Counts = {
  answers: [121, 96, 38, 14, 9],
  ...{ declined: 41, expired: 118, withdrawn: 9, open: 2, detailed: 61 },
};

export function sampleReport(changes: Partial<Report> = {}): Report {
  return {
    from: '2026-11-01',
    to: '2026-11-22',
    form: {
      id: 'hai-long-nam-muc',
      title: 'Phiếu đánh giá năm mức',
      source: 'Thang năm mức, năm yếu tố theo Quyết định 2640/QĐ-BNV',
    },
    total: groupOf(null, 'Tất cả', busy),
    byUnit: [groupOf('don-vi-mau', sampleUnit, busy)],
    byDomain: [
      groupOf('ho-tich', 'Hộ tịch', { answers: [60, 50, 12, 4, 2], declined: 15, expired: 42 }),
      groupOf('dat-dai', 'Đất đai', { answers: [21, 20, 17, 8, 6], declined: 16, expired: 51 }),
      groupOf('chung-thuc', 'Chứng thực', {
        answers: [40, 26, 9, 2, 1],
        declined: 10,
        expired: 25,
      }),
      groupOf('moi-truong', 'Môi trường', { answers: [], declined: 1, expired: 3 }),
    ],
    byProcedure: [
      groupOf('1.001193', 'Đăng ký khai sinh', { answers: [31, 20, 4, 1, 0], declined: 4 }),
      groupOf('2.000815', 'Chứng thực bản sao từ bản chính giấy tờ', { answers: [9, 4, 1] }),
      groupOf('1.012756', 'Đăng ký đất đai lần đầu', { answers: [15, 9, 10, 5, 3], expired: 22 }),
    ],
    walkIn: groupOf(null, 'Đánh giá tự do', { answers: [4, 3, 1, 0, 2] }),
    repeats: 3,
    quarantined: 1,
    minimumAnswers: sampleMinimum,
    durability: 'full',
    catalogueLabel: 'Dữ liệu mẫu – cần đối chiếu quyết định công bố của UBND cấp tỉnh',
    ...changes,
  };
}

/** A report of a period in which nothing happened. */
export function emptyReport(): Report {
  const nothing = groupOf(null, 'Tất cả', { answers: [] });
  return sampleReport({
    ...{ total: nothing, byUnit: [], byDomain: [], byProcedure: [], walkIn: nothing },
    ...{ repeats: 0, quarantined: 0 },
  });
}

const noWay: WayCounts = {
  ...{ handedOver: 0, neverLaunched: 0, launched: 0, shown: 0, answered: 0, declined: 0 },
  ...{ expired: 0, withdrawn: 0, open: 0, onTime: 0, late: 0, latenessUnknown: 0 },
  ...{ latenessUntold: 0, apologiesRecorded: 0, apologiesMissing: 0, apologiesShown: 0 },
};

export function emptyWay(): DossierWay {
  return { from: '2026-11-01', to: '2026-11-22', total: noWay, rows: [], reported: false };
}

/** A month in which there was nothing to ask about. */
export function emptySignals(month: string): Signals {
  return { month, signals: [], officers: 0, minimum: 20, rules: [], hoursUnknown: [] };
}

/** Two officers of one counter; the software reports hand-overs. */
export function sampleWay(): DossierWay {
  const one = { ...noWay, handedOver: 12, neverLaunched: 3, launched: 9, shown: 9, answered: 6 };
  const two = {
    ...noWay,
    launched: 2,
    shown: 1,
    late: 2,
    apologiesRecorded: 1,
    apologiesMissing: 1,
  };
  const rows = [
    { unit: sampleUnit, counter: 'Quầy số 1', officer: 'Cán bộ mẫu Một', counts: one },
    { unit: sampleUnit, counter: 'Quầy số 1', officer: null, counts: two },
  ];
  const total = {
    ...one,
    ...two,
    launched: 11,
    shown: 10,
    answered: 6,
    handedOver: 12,
    neverLaunched: 3,
  };
  return { ...emptyWay(), total, rows, reported: true };
}

/** The server's time in the samples: 22/11/2026, 10:00 in Vietnam. */
export const sampleNowMs = Date.UTC(2026, 10, 22, 3);
