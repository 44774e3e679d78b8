import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readProcedures } from './procedures-csv.ts';

const header = 'code,name,domain,level,time_limit,fee,note\n';
const read = (rows: string) => readProcedures(header + rows);
const [first] = [0];

describe('the sample procedures', () => {
  const { procedures, refused } = readProcedures(readFileSync('samples/procedures.csv', 'utf8'));

  test('are read, all 79 of them', () => {
    expect(refused).toEqual([]);
    expect(procedures).toHaveLength(79);
  });

  test('keep what is unknown unknown', () => {
    expect(procedures.filter(({ timeLimit }) => timeLimit !== null)).toHaveLength(41);
    expect(procedures.filter(({ fee }) => fee !== null)).toHaveLength(40);
    const levels = new Set(procedures.map(({ level }) => level));
    expect(levels).toEqual(new Set(['Tỉnh', 'Xã', 'Xã (dùng chung)', null]));
  });
});

describe('a procedure list', () => {
  test('is trimmed and brought to NFC', () => {
    const { procedures } = read(`1.1 , ${'Đất đai'.normalize('NFD')} ,Hộ tịch,,, ,\n`);
    expect(procedures[first]).toEqual({
      ...{ code: '1.1', name: 'Đất đai', domain: 'Hộ tịch' },
      ...{ level: null, timeLimit: null, fee: null },
    });
  });

  test('may begin with a byte order mark and hold quoted commas and line feeds', () => {
    const { procedures } = readProcedures(`\uFEFF${header}1.1,"a, b\nc",d,,,,\n`);
    expect(procedures[first]?.name).toBe('a, b\nc');
  });

  test.each([
    ['a code that is none', 'mã số,name,domain,,,,\n', 'code'],
    ['no name', '1.1,,domain,,,,\n', 'name'],
    ['no domain', '1.1,name,,,,,\n', 'domain'],
    ['a name too long', `1.1,${'a'.repeat(1_501)},domain,,,,\n`, 'name'],
  ])('names the line of a row with %s', (_, row, reason) => {
    const { procedures, refused } = read(`9.9,good,good,,,,\n${row}`);
    expect(procedures).toHaveLength(1);
    expect(refused).toMatchObject([{ line: 3, reason: expect.stringContaining(reason) }]);
  });

  test('takes a code once', () => {
    const { procedures, refused } = read('1.1,one,d,,,,\n1.1,two,d,,,,\n');
    expect(procedures.map(({ name }) => name)).toEqual(['one']);
    expect(refused).toHaveLength(1);
  });

  test('that is no list at all is not read half', () => {
    expect(() => read('1.1,only two\n')).toThrow();
  });
});
