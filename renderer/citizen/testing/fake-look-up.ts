import type { CitizenClient } from '../../../shared/contract/citizen.ts';
import type {
  CatalogueData,
  FeedbackChannel,
  FoundProcedure,
  ProcedureRow,
  SearchAnswer,
} from '../../../shared/contract/look-up.ts';
import type { ProcedureCode } from '../../../shared/model/ids.ts';
import type { PublishedProcedure } from '../../../shared/model/published-procedure.ts';

/**
 * A small catalogue for tests of the window and for looking at its screens. The names are real ones; everything said
 * of their papers, fees and agencies is filling and says so.
 */

const row = (
  code: string,
  name: string,
  domain: string | null,
  change: Partial<ProcedureRow> = {},
): ProcedureRow => ({
  code: code as ProcedureCode,
  name,
  domain,
  level: 'Xã',
  status: 'in-force',
  receivedHere: true,
  ...change,
});

const permits = [
  'Cấp giấy phép xây dựng mới đối với công trình cấp III, cấp IV và nhà ở riêng lẻ',
  'Cấp giấy phép xây dựng sửa chữa, cải tạo đối với công trình cấp III, cấp IV và nhà ở riêng lẻ',
  'Cấp giấy phép di dời đối với công trình cấp III, cấp IV và nhà ở riêng lẻ',
];
const permitCodes = ['1.013225', '1.013229', '1.013232'];
const permitDiffers: [number, number][][] = [[[14, 26]], [[14, 40]], [[14, 20]]];

export const fakeRows: readonly ProcedureRow[] = [
  row('1.001193', 'Đăng ký khai sinh', 'Hộ tịch'),
  row('1.000689', 'Đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con', 'Hộ tịch'),
  ...permits.map((name, at) => row(permitCodes[at] ?? '', name, 'Hoạt động xây dựng')),
  row(
    '1.012782',
    'Đăng ký, cấp Giấy chứng nhận cho cá nhân, hộ gia đình đã được cấp một phần diện tích đất ở trước 01/7/2004, phần còn lại chưa được cấp',
    'Đất đai',
    { receivedHere: false, level: 'Tỉnh' },
  ),
  row('1.012760', 'Đăng ký biến động đất đai (thủ tục cũ)', 'Đất đai', { status: 'replaced' }),
  row('2.000815', 'Chứng thực bản sao từ bản chính giấy tờ, văn bản', 'Chứng thực'),
];

const data: CatalogueData = {
  version: 3,
  label: 'Dữ liệu mẫu – cần đối chiếu quyết định công bố của UBND cấp tỉnh',
  publishedAt: Date.UTC(2026, 10, 20),
  procedures: fakeRows.length,
  receivedHere: fakeRows.length - 1,
};

const feedback: FeedbackChannel[] = [
  {
    agency: 'Trung tâm Phục vụ hành chính công xã Mẫu',
    address: 'Địa chỉ mẫu, xã Mẫu',
    telephone: null,
    mailbox: 'hop-thu-mau@example.org',
    website: null,
  },
];

const paper = (name: string, originals: number | null, copies: number | null) => ({
  ...{ name, originals, copies },
  note: null,
});

/** A procedure with a text in every field. */
export const fullProcedure: PublishedProcedure = {
  code: '1.013225' as ProcedureCode,
  name: permits[0] ?? '',
  domain: 'Hoạt động xây dựng',
  level: 'Xã',
  decidingAgency: 'Cơ quan mẫu',
  receivingAgency: 'Trung tâm Phục vụ hành chính công xã Mẫu',
  subjects: 'Cá nhân, hộ gia đình, tổ chức',
  steps: ['Bước mẫu thứ nhất: nộp hồ sơ.', 'Bước mẫu thứ hai: nhận kết quả theo giấy hẹn.'],
  channels: [
    {
      kind: 'direct',
      timeLimit: { text: 'Văn bản mẫu: 15 ngày làm việc kể từ ngày nhận đủ hồ sơ', rules: [] },
      fee: 'Văn bản mẫu về lệ phí, chép nguyên văn, kể cả phần miễn, giảm:\n- Miễn: đối tượng mẫu thứ nhất.\n- Giảm: đối tượng mẫu thứ hai.',
      note: null,
    },
    {
      kind: 'online',
      timeLimit: { text: 'Văn bản mẫu: 12 ngày làm việc', rules: [] },
      fee: null,
      note: 'Ghi chú mẫu về cách nộp trực tuyến',
    },
  ],
  components: [
    {
      case: null,
      papers: [paper('Đơn đề nghị theo mẫu', 1, 0), paper('Giấy tờ mẫu thứ hai', null, 2)],
    },
    {
      case: 'nhà ở riêng lẻ có tầng hầm (trường hợp mẫu)',
      papers: [paper('Bản vẽ mẫu', null, null)],
    },
  ],
  blankForms: [{ name: 'Đơn đề nghị (tờ mẫu)', address: null }],
  result: 'Kết quả mẫu',
  conditions: null,
  legalBases: [
    {
      number: '00/2025/VB-MAU',
      title: 'Văn bản mẫu',
      issuedOn: '2025-06-30',
      agency: 'Cơ quan mẫu',
    },
  ],
  keywords: [],
  status: 'in-force',
  effectiveFrom: '2025-07-01',
  effectiveTo: null,
  replacedBy: [],
  decision: '00/QĐ-MAU',
  source: 'Nguồn mẫu',
  dataDate: '2025-03-09',
  officialUrl: 'https://example.org/thu-tuc/1.013225',
};

