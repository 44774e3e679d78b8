import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogueItemSchema } from '../../../shared/model/catalogue-package.ts';
import { procedureItem } from '../../core/testing/catalogue-items.ts';
import { procedureAsWritten } from './as-written.ts';

/** Everything that a procedure can say, said. */
const full = procedureItem('1.001193', 'Đăng ký khai sinh', {
  ...{ domain: 'Hộ tịch', level: 'Xã', decidingAgency: 'Ủy ban', receivingAgency: 'Trung tâm' },
  ...{ subjects: 'Cá nhân', steps: ['Nộp hồ sơ', 'Nhận kết quả – “bản chính”'] },
  channels: [
    {
      ...{ kind: 'direct', fee: '8.000 ₫', note: 'Miễn cho người có công' },
      timeLimit: { text: '3 ngày', rules: [{ kind: 'working-days', case: 'đủ', days: 3 }] },
    },
    { kind: 'online', timeLimit: null, fee: null, note: null },
  ],
  components: [
    { case: null, papers: [{ name: 'Tờ khai', originals: 1, copies: null, note: 'ký tên' }] },
  ],
  blankForms: [{ name: 'Mẫu 01', address: null }],
  ...{ result: 'Giấy khai sinh', conditions: 'Không' },
  legalBases: [{ number: '60/2014/QH13', title: 'Luật', issuedOn: '2014-11-20', agency: 'QH' }],
  ...{ keywords: ['sinh con'], effectiveFrom: '2016-01-01', replacedBy: ['1.000894'] },
  ...{ decision: '1/QĐ', officialUrl: 'https://dichvucong.gov.vn/x' },
});
type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
const asJson = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;

const isTaken = (value: unknown): boolean => {
  const text = JSON.stringify(value);
  return procedureAsWritten(text, JSON.parse(text)) !== null;
};

/** The places of a value: every field and every item of a list, as paths. */
function places(value: Json, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path];
  const inside = Array.isArray(value)
    ? value.map((item, at) => places(item, [...path, at]))
    : Object.entries(value).map(([name, item]) => places(item, [...path, name]));
  return [path, ...inside.flat()];
}

function changed(value: Json, [step, ...rest]: (string | number)[], to: Json | undefined): Json {
  if (step === undefined) return to ?? null;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string | number,
    Json
  >;
  if (rest.length === 0 && to === undefined) Reflect.deleteProperty(copy, step);
  else copy[step] = rest.length === 0 ? (to ?? null) : changed(copy[step] ?? null, rest, to);
  return copy;
}

const oddTexts = [
  ...['', ' ', ' a', 'a ', 'a\u00a0', '\u2028a', '\n', 'a\nb', 'e\u0302', '\u212b', '\u0958'],
  ...['\ud800', '\u1100\u1161', 'x'.repeat(2_000), 'x'.repeat(2_001), 'x'.repeat(50_001)],
  ...['2024-02-30', '2024-02-29', '2023-02-29', '2024-13-01', '2024-01-01', '24-01-01'],
  ...['working-days', 'same-day', 'procedure', 'post', 'repealed', '1.0', '.1', 'ký', '__proto__'],
  ...['https://a.vn', ' https://a.vn', 'http://a.vn', 'ftp://a.vn', 'a.vn'],
];
const oddValue: fc.Arbitrary<Json | undefined> = fc.oneof(
  fc.constantFrom(...oddTexts),
  fc.constantFrom<Json | undefined>(undefined, null, true, -1, 0, 99, 100, 1_000, 1_001, 0.5),
  fc.constantFrom<Json>(
    [],
    {},
    [null],
    { a: 1 },
    Array.from({ length: 501 }, () => 'a'),
  ),
  fc.string({ unit: 'binary' }),
);

describe('a line that is taken as it is', () => {
  test('is everything a district packs', () => {
    expect(isTaken(full)).toBe(true);
    expect(isTaken(procedureItem('1.1', 'Trống'))).toBe(true);
  });

  test('is never one that the schema refuses or changes', () => {
    const sound = asJson(full);
    const change = fc.tuple(fc.constantFrom(...places(sound)), oddValue);
    let taken = 0;
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 2 }), (changes) => {
        const item = changes.reduce((value, [path, to]) => changed(value, path, to), sound);
        if (!isTaken(item)) return;
        taken += 1;
        expect(catalogueItemSchema.safeParse(asJson(item))).toEqual({ success: true, data: item });
      }),
      { numRuns: 20_000 },
    );
    // About one in twenty stays sound: far fewer would mean that nothing was tried.
    expect(taken).toBeGreaterThan(500);
  });

  test('has no field too many', () => {
    const text = JSON.stringify(full);
    for (const more of ['{"kind":"procedure","__proto__":{},', '{"kind":"procedure","more":1,']) {
      const longer = text.replace('{"kind":"procedure",', more);
      expect(procedureAsWritten(longer, JSON.parse(longer))).toBeNull();
    }
  });

  test('has no character that form NFC changes, however it is written', () => {
    const sound = JSON.stringify(procedureItem('1.1', 'a'));
    for (let unit = 0x80; unit <= 0xffff; unit += 1) {
      const character = String.fromCharCode(unit);
      if (character.normalize('NFC') === character) continue;
      const text = sound.replace('"a"', `"a${character}a"`);
      expect(procedureAsWritten(text, JSON.parse(text)), `U+${unit.toString(16)}`).toBeNull();
    }
    const escaped = sound.replace('"a"', '"e\\u0302"');
    expect(procedureAsWritten(escaped, JSON.parse(escaped))).toBeNull();
  });
});
