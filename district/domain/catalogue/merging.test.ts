import { expect, test } from 'vitest';
import type { ImportField } from '../../../shared/contract/catalogue.ts';
import type { PublishedProcedure } from '../../../shared/model/published-procedure.ts';
import { merged } from './merging.ts';
import { taken } from './testing/read.ts';

const procedureIn = async (csv: string): Promise<PublishedProcedure> => {
  const [procedure] = (await taken(csv)).procedures;
  if (!procedure) throw new Error('No procedure was read.');
  return procedure;
};
const held = () =>
  procedureIn(
    'Mã,Tên,Lĩnh vực,Thời hạn trực tiếp,Lệ phí trực tiếp,Lệ phí trực tuyến,Nguồn\n1.001193,Uỷ ban A,Hộ tịch,1 ngày,5 đ,3 đ,Sở\n',
  );
const mergedWith = async (csv: string, fields: ImportField[]) =>
  merged(await held(), await procedureIn(csv), fields);

test('a column that the file does not have says nothing', async () => {
  const next = await mergedWith('Mã,Tên\n1.001193,Tên mới\n', ['code', 'name']);
  expect(next).toEqual({ ...(await held()), name: 'Tên mới', source: 'Tệp “danh-muc.csv”' });
});

test('an empty cell of a column that it has says unknown', async () => {
  const next = await mergedWith('Mã,Tên,Lĩnh vực\n1.001193,Uỷ ban A,\n', [
    'code',
    'name',
    'domain',
  ]);
  expect(next.domain).toBeNull();
});

test('a list of fees leaves the time limits', async () => {
  const next = await mergedWith('Mã,Tên,Lệ phí trực tiếp\n1.001193,Uỷ ban A,9 đ\n', [
    'code',
    'name',
    'feeDirect',
  ]);
  expect(next.channels.map(({ kind, timeLimit, fee }) => [kind, timeLimit?.text, fee])).toEqual([
    ['direct', '1 ngày', '9 đ'],
    ['online', undefined, null],
  ]);
});

test('a note for citizens stands with every way of handing in, and goes only with its column', async () => {
  const noted = await mergedWith('Mã,Tên,Lưu ý\n1.001193,Uỷ ban A,Miễn cho người nghèo\n', [
    'code',
    'name',
    'note',
  ]);
  expect(noted.channels.map(({ kind, fee, note }) => [kind, fee, note])).toEqual([
    ['direct', '5 đ', 'Miễn cho người nghèo'],
    ['online', '3 đ', 'Miễn cho người nghèo'],
  ]);
  const fees = await procedureIn('Mã,Tên,Lệ phí trực tiếp\n1.001193,Uỷ ban A,9 đ\n');
  const later = merged(noted, fees, ['code', 'name', 'feeDirect']);
  expect(later.channels.map(({ note }) => note)).toEqual(noted.channels.map(({ note }) => note));
  const own = await taken('Mã,Tên,Ghi chú\n1.001193,A,Xem lại với anh B\n');
  expect(own.columns.at(-1)?.field).toBeNull();
  expect(own.procedures[0]?.channels[0]?.note).toBeNull();
});

test('the same in other writing is what is held, its source too', async () => {
  const same = await mergedWith('Mã,Tên\n1.001193,Ủy  ban A\n', ['code', 'name']);
  expect(same).toEqual(await held());
});
