import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { unpack } from '../domain/catalogue/workshop/packing.ts';
import { cataloguesIn } from './catalogues.ts';
import { openEmbedded } from './connect.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations.ts';

test('the draft and the imports of an earlier server are still there', async () => {
  const opened = await openEmbedded(null);
  if (!opened.ok) throw new Error(opened.problem.en);
  const { db, close } = opened.value;
  const packed = migrations.findIndex(({ name }) => name === '0003-catalogue-packed');
  await migrate(db, '', migrations.slice(0, packed));
  const body = '{"label":"Bản soạn cũ"}';
  await sql`insert into catalogue_draft values (1, ${body}, 'a', 0)`.execute(db);
  await sql`insert into catalogue_import values ('an-import', 7, ${body})`.execute(db);
  await migrate(db, '');
  const catalogues = cataloguesIn(db);
  const { content, revision } = await catalogues.draft();
  expect(unpack(content ?? Buffer.alloc(0))).toEqual({ label: 'Bản soạn cũ' });
  const change = { content: Buffer.from('{}'), from: revision, by: 'b', at: 1 };
  expect(await catalogues.putDraft(change)).toBe(true);
  const pending = await catalogues.takeImport('an-import');
  expect(pending?.at).toBe(7);
  expect(unpack(pending?.body ?? Buffer.alloc(0))).toEqual({ label: 'Bản soạn cũ' });
  await close();
});
