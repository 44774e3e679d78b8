import type { PublishedProcedure } from './published-procedure.ts';
import type { Bilingual } from './text.ts';

/** The fields of a published procedure as the office calls them, in the order of the national record's sheet. */
export const procedureFieldNames = {
  code: { vi: 'Mã thủ tục', en: 'Code' },
  decision: { vi: 'Số quyết định công bố', en: 'Decision' },
  name: { vi: 'Tên thủ tục', en: 'Name' },
  level: { vi: 'Cấp thực hiện', en: 'Level' },
  domain: { vi: 'Lĩnh vực', en: 'Domain' },
  steps: { vi: 'Trình tự thực hiện', en: 'Steps' },
  channels: { vi: 'Cách thức thực hiện', en: 'Ways of handing in' },
  components: { vi: 'Thành phần hồ sơ', en: 'What to bring' },
  subjects: { vi: 'Đối tượng thực hiện', en: 'Who may apply' },
  receivingAgency: { vi: 'Cơ quan tiếp nhận', en: 'Receiving agency' },
  decidingAgency: { vi: 'Cơ quan có thẩm quyền', en: 'Deciding agency' },
  result: { vi: 'Kết quả thực hiện', en: 'Result' },
  blankForms: { vi: 'Mẫu đơn, tờ khai', en: 'Forms' },
  conditions: { vi: 'Yêu cầu, điều kiện', en: 'Conditions' },
  legalBases: { vi: 'Căn cứ pháp lý', en: 'Legal basis' },
  keywords: { vi: 'Từ khóa', en: 'Keywords' },
  status: { vi: 'Tình trạng', en: 'Status' },
  effectiveFrom: { vi: 'Có hiệu lực từ', en: 'In force from' },
  effectiveTo: { vi: 'Hết hiệu lực', en: 'In force until' },
  replacedBy: { vi: 'Được thay thế bằng', en: 'Replaced by' },
  source: { vi: 'Nguồn dữ liệu', en: 'Source' },
  dataDate: { vi: 'Ngày của dữ liệu', en: 'Date of the data' },
  officialUrl: { vi: 'Liên kết chính thức', en: 'Official link' },
} as const satisfies Record<keyof PublishedProcedure, Bilingual>;

export type ProcedureField = keyof typeof procedureFieldNames;

export const procedureFields = Object.keys(procedureFieldNames) as readonly ProcedureField[];
