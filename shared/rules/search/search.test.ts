import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foundShownMax, searchTextLengthMax } from '../../limits.ts';
import { IndexBuilder } from './build-index.ts';
import { Highlighter } from './highlight.ts';
import { ProcedureSearch } from './search.ts';

const names: readonly (readonly [string, string])[] = [
  ['1.000894', 'Đăng ký kết hôn'],
  ['2.000815', 'Chứng thực bản sao từ bản chính giấy tờ, văn bản'],
  ['1.001193', 'Đăng ký khai sinh'],
  ['1.004884', 'Đăng ký lại khai sinh'],
  ['1.003583', 'Đăng ký khai tử'],
  ['1.004194', 'Đăng ký tạm trú'],
  ['1.012805', 'Giải quyết tranh chấp đất đai của Chủ tịch Ủy ban nhân dân'],
  ['1.012784', 'Tách thửa hoặc hợp thửa đất'],
  ['1.012786', 'Cấp lại Giấy chứng nhận do bị mất'],
  ['1.008903', 'Đặt tên trường học'],
  ['9.000001.000.00.00.H55', 'Đăng ký khai sinh cho người cũ'],
];
const ended = new Set(['9.000001.000.00.00.H55']);

function searchOver(rows: readonly (readonly [string, string])[] = names) {
  const builder = new IndexBuilder();
  for (const [code, name] of rows) {
    const texts = code === '1.012784' ? ['Nộp trích đo địa chính của thửa đất.'] : [];
    builder.add({ code, name, keywords: [], texts, inForce: !ended.has(code) });
  }
  builder.addAlias('làm lại sổ đỏ', ['1.012786', 'x']);
  builder.addAlias('mẹ mất', ['1.003583']);
  const { index, places } = builder.build();
  const search = new ProcedureSearch(index);
  const codeOf = (number: number): string => rows[places[number] ?? -1]?.[0] ?? '';
  return { search, codeOf };
}

const { search, codeOf } = searchOver();
const codes = (text: string): string[] => search.search(text).found.map((it) => codeOf(it.number));

test.each([
  ['by name', 'Đăng ký khai sinh', '1.001193'],
  ['without marks', 'dang ky khai sinh', '1.001193'],
  ['in capitals, with blanks', '  KHAI   SINH ', '1.001193'],
  ['with marks decomposed', 'Chứng thực'.normalize('NFD'), '2.000815'],
  ['with the tone on the other letter', 'Uỷ ban', '1.012805'],
  ['with i for y', 'tam tru dang kí', '1.004194'],
  ['by words in another order', 'hon ket', '1.000894'],
  ['by beginnings of words', 'ch th b sao', '2.000815'],
  ['with the last word half typed', 'dang ky ket h', '1.000894'],
  ['with Telex that was off', 'ddaatjs tachs thuwar', '1.012784'],
  ['with VNI that was off', 'ta1ch thu7a3', '1.012784'],
  ['with a letter too many', 'khaii tu', '1.003583'],
  ['with two letters swapped', 'ket hno', '1.000894'],
  ['with the key beside', 'tanh chap', '1.012805'],
  ['without blanks', 'dangkytamtru', '1.004194'],
  ['by everyday words', 'lam lai so do', '1.012786'],
  ['by everyday words among others', 'mẹ tôi mất thì làm gì', '1.003583'],
  ['by its text', 'trich do dia chinh', '1.012784'],
  ['by marks that tell two words apart', 'đặt', '1.008903'],
  ['in the speech of another region', 'mần khai tử răng', '1.003583'],
  ['by code', '1.004884', '1.004884'],
  ['by a code without its dot', '1004884', '1.004884'],
  ['by the end of a code', '00.H55', '9.000001.000.00.00.H55'],
  ['by a code among words', 'thủ tục 1.004884', '1.004884'],
])('a procedure is found %s', (_, text, code) => {
  expect(codes(text)[0]).toBe(code);
});

