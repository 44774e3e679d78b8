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

test('the same in other writing is what is held, its source too', async () => {
  const same = await mergedWith('Mã,Tên\n1.001193,Ủy  ban A\n', ['code', 'name']);
  expect(same).toEqual(await held());
});
