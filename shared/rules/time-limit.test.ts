import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { timeLimitSchema, type TimeRule } from '../model/published-procedure.ts';
import { readTimeLimit } from './time-limit.ts';

/** Every time limit of the sample procedures, and what a person reads out of it with certainty. */
const real: readonly (readonly [string, readonly string[]])[] = [
  ['Không quá 17 ngày làm việc', ['17']],
  ['Không quá 03 ngày làm việc', ['3']],
  [
    'Không quá 10 ngày làm việc (phần tăng thêm do chuyển quyền) hoặc 20 ngày làm việc (phần tăng thêm chưa được cấp)',
    ['10: phần tăng thêm do chuyển quyền', '20: phần tăng thêm chưa được cấp'],
  ],
  [
    'Không quá 20 ngày làm việc (có xác định lại diện tích đất ở) hoặc 15 ngày làm việc (không có)',
    ['20: có xác định lại diện tích đất ở', '15: không có'],
  ],
  [
    'Không quá 05 ngày làm việc (thông thường) hoặc 10 ngày làm việc (đặc biệt); cấp đổi đồng loạt theo dự án',
    ['5: thông thường', '10: đặc biệt'],
  ],
  ['Không quá 12 ngày làm việc', ['12']],
  ['Không quá 08 ngày làm việc', ['8']],
  ['Không quá 10 ngày làm việc (không tính thời gian niêm yết, đăng tin)', []],
  [
    'Trong ngày làm việc (có sẵn) hoặc không quá 10 ngày làm việc (không có sẵn)',
    ['trong ngày: có sẵn', '10: không có sẵn'],
  ],
  [
    'Không quá 25 ngày làm việc (thu hồi); không quá 20 ngày làm việc (cấp lại)',
    ['25: thu hồi', '20: cấp lại'],
  ],
  ['Không quá 50 ngày làm việc (thông thường) hoặc 60 ngày (vùng khó khăn)', ['50: thông thường']],
  ['Theo từng bước, tổng tối đa 128 ngày làm việc', []],
  ['15 ngày làm việc (25 ngày đối với vùng khó khăn)', []],
  [
    '05 ngày (điều chỉnh quyết định) hoặc 15 ngày (điều chỉnh thời hạn); 15/25 ngày (vùng khó khăn)',
    [],
  ],
  ['07 ngày làm việc (thông thường) hoặc 25 ngày (vùng khó khăn)', ['7: thông thường']],
  [
    'Không quá 05 ngày làm việc (chuyển nhượng...) hoặc 04 ngày làm việc (cho thuê, cho thuê lại)',
    ['5: chuyển nhượng...', '4: cho thuê, cho thuê lại'],
  ],
  [
    'Không quá 04 ngày làm việc (đổi tên); 05 ngày (hạn chế quyền); 10 ngày (sạt lở)',
    ['4: đổi tên'],
  ],
  [
    'Không quá 08 ngày làm việc hoặc 05 ngày làm việc (theo quy hoạch chi tiết)',
    ['8', '5: theo quy hoạch chi tiết'],
  ],
  [
    'Không quá 08 ngày làm việc hoặc 10 ngày làm việc (công trình ngầm, tài sản công)',
    ['8', '10: công trình ngầm, tài sản công'],
  ],
  [
    'Trong ngày làm việc nếu nhận đủ trước 15 giờ, nếu không thì ngày làm việc tiếp theo',
    ['trong ngày 15:00'],
  ],
  ['Không quá 07 ngày làm việc', ['7']],
  [
    'Ngay trong ngày tiếp nhận; nhận sau 15 giờ mà không giải quyết được ngay thì trả ngày làm việc tiếp theo',
    ['trong ngày 15:00'],
  ],
  [
    'Ngay trong ngày; sau 15 giờ thì ngày làm việc tiếp theo; cần xác minh thì không quá 05 ngày làm việc',
    ['trong ngày 15:00', '5: cần xác minh'],
  ],
  ['Ngay trong ngày; sau 15 giờ thì ngày làm việc tiếp theo', ['trong ngày 15:00']],
  ['03 ngày làm việc; phải xác minh thì không quá 23 ngày', []],
  ['05 ngày', []],
  ['01 ngày', []],
  [
    'Trong ngày hoặc ngày làm việc tiếp theo nếu sau 15 giờ; nhiều bản, phức tạp: kéo dài không quá 02 ngày làm việc hoặc theo thỏa thuận văn bản',
    [],
  ],
  ['Trong ngày hoặc ngày làm việc tiếp theo nếu sau 15 giờ', ['trong ngày 15:00']],
  ['Trong ngày hoặc ngày làm việc tiếp theo nếu sau 15 giờ; có thể gia hạn nếu hồ sơ dài', []],
  ['Trong ngày làm việc', ['trong ngày']],
  ['Trong ngày; sau 15 giờ thì ngày làm việc tiếp theo', ['trong ngày 15:00']],
  ['07 ngày làm việc', ['7']],
  ['10-15 ngày', []],
  ['15 ngày', []],
];

const short = (rule: TimeRule): string => {
  const said =
    rule.kind === 'same-day' ? `trong ngày ${rule.cutOff ?? ''}`.trim() : String(rule.days);
  return rule.case === null ? said : `${said}: ${rule.case}`;
};
const read = (text: string): string[] => readTimeLimit(text).rules.map(short);

describe('the time limits of the sample procedures', () => {
  test.each(real)('%s', (text, rules) => {
    expect(read(text)).toEqual(rules);
    expect(readTimeLimit(text).text).toBe(text);
  });

  test('stand there as they are here', () => {
    const samples = readFileSync('samples/procedures.csv', 'utf8');
    expect(real.filter(([text]) => !samples.includes(text))).toEqual([]);
  });
});

test.each([
  ['03 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ', ['3']],
  ['Trong thời hạn 5 ngày làm việc, kể từ khi nhận đủ hồ sơ', ['5']],
  ['trong ngày, sau 16h30 trả vào ngày làm việc tiếp theo', []],
  ['Trong ngày; sau 16h30 trả vào ngày làm việc tiếp theo', ['trong ngày 16:30']],
  ['Trong ngày; sau 29 giờ trả vào ngày làm việc tiếp theo', []],
  ['Ngay sau khi nhận hồ sơ', []],
  ['5 ngày làm việc thì 6 ngày làm việc', []],
  ['3 ngày làm việc (không kể thời gian xác minh)', []],
  ['', []],
])('%s', (text, rules) => {
  expect(read(text)).toEqual(rules);
});

test('whatever is written, the text stays as it is and the rules are well formed', () => {
  const word = fc.constantFrom(
    'trong ngày',
    '05',
    'ngày làm việc',
    'hoặc',
    ';',
    '(',
    ')',
    'sau 15 giờ',
    'tiếp theo',
    'x',
  );
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), (words) => {
      const text = words.join(' ');
      const limit = readTimeLimit(text);
      expect(limit.text).toBe(text);
      expect(timeLimitSchema.safeParse(limit).success).toBe(true);
    }),
  );
});
