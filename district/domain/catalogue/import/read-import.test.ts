import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { ColumnMapping } from '../../../../shared/contract/catalogue.ts';
import { importBytesMax } from '../../../../shared/limits.ts';
import {
  birth,
  book,
  codeOf,
  headings,
  nothingRemembered,
  read,
  sentences,
  taken,
  today,
} from '../testing/read.ts';
import { windows1258 } from '../testing/windows-1258.ts';
import { readImport } from './read-import.ts';

describe('a CSV file', () => {
  const list = 'Mã thủ tục;Tên thủ tục\n1.001193;Đăng ký khai sinh\n1.000656;"Đăng ký; khai tử"\n';
  const names = ['Đăng ký khai sinh', 'Đăng ký; khai tử'];

  test.each([
    ['UTF-8', Buffer.from(list)],
    ['UTF-8 with a mark', Buffer.from('\uFEFF' + list)],
    ['UTF-8, decomposed', Buffer.from(list.normalize('NFD'))],
    ['UTF-16 LE', Buffer.from('\uFEFF' + list, 'utf16le')],
    ['UTF-16 BE', Buffer.from('\uFEFF' + list, 'utf16le').swap16()],
    ['Windows-1258', windows1258(list)],
  ])('in %s', async (encoding, bytes) => {
    const result = await taken(bytes);
    expect(result.procedures.map(({ name }) => name)).toEqual(names);
    expect(sentences(result).join()).toContain(
      encoding === 'Windows-1258' ? 'read as windows-1258' : '',
    );
    expect(result.problems).toHaveLength(encoding === 'Windows-1258' ? 1 : 0);
  });

  test('with a quote that never ends is damaged', async () => {
    expect(await codeOf('Mã,Tên\n1.001193,"A\n')).toBe('import.broken');
  });
});

describe('a JSON file', () => {
  test('holds procedures as they are published', async () => {
    const { procedures } = await taken(book(headings, birth), 'a.xlsx');
    const result = await taken(
      JSON.stringify([...procedures, { ...procedures[0], code: '1.000656', days: 3 }]),
      'a.json',
    );
    expect(result.procedures).toEqual(procedures);
    expect(sentences(result)).toEqual([expect.stringMatching(/^refused 2 .*cannot be used/)]);
    expect(result.refusedCodes).toEqual(['1.000656']);
  });

  test('is read without HTML, wherever it stands, and says so', async () => {
    const { procedures } = await taken(book(headings, birth), 'a.xlsx');
    const [first] = procedures;
    const spoiled = {
      ...first,
      name: 'Đăng ký <b onclick="x()">khai sinh</b>',
      steps: ['Nộp hồ sơ', 'Chờ<br>nhận<script>alert(1)</script>'],
    };
    const result = await taken(JSON.stringify([spoiled]), 'a.json');
    expect(result.procedures).toMatchObject([
      { name: 'Đăng ký khai sinh', steps: ['Nộp hồ sơ', 'Chờ\nnhận'] },
    ]);
    expect(sentences(result)).toEqual([
      'notice 1 name: The cell holds HTML; the text is kept, the tags are left out.',
      'notice 1 steps.2: The cell holds HTML; the text is kept, the tags are left out.',
    ]);
  });

  test.each(['{"procedures":[]}', '[1', '[]'])('that is %s is refused whole', async (text) => {
    expect(await codeOf(text, 'a.json')).toMatch(/^import\.(json-shape|broken|empty)$/);
  });
});

const compound = Buffer.from('d0cf11e0a1b11ae1', 'hex');

describe('a file of which nothing can be taken', () => {
  test.each([
    ['nothing', Buffer.alloc(0), 'import.empty'],
    ['headings only', Buffer.from('Mã,Tên\n'), 'import.empty'],
    ['a PDF called .xlsx', Buffer.from('%PDF-1.7 …'), 'import.kind'],
    ['a web page called .xls', Buffer.from('<html><table><tr><td>Mã'), 'import.kind'],
    ['binary called .csv', Buffer.from([1, 0, 2, 0, 3]), 'import.kind'],
    [
      'a ZIP that is no workbook',
      Buffer.from(zipSync({ 'a.txt': new Uint8Array([65]) })),
      'import.kind',
    ],
    [
      'protected by a password',
      Buffer.concat([compound, Buffer.from('EncryptedPackage', 'utf16le')]),
      'import.password',
    ],
    [
      'Excel 97-2003',
      Buffer.concat([compound, Buffer.from('Workbook', 'utf16le')]),
      'import.old-excel',
    ],
    ['half a workbook', Buffer.from(book(headings, birth)).subarray(0, 700), 'import.broken'],
    [
      'without a column of codes',
      Buffer.from('Tên thủ tục,Lĩnh vực\nA,B\n'),
      'import.column-missing',
    ],
    ['without headings', Buffer.from('1.001193,A\n1.000656,B\n'), 'import.column-missing'],
  ])('%s', async (_, bytes, code) => {
    expect(await codeOf(bytes, 'a.xlsx')).toBe(code);
  });

  test('larger than the bound', async () => {
    const large = { length: importBytesMax + 1 } as Uint8Array;
    const refused = await readImport(
      { name: 'a.csv', bytes: large, today },
      null,
      nothingRemembered,
    );
    expect(refused).toMatchObject({ problem: { code: 'import.too-large' } });
  });
});

describe('the mapping of columns', () => {
  const list = 'Ký hiệu,Tên thủ tục,Ghi chú\n1.001193,A,B\n';

  test('is what the person says, else what was said before, else what the headings say', async () => {
    expect(await codeOf(list)).toBe('import.column-missing');
    const said = await read(list, 'a.csv', { 'Ký hiệu': 'code', 'Ghi chú': 'conditions' });
    expect(said).toMatchObject({
      ok: true,
      value: { procedures: [{ code: '1.001193', name: 'A', conditions: 'B' }] },
    });
    const asked: string[][] = [];
    const remembered = (names: readonly string[]) => {
      asked.push([...names]);
      return { 'Ký hiệu': 'code' } satisfies ColumnMapping;
    };
    const before = await readImport(
      { name: 'a.csv', bytes: Buffer.from(list), today },
      null,
      remembered,
    );
    expect(before).toMatchObject({
      ok: true,
      value: { procedures: [{ code: '1.001193', conditions: null }] },
    });
    expect(asked).toEqual([['Ký hiệu', 'Tên thủ tục', 'Ghi chú']]);
  });

  test('puts no two columns into one field', async () => {
    const twice = await read(list, 'a.csv', { 'Ký hiệu': 'code', 'Ghi chú': 'code' });
    expect(twice).toMatchObject({ ok: false, problem: { code: 'import.column-twice' } });
  });
});
