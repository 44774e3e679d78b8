import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildDistrict, type DistrictServer } from '../../district/app.ts';
import { makeEnrolmentCode } from '../../district/domain/enrolment.ts';
import { newOfficeLink } from '../../district/domain/office.ts';
import { loadSamples, sampleOfficeUser } from '../../district/domain/samples.ts';
import {
  catalogueCurrentPath,
  catalogueImportPath,
  cataloguePath,
  completenessCsvPath,
  importType,
  officeCataloguePath,
} from '../../shared/contract/catalogue-paths.ts';
import { importPreviewSchema, type ImportPreview } from '../../shared/contract/catalogue.ts';
import { contentDigestValue, signatureLabel } from '../../shared/contract/signature.ts';
import { importBytesMax, requestBodyBytesMax } from '../../shared/limits.ts';
import type { CounterId, UnitId } from '../../shared/model/ids.ts';
import { SigningKiosk } from '../support/signing-kiosk.ts';

const unit = 'don-vi-mau' as UnitId;
const list = 'Mã thủ tục,Tên thủ tục\n1.001193,Tên khác\n';

describe("the catalogue at the district's door", () => {
  let district: DistrictServer;
  let url: string;
  let cookie: string;
  const kiosk = new SigningKiosk();

  beforeAll(async () => {
    const built = await buildDistrict({ postgres: null, data: null });
    if (!built.ok) throw new Error(built.problem.en);
    district = built.value;
    await loadSamples(district.store, district.now, 'samples');
    url = await district.http.listen({ host: '127.0.0.1', port: 0 });
    const { store, now } = district;
    const code = await makeEnrolmentCode(store, now, { counter: 'quay-1' as CounterId, name: 'K' });
    const enrolled = await postJson('/api/enrolments', {
      code,
      publicKey: kiosk.publicKey,
      version: '1',
    });
    kiosk.kiosk = ((await enrolled.json()) as { kiosk: string }).kiosk;
  });
  afterAll(() => district.close());
  beforeEach(async () => {
    const link = await newOfficeLink(district.store, district.now, sampleOfficeUser);
    const answer = await postJson('/api/office/session/link', { link });
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  });

  const postJson = (path: string, body: object) =>
    fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const asKiosk = (path: string) => {
    const [plain = ''] = path.split('?');
    return fetch(url + path, {
      headers: kiosk.headers('GET', plain, null, path.slice(plain.length)),
    });
  };
  const asOffice = (path: string, init: RequestInit = {}) =>
    fetch(url + path, {
      ...init,
      headers: { cookie, ...(init.headers as Record<string, string>) },
    });
  const handIn = (body: string | Uint8Array<ArrayBuffer>, query = 'name=a.csv&missing=keep') =>
    asOffice(`${catalogueImportPath}?${query}`, {
      method: 'POST',
      headers: { 'content-type': importType },
      body,
    });

  test('a signed kiosk is told of another version than its own, and given the file', async () => {
    const answer = await asKiosk(catalogueCurrentPath);
    const manifest = (await answer.json()) as { version: number; procedures: number };
    expect(manifest).toMatchObject({ version: 1, procedures: 79 });
    expect((await asKiosk(`${catalogueCurrentPath}?have=1`)).status).toBe(204);
    expect((await asKiosk(`${catalogueCurrentPath}?have=7`)).status).toBe(200);
    const file = await asKiosk(cataloguePath(manifest.version));
    const bytes = Buffer.from(await file.arrayBuffer());
    expect(file.headers.get('content-type')).toBe('application/gzip');
    expect(file.headers.get('content-encoding')).toBeNull();
    expect(file.headers.get('content-digest')).toBe(
      contentDigestValue(createHash('sha256').update(bytes).digest('base64')),
    );
    expect(bytes).toEqual(Buffer.from((await district.store.catalogues.file(1)) ?? []));
    expect((await asKiosk(cataloguePath(99))).status).toBe(404);
  });

  test.each([catalogueCurrentPath, cataloguePath(1)])('%s is for kiosks only', async (path) => {
    expect((await fetch(url + path)).status).toBe(401);
    const stranger = new SigningKiosk();
    stranger.kiosk = kiosk.kiosk;
    expect((await fetch(url + path, { headers: stranger.headers('GET', path, null) })).status).toBe(
      401,
    );
    const headers = kiosk.headers('GET', '/api/other', null);
    expect(Object.keys(headers).join()).toContain('signature');
    expect(headers['signature-input']).toContain(signatureLabel);
    expect((await fetch(url + path, { headers })).status).toBe(401);
  });

  test('the office hands a file in, sees what it would change, takes it and publishes', async () => {
    const answer = await handIn(list);
    const preview: ImportPreview = importPreviewSchema.parse(await answer.json());
    expect(preview).toMatchObject({
      fileName: 'a.csv',
      kind: 'csv',
      taken: 1,
      changes: { changed: [{ code: '1.001193' }] },
    });
    const taken = await asOffice(`${catalogueImportPath}/${preview.id}`, { method: 'POST' });
    const { draft } = (await taken.json()) as { draft: { digest: string } };
    const published = await asOffice('/api/office/catalogue/versions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ draft: draft.digest }),
    });
    expect(await published.json()).toMatchObject({ version: 2 });
    const usb = await asOffice(officeCataloguePath(2));
    expect(usb.headers.get('content-disposition')).toContain('catalogue-2.ndjson.gz');
    expect((await asKiosk(`${catalogueCurrentPath}?have=1`)).status).toBe(200);
  });

  test('a mapping travels with the file; one that is none is refused', async () => {
    const query = (mapping: string) =>
      `name=a.csv&missing=keep&mapping=${encodeURIComponent(mapping)}`;
    const strange = 'X,Tên thủ tục\n1.001193,A\n';
    const refused = await handIn(strange);
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({ code: 'import.column-missing' });
    expect((await handIn(strange, query('{"X":"code"}'))).status).toBe(200);
    expect((await handIn(strange, query('{'))).status).toBe(400);
    expect((await handIn(strange, query('{"X":"nothing"}'))).status).toBe(400);
    expect((await handIn(strange, 'missing=keep')).status).toBe(400);
  });

  test('a file beyond the bound gets its sentence', async () => {
    const answer = await handIn(new Uint8Array(importBytesMax + 1));
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ code: 'import.too-large' });
  });

  test('a part may be as large as every code for every unit, from whoever has signed in', async () => {
    const path = '/api/office/catalogue/draft/assignments';
    const part = (await (await asOffice(path)).json()) as { text: string; digest: string };
    const codes = Array.from({ length: 19_000 }, (_, at) => `9.${String(at).padStart(6, '0')}`);
    const text = JSON.stringify([{ unit, codes }], null, 8);
    expect(text.length).toBeGreaterThan(requestBodyBytesMax);
    const init = { method: 'PUT', body: JSON.stringify({ ...part, text }) };
    const headers = { 'content-type': 'application/json' };
    expect((await fetch(url + path, { ...init, headers })).status).toBe(401);
    const put = await asOffice(path, { ...init, headers });
    expect(put.status).toBe(200);
    expect(await put.json()).toMatchObject({ text: JSON.stringify([{ unit, codes }], null, 2) });
    const names = (await (await asOffice('/api/office/catalogue/draft-procedures')).json()) as {
      text: string;
    };
    expect(JSON.parse(names.text)).toContainEqual({
      code: '1.000894',
      name: 'Đăng ký kết hôn',
    });
    const reset = await asOffice('/api/office/catalogue/draft/reset', { method: 'POST' });
    expect(reset.status).toBe(200);
  });

  test('completeness is told as a table and as a file', async () => {
    const answer = await asOffice(`/api/office/catalogue/completeness?unit=${unit}`);
    expect(await answer.json()).toMatchObject({
      assigned: 79,
      published: 79,
      whole: 0,
      complete: false,
    });
    const csv = await asOffice(`${completenessCsvPath}?unit=${unit}`);
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect((await csv.text()).split('\r\n').length).toBeGreaterThan(79);
    const nowhere = await asOffice(`${completenessCsvPath}?unit=xa-la`);
    expect(await nowhere.json()).toMatchObject({ code: 'catalogue.unit-unknown' });
  });

  test.each([
    ['GET', officeCataloguePath(1)],
    ['GET', `${completenessCsvPath}?unit=${unit}`],
    ['POST', `${catalogueImportPath}?name=a&missing=keep`],
  ])('%s %s needs a session', async (method, path) => {
    const answer = await fetch(url + path, { method });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ code: 'office.signed-out' });
  });

  test('no procedure of the catalogue answers without a session', async () => {
    for (const [method, path] of [
      ['GET', '/api/office/catalogue'],
      ['POST', '/api/office/catalogue/draft/reset'],
      ['POST', '/api/office/catalogue/versions/1'],
      ['GET', '/api/office/catalogue/draft/aliases'],
    ] as const) {
      const answer = await fetch(url + path, { method });
      expect(answer.status, path).toBe(422);
      expect(await answer.json()).toMatchObject({ data: { code: 'office.signed-out' } });
    }
  });

  test('the raw routes are in the description', async () => {
    const { paths } = (await (await fetch(`${url}/openapi.json`)).json()) as { paths: object };
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining([
        '/catalogue/current',
        '/catalogue/{version}',
        '/office/catalogue/imports',
        '/office/catalogue/files/{version}',
        '/office/catalogue/completeness.csv',
        '/office/catalogue/versions',
      ]),
    );
  });
});
