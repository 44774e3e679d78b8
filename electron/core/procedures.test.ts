import { expect, test } from 'vitest';
import { proceduresShownMax } from '../../shared/limits.ts';
import { procedureSchema } from '../../shared/model/unit.ts';
import { indexProcedures } from './procedures.ts';

const catalogue = [
  ['1.000894', 'Đăng ký kết hôn'],
  ['2.000815', 'Chứng thực bản sao từ bản chính giấy tờ, văn bản'],
  ['1.001193', 'Đăng ký khai sinh'],
  ['1.004884', 'Đăng ký lại khai sinh'],
  ['1.000110', 'Đăng ký khai sinh có yếu tố nước ngoài tại khu vực biên giới'],
  ['1.012756', 'Đăng ký đất đai lần đầu đối với trường hợp được Nhà nước giao đất để quản lý'],
  ['1.003583', 'Đăng ký khai tử'],
  ['1.004194', 'Đăng ký tạm trú'],
].map(([code, name]) =>
  procedureSchema.parse({ code, name, domain: 'x', level: null, timeLimit: null, fee: null }),
);
const index = indexProcedures(catalogue);
const codes = (text: string): string[] => index.find(text).map(({ code }) => code);

test.each([
  ['by name', 'Đăng ký khai sinh', '1.001193'],
  ['without marks', 'dang ky khai sinh', '1.001193'],
  ['in capitals, with blanks', '  KHAI   SINH ', '1.001193'],
  ['with marks decomposed', 'Chứng thực'.normalize('NFD'), '2.000815'],
  ['by beginnings of words', 'ch th b sao', '2.000815'],
  ['by words in another order', 'hon ket', '1.000894'],
  ['by a part of a word', 'hinh giay', '2.000815'],
  ['by code', '1.004884', '1.004884'],
  ['by the beginning of a code', '2.0008', '2.000815'],
  ['with marks before look-alikes', 'đất', '1.012756'],
  ['by marks that tell two names apart', 'khai tử', '1.003583'],
])('a procedure is found %s', (_, text, code) => {
  expect(codes(text)[0]).toBe(code);
});

test('what does not match is not found', () => {
  expect(codes('hộ chiếu')).toEqual([]);
  expect(codes('khai sinh xyz')).toEqual([]);
  expect(codes('(.*)+')).toEqual([]);
});

test('an empty text gives the first of the catalogue, every text at most twenty', () => {
  const many = Array.from({ length: 20_000 }, (_, number) =>
    procedureSchema.parse({ ...catalogue[0], code: `9.${number}`, name: `Đăng ký số ${number}` }),
  );
  const large = indexProcedures(many);
  expect(large.find('')).toEqual(many.slice(0, proceduresShownMax));
  expect(large.find('dang ky')).toHaveLength(proceduresShownMax);
  expect(large.find('so 19999').map(({ code }) => code)).toEqual(['9.19999']);
});

test('the name as written comes before one that only sounds alike, a short one before a long one', () => {
  expect(codes('khai sinh')).toEqual(['1.001193', '1.004884', '1.000110']);
});
