import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { answerJson, faults, type Fault } from '../../tests/support/faulty-district.ts';
import { sendingKiosk, type SendingKiosk } from '../../tests/support/sending-kiosk.ts';
import {
  catalogueManifestSchema,
  type CatalogueManifest,
} from '../../shared/model/catalogue-package.ts';
import { problem, type Problem } from '../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import type { InstallCatalogue } from '../core/look-up/installing.ts';
import { CatalogueLane } from './catalogue.ts';
import { documentsPause, refusedPause } from './schedule.ts';

const manifest = (version: number): CatalogueManifest =>
  catalogueManifestSchema.parse({
    ...{ format: 1, version, publishedAt: 0, label: 'Nhãn', items: 0, procedures: 0 },
    digest: String(version).repeat(64).slice(0, 64),
  });
const offer =
  (version: number): Fault =>
  (response) =>
    answerJson(response, 200, manifest(version));
const file: Fault = (response) => {
  response.writeHead(200, { 'content-type': 'application/gzip' });
  response.end('the package');
};
const nothing: Fault = (response) => {
  response.writeHead(204);
  response.end();
};

let kiosk: SendingKiosk;
let folder: string;
let lane: CatalogueLane;
let installed: { readonly text: string; readonly announced: number | undefined }[];
let outcome: Result<CatalogueManifest, Problem>;

beforeEach(async () => {
  kiosk = await sendingKiosk();
  folder = mkdtempSync(join(tmpdir(), 'hai-long-lane-'));
  installed = [];
  outcome = ok(manifest(3));
  const install: InstallCatalogue = (path, _source, announced) => {
    installed.push({ text: readFileSync(path, 'utf8'), announced });
    return Promise.resolve(outcome);
  };
  const incomingPath = join(folder, 'incoming');
  lane = new CatalogueLane({ version: () => 2, incomingPath, install, send: kiosk.send });
});
afterEach(async () => {
  await kiosk.district.close();
  rmSync(folder, { recursive: true });
});

const answer = (...answers: Fault[]) => kiosk.district.faults.push(...answers);
const asked = (): string[] => kiosk.district.arrived.map(({ url }) => url);

test('a newer catalogue is downloaded, installed and not kept as a file', async () => {
  answer(offer(3), file);
  expect(await lane.step()).toEqual(documentsPause);
  expect(asked()).toEqual(['/api/catalogue/current?have=2', '/api/catalogue/3']);
  expect(installed).toEqual([{ text: 'the package', announced: 3 }]);
  expect(existsSync(join(folder, 'incoming'))).toBe(false);
  expect(lane.problem()).toBeNull();
});

test('with nothing newer nothing is downloaded', async () => {
  answer(nothing);
  expect(await lane.step()).toEqual(documentsPause);
  expect(asked()).toHaveLength(1);
});

test('a package refused for what it is is asked for again only when the offer changes', async () => {
  outcome = fail(problem('catalogue.package-signature'));
  answer(offer(3), file, offer(3), offer(4), file);
  await lane.step();
  expect(lane.problem()?.code).toBe('catalogue.package-signature');
  await lane.step();
  expect(installed).toHaveLength(1);
  await lane.step();
  expect(installed).toHaveLength(2);
});

test('a disk that refuses is tried again', async () => {
  outcome = fail(problem('storage.full', { path: folder }));
  answer(offer(3), file, offer(3), file);
  expect(await lane.step()).not.toEqual(documentsPause);
  expect(lane.problem()?.code).toBe('storage.full');
  await lane.step();
  expect(installed).toHaveLength(2);
});

test('a folder that cannot be written to is the disk’s fault, not the network’s', async () => {
  const incomingPath = join(folder, 'missing', 'incoming');
  const install: InstallCatalogue = () => Promise.resolve(outcome);
  lane = new CatalogueLane({ version: () => 2, incomingPath, install, send: kiosk.send });
  answer(offer(3), file);
  await lane.step();
  expect(lane.problem()?.code).toBe('storage.failing');
});

test.each([
  [
    'cut off',
    (response: Parameters<Fault>[0]) => response.socket?.destroy(),
    'district.unreachable',
  ],
  ['gone', faults.status(404), 'district.not-the-district'],
  ['failing', faults.status(500), 'district.error'],
])('a download that is %s installs nothing and is tried again', async (_, fault, code) => {
  answer(offer(3), fault);
  expect(await lane.step()).not.toEqual(documentsPause);
  expect(lane.problem()?.code).toBe(code);
  expect(installed).toEqual([]);
});

test('a district that does not know the kiosk is asked once an hour', async () => {
  answer(faults.status(401));
  expect(await lane.step()).toEqual(refusedPause);
});
