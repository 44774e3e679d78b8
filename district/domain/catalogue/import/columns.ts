import {
  importFieldSchema,
  type ColumnMapping,
  type ImportField,
} from '../../../../shared/contract/catalogue.ts';
import { fold } from '../../../../shared/rules/folding.ts';
import type { TableRow } from './table.ts';

/** How offices head their columns, folded (no marks, lower case). The first that fits wins. */
const headingsOf: Readonly<Record<ImportField, readonly string[]>> = {
  code: [
    'ma thu tuc',
    'ma tthc',
    'ma so thu tuc',
    'ma so tthc',
    'ma so',
    'ma',
    'code',
    'procedure code',
  ],
  name: [
    'ten thu tuc hanh chinh',
    'ten thu tuc',
    'ten tthc',
    'thu tuc hanh chinh',
    'ten',
    'name',
    'procedure name',
  ],
  domain: ['linh vuc', 'nganh linh vuc', 'domain', 'field'],
  level: ['cap thuc hien', 'cap giai quyet', 'cap', 'level'],
  decidingAgency: [
    'co quan co tham quyen',
    'co quan quyet dinh',
    'tham quyen giai quyet',
    'deciding agency',
  ],
  receivingAgency: [
    'co quan thuc hien',
    'co quan tiep nhan',
    'dia chi tiep nhan hs',
    'dia diem thuc hien',
    'noi tiep nhan',
    'receiving agency',
  ],
  subjects: ['doi tuong thuc hien', 'doi tuong', 'subjects'],
  steps: ['trinh tu thuc hien', 'trinh tu', 'quy trinh', 'steps'],
  timeLimit: [
    'thoi han giai quyet',
    'thoi gian giai quyet',
    'thoi han',
    'thoi gian',
    'time limit',
    'time_limit',
  ],
  timeLimitDirect: ['thoi han giai quyet truc tiep', 'thoi han truc tiep', 'time limit direct'],
  timeLimitOnline: ['thoi han giai quyet truc tuyen', 'thoi han truc tuyen', 'time limit online'],
  timeLimitPost: ['thoi han giai quyet buu chinh', 'thoi han buu chinh', 'time limit post'],
  fee: ['phi, le phi', 'phi le phi', 'phi', 'le phi', 'muc phi', 'fee', 'fees'],
  feeDirect: ['phi, le phi truc tiep', 'le phi truc tiep', 'phi truc tiep', 'fee direct'],
  feeOnline: ['phi, le phi truc tuyen', 'le phi truc tuyen', 'phi truc tuyen', 'fee online'],
  feePost: ['phi, le phi buu chinh', 'le phi buu chinh', 'phi buu chinh', 'fee post'],
  // Not “ghi chú”: what offices write there is mostly for themselves. Whoever means citizens maps it.
  note: ['luu y', 'luu y cho nguoi dan', 'ghi chu cho nguoi dan', 'citizen note', 'citizen_note'],
  components: ['thanh phan ho so', 'ho so', 'giay to', 'components'],
  blankForms: ['mau don, to khai', 'mau don', 'bieu mau', 'to khai', 'forms'],
  result: ['ket qua thuc hien', 'ket qua giai quyet', 'ket qua', 'result'],
  conditions: ['yeu cau, dieu kien thuc hien', 'yeu cau, dieu kien', 'dieu kien', 'conditions'],
  legalBases: ['can cu phap ly', 'co so phap ly', 'legal basis'],
  keywords: ['tu khoa', 'keywords'],
  status: ['tinh trang', 'trang thai', 'hieu luc', 'status'],
  effectiveFrom: ['ngay co hieu luc', 'co hieu luc tu', 'hieu luc tu', 'effective from'],
  effectiveTo: ['ngay het hieu luc', 'het hieu luc', 'hieu luc den', 'effective to'],
  replacedBy: ['duoc thay the bang', 'thay the bang', 'ma thay the', 'replaced by'],
  decision: ['so quyet dinh', 'quyet dinh cong bo', 'quyet dinh', 'qd cong bo', 'decision'],
  source: ['nguon du lieu', 'nguon', 'source'],
  dataDate: ['ngay cap nhat', 'ngay du lieu', 'ngay lay du lieu', 'data date', 'updated'],
  officialUrl: ['lien ket', 'duong dan', 'dia chi trang', 'link', 'url', 'official url'],
};

const fieldOfHeading: ReadonlyMap<string, ImportField> = new Map(
  importFieldSchema.options.flatMap((field) =>
    headingsOf[field].map((heading) => [heading, field] as const),
  ),
);

/** A heading as it is compared: folded, without numbering, brackets and punctuation around it. */
function plainHeading(heading: string): string {
  return fold(heading)
    .replace(/\([^)]*\)/g, ' ')
    .replace(/^[\d.\s-]+|[:*.\s]+$/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The field a heading names; null when it is none of ours. */
export function fieldOf(heading: string): ImportField | null {
  const plain = plainHeading(heading);
  return (
    fieldOfHeading.get(plain) ??
    fieldOfHeading.get(
      plain
        .replaceAll(/[,/]| va /g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    ) ??
    null
  );
}

const headingRowsSearched = 30;

/** Where the headings are: the row that names most fields, the code or the name among them. Null without one. */
export function headingAt(rows: readonly TableRow[]): number | null {
  const scores = rows.slice(0, headingRowsSearched).map((row) => {
    const fields = new Set(headingsIn(row).map(fieldOf));
    return fields.has('code') || fields.has('name') ? fields.size : 0;
  });
  const best = Math.max(0, ...scores);
  return best < 2 ? null : scores.indexOf(best);
}

/** The headings of a row as written, NFC; an empty one is "Cột 3". The second of two alike is numbered. */
export function headingsIn({ cells }: TableRow): string[] {
  const seen = new Map<string, number>();
  return cells.map((cell, at) => {
    const text = cell === null ? '' : String(cell).normalize('NFC').replace(/\s+/g, ' ').trim();
    const heading = text === '' ? `Cột ${at + 1}` : text;
    const times = (seen.get(heading) ?? 0) + 1;
    seen.set(heading, times);
    return times === 1 ? heading : `${heading} (${times})`;
  });
}

/** Field by heading: what was decided for a heading before, else what it says itself; a field goes to its first column. */
export function mapColumns(
  headings: readonly string[],
  decided: ColumnMapping | null,
): ColumnMapping {
  const taken = new Set(Object.values(decided ?? {}));
  const mapping: Record<string, ImportField | null> = {};
  for (const heading of headings) {
    const own = decided && heading in decided ? (decided[heading] ?? null) : null;
    const read = decided && heading in decided ? null : fieldOf(heading);
    mapping[heading] = own ?? (read !== null && !taken.has(read) ? read : null);
    if (read !== null) taken.add(read);
  }
  return mapping;
}