test('what is in force comes before what is not, the unit’s own before its equals', () => {
  const found = codes('khai sinh');
  expect(found.indexOf('9.000001.000.00.00.H55')).toBeGreaterThan(found.indexOf('1.004884'));
  const twice = searchOver([...names, ['5.5', 'Đăng ký kết hôn']]);
  const first = (received: Uint8Array): string =>
    twice.codeOf(twice.search.search('ket hon', { received }).found[0]?.number ?? -1);
  const own = (code: string): Uint8Array =>
    Uint8Array.from({ length: names.length + 1 }, (__, at) => Number(twice.codeOf(at) === code));
  expect(first(own('5.5'))).toBe('5.5');
  expect(first(own('1.000894'))).toBe('1.000894');
});

test('only what is asked among is found and counted', () => {
  const among = new Uint8Array(names.length);
  expect(search.search('khai sinh', { among })).toMatchObject({ found: [], total: 0 });
});

describe('whatever is typed', () => {
  const odd = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 10_000 }),
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc
      .array(
        fc.constantFrom('khai', 'sinh', 'đất', 'AND', 'NEAR(', '"', '*', '%', '\\', '1.0', '🙂'),
        {
          maxLength: 60,
        },
      )
      .map((parts) => parts.join(' ')),
  );

  test('gives an answer within bounds, the same each time', () => {
    fc.assert(
      fc.property(odd, (text) => {
        const outcome = search.search(text);
        expect(outcome.found.length).toBeLessThanOrEqual(foundShownMax);
        expect(outcome.total).toBeGreaterThanOrEqual(outcome.found.length);
        expect(outcome.total).toBeLessThanOrEqual(names.length);
        expect(new Set(outcome.found.map(({ number }) => number)).size).toBe(outcome.found.length);
        if (outcome.total >= 4) expect(outcome.nearest).toEqual([]);
        const all = [...outcome.found, ...outcome.nearest].map(({ number }) => number);
        expect(new Set(all).size).toBe(all.length);
        expect(search.search(text)).toEqual(outcome);
      }),
    );
  });

  test('composed or decomposed, the answer is the same', () => {
    const typed = fc.array(fc.constantFrom(...names.flatMap(([, name]) => name.split(' '))), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(typed, (words) => {
        const text = words.join(' ').slice(0, searchTextLengthMax / 4);
        expect(search.search(text.normalize('NFD')).found).toEqual(search.search(text).found);
      }),
    );
  });

  test('what is marked lies in the text, in order, without overlaps', () => {
    fc.assert(
      fc.property(odd, fc.string({ unit: 'grapheme', maxLength: 200 }), (text, shown) => {
        const { words } = search.search(text);
        for (const passage of [shown, ...names.map(([, name]) => name)]) {
          let end = 0;
          for (const [from, to] of new Highlighter(search.index, words).spans(passage)) {
            expect(from).toBeGreaterThanOrEqual(end);
            expect(to).toBeGreaterThan(from);
            end = to;
          }
          expect(end).toBeLessThanOrEqual(passage.length);
        }
      }),
    );
  });
});

test('every name is found by itself, whatever is left out of its marks', () => {
  for (const [code, name] of names) {
    expect(codes(name)[0]).toBe(code);
    expect(
      codes(
        name
          .replaceAll('đ', 'd')
          .normalize('NFD')
          .replace(/\p{Mn}/gu, ''),
      ),
    ).toContain(code);
  }
});

test.each([
  ['marks that no name has are taken at their word', 'hộ chiếu'],
  ['most of it stands nowhere', 'đăng ký xe máy'],
])('nothing is said to be found where %s; the nearest are offered', (_, text) => {
  const outcome = search.search(text);
  expect(outcome).toMatchObject({ found: [], total: 0, twins: [] });
  expect(outcome.nearest.length).toBeGreaterThan(0);
});

test('who types a word with its marks means it: it is not mended into another', () => {
  expect(codes('khai sình')).not.toEqual([]); // a wrong tone is forgiven
  expect(search.search('tạm trụ').readAs).toBeNull();
});

test('marks without a letter are no word: nothing begins with them', () => {
  expect(search.search('\u0301')).toMatchObject({ found: [], total: 0, words: [] });
});

test('nothing is found in an empty catalogue', () => {
  const { search: empty } = searchOver([]);
  expect(empty.search('khai sinh')).toMatchObject({ found: [], nearest: [], total: 0 });
});
