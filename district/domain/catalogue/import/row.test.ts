import { describe, expect, test } from 'vitest';
import { birth, book, headings, sentences, taken } from '../testing/read.ts';
import { workbook, type WrittenCell } from '../testing/workbook.ts';

describe('a spreadsheet as offices write it', () => {
  test('is read below its title, by headings', async () => {
    const { procedures, columns, rows } = await taken(
      book(['DANH MỤC THỦ TỤC HÀNH CHÍNH'], [], headings, birth, []),
      'a.xlsx',
    );
    expect(rows).toBe(1);
    expect(columns.map(({ field }) => field)).toEqual([
      null,
      'code',
      'name',
      'domain',
      'timeLimit',
      'fee',
    ]);
    expect(procedures[0]).toMatchObject({
      ...{
        code: '1.001193',
        name: 'Đăng ký khai sinh',
        domain: 'Hộ tịch',
        level: null,
        steps: null,
      },
      channels: [
        {
          kind: 'unstated',
          timeLimit: { text: '01 ngày làm việc', rules: [{ kind: 'working-days', days: 1 }] },
          fee: 'Miễn lệ phí',
        },
      ],
      ...{ status: 'in-force', source: 'Tệp “a.xlsx”', dataDate: null },
    });
  });

  test.each([
    ['MA THU TUC', 'Ten thu tuc'],
    ['Mã TTHC', 'Tên TTHC'],
    ['Mã số\nthủ tục', '2. Tên thủ tục hành chính (ghi đầy đủ)'],
    ['code', 'name'],
    ['Mã thủ tục'.normalize('NFD'), 'Tên thủ tục'.normalize('NFD')],
  ])('knows the headings %s, %s', async (code, name) => {
    const { procedures } = await taken(book([code, name, 'Lĩnh vực'], ['1.001193', 'A', 'B']));
    expect(procedures).toHaveLength(1);
  });

  test('a code saved as a number gets its zeros back, and is said', async () => {
    const result = await taken(
      book(['Mã thủ tục', 'Tên thủ tục'], [1.00012, 'A'], [2.000815, 'B']),
    );
    expect(result.procedures.map(({ code }) => code)).toEqual(['1.000120', '2.000815']);
    expect(sentences(result)[0]).toContain(
      'notice 2 Mã thủ tục: The code was saved as a number; it is read as “1.000120”',
    );
  });

  test('days are read from day cells, numbers and words', async () => {
    const days = async (cell: WrittenCell) => {
      const { procedures } = await taken(
        book(['Mã', 'Tên', 'Ngày cập nhật'], ['1.001193', 'A', cell]),
      );
      return procedures[0]?.dataDate;
    };
    for (const cell of [
      { serial: 45_831 },
      45_831,
      '23/6/2025',
      '23-06-2025',
      '2025-06-23',
      'ngày 23 tháng 6 năm 2025',
    ]) {
      expect(await days(cell)).toBe('2025-06-23');
    }
    expect(await days('31/02/2025')).toBeNull();
    expect(await days('quý III')).toBeNull();
  });

  test('merged cells, formulas, macros and other sheets are said', async () => {
    const rows = [
      ['Mã', 'Tên', 'Lĩnh vực'],
      ['1.001193', { formula: '"A"&"B"', value: 'AB' }, 'Hộ tịch'],
      ['1.000894', 'C', null],
    ];
    const result = await taken(
      workbook({ rows, merged: ['C2:C3'], macros: true, before: ['Bìa'] }),
      'a.xlsm',
    );
    expect(result.procedures.map(({ name, domain }) => [name, domain])).toEqual([
      ['AB', 'Hộ tịch'],
      ['C', 'Hộ tịch'],
    ]);
    const said = sentences(result).join('\n');
    for (const part of [
      'holds macros. They are not run',
      'Cells with formulas: 1',
      'Merged cells C2:C3',
      'only the sheet “Danh mục”',
    ]) {
      expect(said).toContain(part);
    }
  });

  test('texts are composed and trimmed, HTML is kept as text, guesses are unknown', async () => {
    const result = await taken(
      book(
        ['Mã', 'Tên', 'Cấp thực hiện', 'Kết quả', 'Trình tự thực hiện'],
        [
          ' 1.001193 ',
          '  Đăng  ký khai sinh \u00a0'.normalize('NFD'),
          'Xã (inferred)',
          '<p>Giấy&nbsp;khai sinh</p><br/>Bản &lt;chính&gt;',
          'Bước 1: nộp\nBước 2: nhận',
        ],
        ['1.000894', 'Diện tích <100m2', '', ' ', '   '],
      ),
    );
    expect(result.procedures[0]).toMatchObject({
      ...{ name: 'Đăng ký khai sinh', level: null, result: 'Giấy khai sinh\nBản <chính>' },
      steps: ['Bước 1: nộp', 'Bước 2: nhận'],
    });
    expect(result.procedures[1]).toMatchObject({
      name: 'Diện tích <100m2',
      level: null,
      result: null,
      steps: null,
    });
    expect(sentences(result).map((sentence) => sentence.slice(0, 40))).toEqual([
      'notice 2 Cấp thực hiện: The value “Xã (i',
      'notice 2 Kết quả: The cell holds HTML; t',
    ]);
  });

  test('channels, papers, legal bases, status and replacement are taken apart', async () => {
    const { procedures } = await taken(
      book(
        [
          'Mã',
          'Tên',
          'Lệ phí trực tiếp',
          'Lệ phí trực tuyến',
          'Thành phần hồ sơ',
          'Căn cứ pháp lý',
          'Tình trạng',
          'Được thay thế bằng',
          'Từ khóa',
        ],
        [
          '1.004222',
          'A',
          '20.000 đ',
          '10.000 đ',
          'Trường hợp mua nhà:\n- Tờ khai (01 bản chính)\n- Hợp đồng (02 bản sao)',
          'Luật Cư trú số 68/2020/QH14',
          'Bị thay thế',
          '1.013823; sai mã',
          'hộ khẩu, nhập khẩu',
        ],
      ),
    );
    expect(procedures[0]).toMatchObject({
      channels: [
        { kind: 'direct', fee: '20.000 đ', timeLimit: null },
        { kind: 'online', fee: '10.000 đ', timeLimit: null },
      ],
      components: [
        {
          case: 'Trường hợp mua nhà',
          papers: [
            { name: 'Tờ khai (01 bản chính)', originals: 1, copies: null },
            { name: 'Hợp đồng (02 bản sao)', originals: null, copies: 2 },
          ],
        },
      ],
      legalBases: [{ number: '68/2020/QH14', title: 'Luật Cư trú số 68/2020/QH14' }],
      ...{ status: 'replaced', replacedBy: ['1.013823'], keywords: ['hộ khẩu', 'nhập khẩu'] },
    });
  });
});

