import { request } from 'node:http';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDistrict, type DistrictServer } from '../../district/app.ts';
import { workbook, type WrittenBook } from '../../district/domain/catalogue/testing/workbook.ts';
import { windows1258 } from '../../district/domain/catalogue/testing/windows-1258.ts';
import { newOfficeLink } from '../../district/domain/office.ts';
import { loadSamples, sampleOfficeUser } from '../../district/domain/samples.ts';
import { catalogueImportPath, importType } from '../../shared/contract/catalogue-paths.ts';
import type { CatalogueOverview, ImportPreview } from '../../shared/contract/catalogue.ts';
import type { Problem } from '../../shared/model/problems.ts';

/**
 * What offices hand in by mistake or on purpose, at the district's door: a sentence in both languages for each, and the
 * catalogue stays. What each says in detail is in district/domain/catalogue/import; a file that needs all the memory there
 * is, in workshop.test.ts. The kiosk's half of the list (packages, searches) is in electron/store/catalogue and look-up.
 */
const nowMs = Date.UTC(2026, 10, 22, 3);
const mebibyte = 1024 * 1024;
const heading = 'Mã thủ tục,Tên thủ tục';
const compound = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const wide = (text: string) => Buffer.from(text, 'utf16le');
const book = (rows: WrittenBook['rows'], more: Partial<WrittenBook> = {}) =>
  Buffer.from(workbook({ rows, ...more }));

