import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { procedureItem } from '../../electron/core/testing/catalogue-items.ts';
import { MemoryIdentity } from '../../electron/core/testing/memory-documents.ts';
import { sampleIdentity } from '../../electron/core/testing/fixtures.ts';
import { Shelf } from '../../electron/store/catalogue/shelf.ts';
import { newTestKey, writePackage } from '../../electron/store/catalogue/testing/sample-package.ts';

/**
 * The process that is killed: installs one catalogue version after the other, naming each on its standard output once it
 * is installed. Usage: catalogue-child.ts FOLDER PROCEDURES
 */
const [folder = '', procedures = ''] = process.argv.slice(2);
const key = newTestKey();
const publishingKey = { id: key.id, publicKey: key.publicKey };
const opened = Shelf.open({
  folder,
  identity: new MemoryIdentity({ ...sampleIdentity, publishingKey }),
  log: (event) => console.error(event), // nothing is to be found damaged
});
if (!opened.ok) throw new Error(opened.problem.en);
const shelf = opened.value;

for (;;) {
  const version = (shelf.current()?.manifest.version ?? 0) + 1;
  const items = Array.from({ length: Number(procedures) }, (_, at) =>
    procedureItem(`${version}.${at}`, `Thủ tục ${at} của bản ${version}`),
  );
  const path = join(folder, 'package.gz');
  writePackage(path, items, key, { version });
  writeSync(1, '+'); // the install begins
  const installed = await shelf.install(path, 'district');
  if (!installed.ok) throw new Error(installed.problem.en);
  writeSync(1, `${version}\n`);
}