describe('a row that cannot be taken', () => {
  const one = async (...cells: WrittenCell[]) =>
    taken(
      book(['Mã', 'Tên', 'Số quyết định', 'Ngày cập nhật', 'Tình trạng'], cells, [
        '1.000894',
        'Đăng ký kết hôn',
      ]),
    );

  test.each([
    [['9999', 'A'], 'refused 2 Mã: The code “9999” has no known shape'],
    [['1.1.012756', 'A'], 'The code “1.1.012756” has no known shape'],
    [[null, 'A'], 'refused 2 Mã: The row has no procedure code'],
    [['1.001193', null], 'refused 2 Tên: The row has no procedure name'],
    [
      ['1.001193', 'A', 'Quyết định 9/QĐ-UBND ngày 23/11/2026'],
      'refused 2 Số quyết định: The date 2026-11-23 is in the future',
    ],
    [
      ['1.001193', 'A', null, '01/01/2027'],
      'refused 2 Ngày cập nhật: The date 2027-01-01 is in the future',
    ],
    [
      ['1.001193', 'A', null, null, 'lưng chừng'],
      'refused 2 Tình trạng: The status “lưng chừng” is not understood',
    ],
    [['1.001193', 'x'.repeat(1_501)], 'refused 2 Tên: The cell is longer'],
  ])('%j', async (cells, sentence) => {
    const result = await one(...cells);
    expect(sentences(result).join('\n')).toContain(sentence);
    expect(result.procedures.map(({ code }) => code)).toEqual(['1.000894']);
  });

  test('a decision of today is none of the future', async () => {
    const result = await one('1.001193', 'A', 'Quyết định 9/QĐ-UBND ngày 22/11/2026', '22/11/2026');
    expect(result.procedures).toHaveLength(2);
  });

  test.each([
    '1.001193',
    '2.000815.000.00.00.H55',
    '1.000894.01',
    '2.000815.000.00.00.H55.02',
    'TS_lop1.000.00.00.H22',
    'C08_XPHCDB',
  ])('the code %s is known', async (code) => {
    expect((await one(code, 'A')).procedures.map((procedure) => procedure.code)).toContain(code);
  });

  test('two rows of one code: the same counts once, a contradiction not at all', async () => {
    const same = await taken(
      book(['Mã', 'Tên'], ['1.001193', 'Uỷ ban  A'], ['1.001193', 'Ủy ban A']),
    );
    expect(same.procedures).toHaveLength(1);
    expect(sentences(same)).toEqual([
      expect.stringContaining('notice 3 null: The code 1.001193 repeats row 2'),
    ]);
    const other = await taken(
      book(['Mã', 'Tên'], ['1.001193', 'A'], ['1.001193', 'B'], ['1.001193', 'A']),
    );
    expect(other.procedures).toEqual([]);
    expect(other.refusedCodes).toEqual(['1.001193', '1.001193', '1.001193']);
    expect(sentences(other)[0]).toContain(
      'refused 2 null: The code 1.001193 also stands in row 3 with different content (Tên thủ tục)',
    );
  });
});
