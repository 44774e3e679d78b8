import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { CatalogueFile } from '../../electron/store/catalogue/catalogue-file.ts';
import { runBuilder } from '../../electron/store/catalogue/run-builder.ts';
import { builtFile, buildMissing } from './built-files.ts';

/** The built builder, in a thread as the built machine starts it, on the package that is shipped beside it. */
test('the shipped catalogue is built by the built builder and can be searched', async (context) => {
  const missing = buildMissing();
  if (missing) return context.skip(missing);
  const folder = mkdtempSync(join(tmpdir(), 'hai-long-built-'));
  const target = join(folder, 'catalogue.sqlite');
  const path = builtFile('catalogue.ndjson.gz');
  const builder = pathToFileURL(builtFile('main/catalogue-builder.js'));
  const built = await runBuilder(builder, { path, target, key: null, newerThan: null }).outcome;
  expect(built).toMatchObject({ ok: true, value: { procedures: 79 } });
  const catalogue = new CatalogueFile(target, { origin: 'shipped', onDamage: () => undefined });
  const found = catalogue.search.search('lam lai so do').found.map(({ number }) => number);
  expect(catalogue.rows(found)[0]?.code).toBe('1.012786');
  catalogue.close();
  rmSync(folder, { recursive: true });
});
