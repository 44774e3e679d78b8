import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildDistrict, type DistrictServer } from '../../district/app.ts';
import { overviewOf } from '../../district/domain/catalogue/overview.ts';
import { newOfficeLink } from '../../district/domain/office.ts';
import { loadSamples, sampleOfficeUser } from '../../district/domain/samples.ts';
import { catalogueImportPath, importType } from '../../shared/contract/catalogue-paths.ts';
import { newKiosk } from '../support/district-store.ts';
import { generateCatalogue } from '../support/catalogue-generator.ts';
import { JournalWriter } from '../support/journal-writer.ts';
import { SigningKiosk } from '../support/signing-kiosk.ts';

/** How long it takes is measured by tests/bench/catalogue-office.bench.ts; here only what comes before what. */

let district: DistrictServer;
let url: string;
let cookie: string;
const kiosk = new SigningKiosk();

beforeAll(async () => {
  const built = await buildDistrict({ postgres: null, data: null });
  if (!built.ok) throw new Error(built.problem.en);
  district = built.value;
  await loadSamples(district.store, district.now, 'samples');
  kiosk.kiosk = await newKiosk(district.store, kiosk.publicKey);
  url = await district.http.listen({ host: '127.0.0.1', port: 0 });
  const link = await newOfficeLink(district.store, district.now, sampleOfficeUser);
  const answer = await fetch(`${url}/api/office/session/link`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ link }),
  });
  cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
});
afterAll(() => district.close());

const asOffice = (path: string, init: RequestInit = {}) =>
  fetch(url + path, { ...init, headers: { cookie, ...(init.headers as Record<string, string>) } });

const pauseMs = 20; // kiosks leave the others some of the machine

/** Uploads ratings one after the other until `work` is answered; answers how many were taken in meanwhile. */
async function uploadsDuring(work: Promise<Response>): Promise<number> {
  let answered = false;
  void work.finally(() => (answered = true)).catch(() => undefined);
  let taken = 0;
  while (!answered) {
    const writer = new JournalWriter();
    writer.rate({ level: 5 });
    const { url: path, method, headers, payload } = kiosk.batch(writer);
    const answer = await fetch(url + path, { method, headers, body: new Uint8Array(payload) });
    expect(answer.status).toBe(200);
    await answer.arrayBuffer();
    taken += 1;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  expect((await work).status).toBe(200);
  return taken;
}

/** Enough to tell a server that works on from one that answers when it is done. */
const severalUploads = 5;

const size = 6_000;
const patienceMs = 180_000; // for a machine that has other work

test(
  'ratings are taken in while a large catalogue is read, taken and published',
  async () => {
    const { procedures } = generateCatalogue(size);
    const body = JSON.stringify(procedures);
    const headers = { 'content-type': importType };
    const handIn = asOffice(`${catalogueImportPath}?name=a.json&missing=withdraw`, {
      ...{ method: 'POST', headers, body },
    });
    expect(await uploadsDuring(handIn)).toBeGreaterThan(severalUploads);
    const { id, unassigned, changes } = (await (await handIn).json()) as {
      id: string;
      unassigned: { count: number };
      changes: { counts: { added: number } };
    };
    expect([unassigned.count, changes.counts.added]).toEqual([size, size]);
    const take = asOffice(`${catalogueImportPath}/${id}`, { method: 'POST' });
    expect(await uploadsDuring(take)).toBeGreaterThan(severalUploads);
    const { draft } = await overviewOf(district.store);
    const publish = asOffice('/api/office/catalogue/versions', {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({ draft: draft.digest }),
    });
    expect(await uploadsDuring(publish)).toBeGreaterThan(severalUploads);
    expect((await overviewOf(district.store)).versions[0]).toMatchObject({ procedures: size });
  },
  patienceMs,
);