/** The same of which nothing but the name is known. */
const bareProcedure = (found: ProcedureRow): PublishedProcedure => ({
  ...fullProcedure,
  ...{ code: found.code, name: found.name, domain: found.domain, level: found.level },
  ...{ status: found.status, decidingAgency: null, receivingAgency: null, subjects: null },
  ...{ steps: null, channels: [], components: null, blankForms: null, result: null },
  ...{ legalBases: null, decision: null, dataDate: null, officialUrl: null, effectiveFrom: null },
});

const found = (it: ProcedureRow, text: string): FoundProcedure => {
  const at = it.name.toLowerCase().indexOf(text);
  return {
    ...it,
    nameSpans: at === -1 ? [] : [[at, at + text.length]],
    reason: at === -1 ? { where: 'alias', text: `${text} (tên thường gọi mẫu)`, spans: [] } : null,
  };
};

function answerTo(text: string): SearchAnswer {
  const wanted = text.trim().toLowerCase();
  const none = {
    readAs: null,
    cut: false,
    found: [],
    total: 0,
    twins: [],
    nearest: [],
    domains: [],
  };
  if (wanted === '') return none;
  const hits = fakeRows.filter(({ name }) => name.toLowerCase().includes(wanted));
  if (hits.length === 0) {
    return { ...none, nearest: [found(fakeRows[0] ?? row('', '', null), 'đăng ký')], domains };
  }
  const twins = permits
    .map((name, at) => ({
      ...{ code: permitCodes[at] as ProcedureCode, name, receivedHere: true },
      differs: permitDiffers[at] ?? [],
    }))
    .filter(({ code }) => hits.length > 1 && hits.some((hit) => hit.code === code));
  return { ...none, found: hits.map((hit) => found(hit, wanted)), total: hits.length, twins };
}

const domains = [...new Set(fakeRows.map(({ domain }) => domain))].map((name) => {
  const rows = fakeRows.filter(({ domain }) => domain === name);
  return {
    name,
    procedures: rows.length,
    receivedHere: rows.filter((it) => it.receivedHere).length,
  };
});

const pageOf = (rows: readonly ProcedureRow[]) => ({
  ...{ rows: [...rows], page: 0, pages: 1, total: rows.length },
});

/** The look-up's side of a fake machine. */
export const fakeLookUp: CitizenClient['lookUp'] = {
  search: async ({ text }) => answerTo(text),
  domains: async () => domains,
  domain: async ({ name }) => pageOf(fakeRows.filter(({ domain }) => domain === name)),
  lifeEvents: async () => [
    { id: 'sinh-con', title: { vi: 'Sinh con', en: 'Having a child' }, procedures: 2 },
    { id: 'xay-nha', title: { vi: 'Xây, sửa nhà', en: 'Building a house' }, procedures: 3 },
    { id: 'mua-ban-dat', title: { vi: 'Mua bán đất', en: 'Buying land' }, procedures: 2 },
  ],
  lifeEvent: async () => pageOf(fakeRows.slice(0, 2)),
  procedure: async ({ code }) => {
    const known = fakeRows.find((it) => it.code === code) ?? row(code, code, null);
    const procedure = code === fullProcedure.code ? fullProcedure : bareProcedure(known);
    const replacements = known.status === 'replaced' ? fakeRows.slice(5, 6) : [];
    return { procedure, receivedHere: known.receivedHere, replacements, data, feedback };
  },
  feedback: async () => feedback,
  catalogue: async () => data,
};
