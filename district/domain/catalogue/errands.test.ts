import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { storeKinds } from '../../../tests/support/district-store.ts';
import type { DistrictStore } from '../ports.ts';
import { exportCatalogue, runImport } from './errands.ts';
import { readPackage } from './package.ts';

let folder: string;
let store: DistrictStore;
let close: () => Promise<void>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'errands-'));
  ({ store, close } = await storeKinds.PGlite());
});
afterAll(async () => {
  await close();
  await rm(folder, { recursive: true, force: true });
});

const at = (name: string) => join(folder, name);
const newest = async () => (await store.catalogues.newest())?.manifest.version;
const asked = { missing: 'keep', map: undefined, publish: false } as const;

test('an import prints its preview and changes nothing, until it is told to publish', async () => {
  await writeFile(at('a.csv'), 'Ký hiệu,Tên thủ tục\n1.888888,Thủ tục mới\n77,B\n');
  await writeFile(at('map.json'), '{"Ký hiệu":"code","Tên thủ tục":"name"}');
  const file = at('a.csv');
  expect(await runImport(store, Date.now, { ...asked, file })).toMatchObject({
    problem: { code: 'import.column-missing' },
  });
  const mapped = { ...asked, file, map: at('map.json') };
  const preview = await runImport(store, Date.now, mapped);
  const said = preview.ok ? preview.value : preview.problem.en;
  for (const part of [
    'a.csv: 2 rows, 1 procedures taken, 1 rows refused',
    'column “Ký hiệu” → code',
    'refused: row 3, Ký hiệu: Mã “77”',
    'new 1, changed 0, withdrawn 0, unchanged 79',
    '+ 1.888888 Thủ tục mới',
    'Nothing was changed.',
  ]) {
    expect(said).toContain(part);
  }
  expect(await newest()).toBe(1);
  const published = await runImport(store, Date.now, { ...mapped, publish: true });
  expect(published.ok && published.value).toContain('Published as version 2 with 80 procedures.');
  expect(await newest()).toBe(2);
});

test('the export is the package of the newest version', async () => {
  expect(await exportCatalogue(store, at('catalogue.gz'))).toMatchObject({ ok: true });
  const { procedures } = readPackage(await readFile(at('catalogue.gz')));
  expect(procedures).toHaveLength(80);
});
