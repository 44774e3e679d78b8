import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { emptyContent } from '../content.ts';
import { workbook } from '../testing/workbook.ts';
import { pack, unpack } from './packing.ts';
import { inWorkshop, WorkshopError } from './workshop.ts';

const draft = pack({ ...emptyContent, label: 'Bản soạn' });
const nothing = { draft: null, published: null };

test('a task that fails ends the thread and nothing else', async () => {
  const damaged = inWorkshop('overview', { ...nothing, draft: Buffer.from('half') });
  const behind = inWorkshop('overview', { ...nothing, draft });
  await expect(damaged).rejects.toMatchObject({ tooMuch: false });
  await expect(damaged).rejects.toBeInstanceOf(WorkshopError);
  expect(await behind).toMatchObject({ label: 'Bản soạn', procedures: 0 });
});

/** One cell in the last corner of the sheet: a reader that fills the rows up needs all the memory there is. */
function vast(): Uint8Array {
  const archive = unzipSync(workbook({ rows: [['Mã', 'Tên']] }));
  const name = 'xl/worksheets/sheet1.xml';
  const corner = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>';
  const sheet = strFromU8(archive[name] ?? new Uint8Array())
    .replace('</sheetData>', corner)
    .replace('A1:B1', 'A1:XFD1048576');
  return zipSync({ ...archive, [name]: strToU8(sheet) });
}

test('a file that needs more memory than there is ends the thread and nothing else', async () => {
  const file = { name: 'a.xlsx', bytes: vast(), today: '2026-11-22' };
  expect(file.bytes.length).toBeLessThan(10_000);
  const asked = { file, draft: null, mapping: null, mappings: new Map(), missing: 'keep' } as const;
  await expect(inWorkshop('preview', asked)).rejects.toMatchObject({ tooMuch: true });
  expect(await inWorkshop('overview', { ...nothing, draft })).toMatchObject({ procedures: 0 });
});

test('what is packed comes out again, and so does what earlier servers kept', () => {
  expect(unpack(draft)).toMatchObject({ label: 'Bản soạn' });
  expect(unpack(Buffer.from('{"label":"Cũ"}'))).toEqual({ label: 'Cũ' });
});
