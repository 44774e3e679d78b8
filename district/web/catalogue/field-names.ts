import type { ImportField } from '../../../shared/contract/catalogue.ts';
import {
  procedureFieldNames,
  type ProcedureField,
} from '../../../shared/model/procedure-fields.ts';
import type { Bilingual } from '../../../shared/model/text.ts';

/** Fields of an import that are not fields of the procedure itself: time limit and fee belong to the way of handing in. */
const namesOfChannels = {
  timeLimit: { vi: 'Thời hạn giải quyết', en: 'Time limit' },
  timeLimitDirect: { vi: 'Thời hạn – nộp trực tiếp', en: 'Time limit – in person' },
  timeLimitOnline: { vi: 'Thời hạn – nộp trực tuyến', en: 'Time limit – online' },
  timeLimitPost: { vi: 'Thời hạn – nộp qua bưu chính', en: 'Time limit – by post' },
  fee: { vi: 'Phí, lệ phí', en: 'Fee' },
  feeDirect: { vi: 'Phí, lệ phí – nộp trực tiếp', en: 'Fee – in person' },
  feeOnline: { vi: 'Phí, lệ phí – nộp trực tuyến', en: 'Fee – online' },
  note: { vi: 'Lưu ý cho người dân', en: 'Note for citizens' },
  feePost: { vi: 'Phí, lệ phí – nộp qua bưu chính', en: 'Fee – by post' },
} as const;

/** Every field that a column may be mapped to, in the order in which they are offered. */
export const importFieldNames: Readonly<Record<ImportField, Bilingual>> = (() => {
  const { channels: _channels, ...fields } = procedureFieldNames;
  return { ...fields, ...namesOfChannels };
})();

const partNames: Readonly<Record<string, Bilingual>> = {
  label: { vi: 'Nhãn danh mục', en: 'Label' },
  assignments: { vi: 'Phân công đơn vị', en: 'Assignments' },
  lifeEvents: { vi: 'Sự kiện đời sống', en: 'Life events' },
  'life-events': { vi: 'Sự kiện đời sống', en: 'Life events' },
  aliases: { vi: 'Tên gọi thường ngày', en: 'Everyday words' },
  feedback: { vi: 'Kênh phản ánh, kiến nghị', en: 'Feedback channels' },
};

/** The name of a field or part; one that nobody named is shown as it is. */
export function nameOf(field: string, language: keyof Bilingual): string {
  const names: Readonly<Record<string, Bilingual>> = { ...importFieldNames, ...partNames };
  const named = names[field] ?? procedureFieldNames[field as ProcedureField];
  return (named as Bilingual | undefined)?.[language] ?? field;
}