describe('a file that the district cannot use as it is', () => {
  let district: DistrictServer;
  let url: string;
  let cookie: string;
  let before: CatalogueOverview;

  beforeAll(async () => {
    const built = await buildDistrict({ postgres: null, data: null, now: () => nowMs });
    if (!built.ok) throw new Error(built.problem.en);
    district = built.value;
    await loadSamples(district.store, district.now, 'samples');
    url = await district.http.listen({ host: '127.0.0.1', port: 0 });
    const link = await newOfficeLink(district.store, district.now, sampleOfficeUser);
    const answer = await fetch(`${url}/api/office/session/link`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ link }),
    });
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    before = await overview();
  });
  afterAll(() => district.close());

  const overview = async () =>
    (await (await fetch(`${url}/api/office/catalogue`, { headers: { cookie } })).json()) as never;
  const path = (name: string) =>
    `${catalogueImportPath}?name=${encodeURIComponent(name)}&missing=keep`;
  const handIn = (name: string, body: Buffer) =>
    fetch(url + path(name), {
      method: 'POST',
      headers: { cookie, 'content-type': importType },
      body: new Uint8Array(body),
    });
  const previewed = async (name: string, body: Buffer): Promise<ImportPreview> => {
    const answer = await handIn(name, body);
    expect(answer.status).toBe(200);
    return (await answer.json()) as ImportPreview;
  };

  test.each<[string, string, Buffer, RegExp]>([
    ['a PDF', 'a.xlsx', Buffer.from('%PDF-1.7'), /là PDF, không phải bảng Excel/],
    ['a web page', 'a.xls', Buffer.from('<html><table>'), /là HTML, không phải bảng Excel/],
    ['an archive', 'a.xlsx', Buffer.from(zipSync({ 'a.txt': Buffer.from('A') })), /là ZIP/],
    ['bytes of no kind', 'a.csv', Buffer.from([1, 0, 2, 0, 3]), /không phải bảng Excel/],
    ['nothing', 'a.csv', Buffer.alloc(0), /không có dòng dữ liệu nào/],
    ['a half workbook', 'a.xlsx', book([['Mã', 'Tên']]).subarray(0, 600), /bị hỏng|là ZIP/],
    [
      'a password',
      'a.xlsx',
      Buffer.concat([compound, wide('EncryptedPackage')]),
      /được đặt mật khẩu nên không mở được/,
    ],
    ['Excel 97', 'a.xls', Buffer.concat([compound, wide('Workbook')]), /định dạng Excel 97-2003/],
    [
      'a column missing',
      'a.csv',
      Buffer.from('Tên thủ tục,Lĩnh vực\nA,B\n'),
      /Không tìm thấy cột “Mã thủ tục”/,
    ],
    [
      'a workbook that swells',
      'a.xlsx',
      Buffer.from(
        zipSync({
          'xl/workbook.xml': Buffer.from('<a/>'),
          'xl/worksheets/sheet1.xml': new Uint8Array(257 * mebibyte),
        }),
      ),
      /lớn hơn 256 MB nên không được nhận/,
    ],
  ])('%s: refused with a sentence, and nothing is changed', async (_, name, body, sentence) => {
    const answer = await handIn(name, body);
    expect(answer.status).toBe(422);
    const { vi, en } = (await answer.json()) as Problem;
    expect(vi).toMatch(sentence);
    expect(vi).toContain('Danh mục không thay đổi.');
    expect(en).toContain('The catalogue is unchanged.');
    expect(await overview()).toEqual(before);
  });

  /** Sends without waiting for the end: the answer comes while the body is still on its way. */
  const stream = (bytes: number, headers: Record<string, string>) =>
    new Promise<{ status: number; body: string; sent: number }>((resolve, reject) => {
      const { hostname, port } = new URL(url);
      const sending = request({
        ...{ hostname, port, path: path('a.xlsx'), method: 'POST' },
        headers: { cookie, 'content-type': importType, ...headers },
      });
      let sent = 0;
      let answered = false;
      const piece = Buffer.alloc(mebibyte, 'PK');
      const more = () => {
        while (!answered && sent < bytes) {
          sent += piece.length;
          if (!sending.write(piece)) return;
        }
        sending.end();
      };
      sending.on('drain', more);
      sending.on('error', (error) => answered || reject(error));
      sending.on('response', (response) => {
        answered = true;
        let body = '';
        response.on('data', (chunk: Buffer) => (body += chunk.toString()));
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, body, sent });
          sending.destroy();
        });
      });
      more();
    });

  test.each([
    ['that says its size', { 'content-length': String(200 * mebibyte) }, 64],
    ['that does not', { 'transfer-encoding': 'chunked' }, 150],
  ])('200 MB %s: refused at the door, before all of it is there', async (_, headers, sentMax) => {
    const { status, body, sent } = await stream(200 * mebibyte, headers);
    expect(status).toBe(413);
    expect((JSON.parse(body) as Problem).vi).toBe(
      'Tệp lớn hơn 64 MB nên không được nhận. Danh mục không thay đổi. Hãy chia nhỏ danh sách hoặc xóa hình ảnh trong tệp.',
    );
    expect(sent).toBeLessThan(sentMax * mebibyte);
    expect(await overview()).toEqual(before);
  });

  test.each<[string, Buffer, string, RegExp]>([
    [
      'formulas',
      book([heading.split(','), [{ formula: '"1."&"888888"', value: '1.888888' }, 'A']]),
      'taken',
      /Có 1 ô chứa công thức. Giá trị được lưu sẵn/,
    ],
    [
      'macros',
      book([heading.split(','), ['1.888888', 'A']], { macros: true }),
      'taken',
      /Tệp có macro. Macro không được chạy/,
    ],
    ['Windows-1258', windows1258(`${heading}\n1.888888,A\n`), 'taken', /bảng mã windows-1258/],
    [
      'a code of no known shape',
      Buffer.from(`${heading}\n77,A\n`),
      'refused',
      /Mã “77” không đúng/,
    ],
    [
      'one code twice, different',
      Buffer.from(`${heading}\n1.001193,A\n1.001193,B\n`),
      'refused',
      /Mã 1.001193 đã có ở dòng 3 với nội dung khác \(Tên thủ tục\)/,
    ],
    [
      'a decision of tomorrow',
      Buffer.from(`${heading},Quyết định\n1.001193,A,Quyết định 1/QĐ-UBND ngày 23/11/2026\n`),
      'refused',
      /Ngày 2026-11-23 còn ở tương lai/,
    ],
    ['HTML in a cell', Buffer.from(`${heading}\n1.888888,<b>A</b>\n`), 'taken', /Ô có mã HTML/],
  ])('%s: said by row and column, and nothing is changed', async (_, body, fate, sentence) => {
    const preview = await previewed('danh-muc', body);
    expect(preview.taken).toBe(fate === 'taken' ? 1 : 0);
    expect(preview.problems[0]?.vi).toMatch(sentence);
    expect(preview.problems[0]?.severity).toBe(fate === 'taken' ? 'notice' : 'refused');
    if (fate === 'refused') expect(preview.problems[0]?.row).toBe(2);
    else expect(preview.changes.added).toEqual([{ code: '1.888888', name: 'A' }]);
    expect(preview.changes.changed).toEqual([]);
    expect(preview.changes.withdrawn).toEqual([]);
    expect(await overview()).toEqual(before);
  });

  test('UTF-16, either way round, is read without a word', async () => {
    const text = wide(`\uFEFF${heading}\n1.888888,Đăng ký\n`);
    for (const body of [text, Buffer.from(text).swap16()]) {
      const { problems, changes } = await previewed('a.csv', body);
      expect(problems).toEqual([]);
      expect(changes.added).toEqual([{ code: '1.888888', name: 'Đăng ký' }]);
    }
    expect(await overview()).toEqual(before);
  });
});
