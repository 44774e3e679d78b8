import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { RPCHandler } from '@orpc/server/message-port';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildDistrict, type DistrictServer } from '../../district/app.ts';
import { putLabel } from '../../district/domain/catalogue/drafting.ts';
import { overviewOf } from '../../district/domain/catalogue/overview.ts';
import { publishDraft } from '../../district/domain/catalogue/publishing.ts';
import { makeEnrolmentCode } from '../../district/domain/enrolment.ts';
import { loadSamples } from '../../district/domain/samples.ts';
import { value } from '../../electron/core/testing/acts.ts';
import { createMachine, type Machine } from '../../electron/machine.ts';
import type { CitizenClient } from '../../shared/contract/citizen.ts';
import type { CounterId } from '../../shared/model/ids.ts';
import { journalOf } from '../support/enrolled-folder.ts';

/** The real district and the real machine, joined by nothing but HTTP. */

const lookEveryMs = 100;
const by = 'van-phong';

let district: DistrictServer;
let url: string;
let folder: string;

beforeAll(async () => {
  district = value(await buildDistrict({ postgres: null, data: null }));
  await loadSamples(district.store, district.now, 'samples');
  url = await district.http.listen({ host: '127.0.0.1', port: 0 });
  folder = mkdtempSync(join(tmpdir(), 'hai-long-down-'));
});
afterAll(async () => {
  await district.close();
  rmSync(folder, { recursive: true });
});

const start = async (): Promise<Machine> =>
  value(await createMachine({ folder, version: '0.0.0', log: () => undefined }));

/** The citizen's window, as Electron opens it. */
function windowOf(machine: Machine) {
  const { port1, port2 } = new MessageChannel();
  new RPCHandler(machine.citizen).upgrade(port1);
  for (const port of [port1, port2]) port.start();
  const citizen: CitizenClient = createORPCClient(new RPCLink({ port: port2 }));
  return { citizen, close: () => port1.close() };
}

/** Resolves when this version is in use; the test's own timeout is the limit. */
async function inUse(citizen: CitizenClient, version: number): Promise<void> {
  while ((await citizen.lookUp.catalogue())?.version !== version) {
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}

test('what the office publishes reaches the kiosk, by itself or on a stick', async () => {
  const { store, now } = district;
  const code = await makeEnrolmentCode(store, now, { counter: 'quay-1' as CounterId, name: 'K' });
  let machine = await start();
  value(await machine.enrol({ districtUrl: url, code: code ?? '' }));
  let page = windowOf(machine);
  await inUse(page.citizen, 1);
  const { found } = await page.citizen.lookUp.search({ text: 'lam lai so do' });
  expect(found[0]).toMatchObject({ receivedHere: true, reason: { where: 'alias' } });
  expect(await page.citizen.lookUp.catalogue()).toMatchObject({ procedures: 79 });
  page.close();

  value(await putLabel(store, now, { label: 'Bản thứ hai', by }));
  const { draft } = await overviewOf(store);
  value(await publishDraft(store, now, { draft: draft.digest, by }));
  const stick = join(folder, 'stick.ndjson.gz');
  writeFileSync(stick, (await store.catalogues.file(2)) ?? '');
  value(await machine.installCatalogue(stick));
  await machine.close();

  machine = await start();
  page = windowOf(machine);
  await inUse(page.citizen, 2);
  expect(await page.citizen.lookUp.catalogue()).toMatchObject({ label: 'Bản thứ hai' });
  page.close();
  await machine.close();
  const installed = journalOf(folder)
    .filter(({ kind, body }) => kind === 'document.installed' && body['document'] === 'catalogue')
    .map(({ body }) => body['version']);
  expect(installed).toEqual([1, 2]);
});
