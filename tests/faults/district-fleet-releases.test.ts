import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildDistrict, type DistrictServer } from '../../district/app.ts';
import { acceptBatch } from '../../district/domain/accept.ts';
import { newPublishingKey } from '../../district/domain/catalogue/package.ts';
import { noteHeartbeat } from '../../district/domain/fleet/health.ts';
import { releasesOf } from '../../district/domain/fleet/release-stands.ts';
import { addReleaseFile, stageRelease } from '../../district/domain/fleet/releases.ts';
import { newOfficeLink, signInByLink } from '../../district/domain/office.ts';
import { loadSamples } from '../../district/domain/samples.ts';
import { value } from '../../electron/core/testing/acts.ts';
import { releaseUploadPath, releaseUploadType } from '../../shared/contract/care-paths.ts';
import { releasesSchema, type ReleaseStage } from '../../shared/contract/releases.ts';
import { updateCurrentPath, updatePath } from '../../shared/contract/updates.ts';
import { manifestBytesMax, releaseBytesMax } from '../../shared/limits.ts';
import type { Health } from '../../shared/model/health.ts';
import type { EntryKind } from '../../shared/model/journal.ts';
import type { KioskId } from '../../shared/model/ids.ts';
import { newSigner, signerOf } from '../contract/technician-rig.ts';
import { newKiosk } from '../support/district-store.ts';
import { wellHealth } from '../support/health.ts';
import { bytesOf, JournalWriter } from '../support/journal-writer.ts';
import { SigningKiosk } from '../support/signing-kiosk.ts';

/** Versions of the kiosk's program as the district hands them on: to whom, how far, and when no more. */

let district: DistrictServer;
const folder = mkdtempSync(join(tmpdir(), 'releases-'));
const now = () => 1_795_000_000_000;
const maker = newSigner();

beforeAll(async () => {
  const built = await buildDistrict({
    ...{ postgres: null, data: null, now },
    releaseKeys: [maker.publicKey],
  });
  if (!built.ok) throw new Error(built.problem.en);
  district = built.value;
  await loadSamples(district.store, now, 'samples');
});
afterAll(async () => {
  await district.close();
  rmSync(folder, { recursive: true });
});

const releaseKeys = [maker.publicKey];
const hand = () => ({ store: district.store, now, by: 'van-phong', releaseKeys });

function manifestOf(version: string, file: Buffer, changes: object = {}, signer = maker) {
  return signer.sign({
    ...{ format: 1, version, minimumFrom: '0.1.0', size: file.length, migrations: 3, notes: 'x' },
    ...{ sha256: createHash('sha256').update(file).digest('hex') },
    ...changes,
  });
}

function release(
  version: string,
  file = Buffer.from(`program ${version}`),
  changes: object = {},
): string {
  const manifest = manifestOf(version, file, changes);
  writeFileSync(join(folder, `hai-long-${version}.tar.gz`), file);
  const path = join(folder, `hai-long-${version}.json`);
  writeFileSync(path, JSON.stringify(manifest));
  return path;
}

async function kiosk(): Promise<SigningKiosk> {
  const made = new SigningKiosk();
  made.kiosk = await newKiosk(district.store, made.publicKey);
  return made;
}

const ask = (by: SigningKiosk, url: string = updateCurrentPath) =>
  district.http.inject({ method: 'GET', url, headers: by.headers('GET', url, null) });
const offeredTo = async (by: SigningKiosk) => {
  const answer = await ask(by);
  return answer.statusCode === 204 ? null : answer.json<{ version: string }>().version;
};
const stage = async (version: string, changes: Partial<ReleaseStage>) => {
  const whole = { percent: 0, kiosks: [], paused: false, ...changes };
  expect((await stageRelease(hand(), version, whole)).ok).toBe(true);
};

test('a release reaches the chosen kiosks, then a share, then all; pausing it takes it back', async () => {
  const [first, second] = [await kiosk(), await kiosk()];
  for (const version of ['1.9.0', '1.10.0']) {
    expect((await addReleaseFile(hand(), release(version))).ok).toBe(true);
  }
  expect(await offeredTo(first)).toBeNull();
  await stage('1.9.0', { percent: 100 });
  await stage('1.10.0', { kiosks: [first.kiosk as KioskId] });
  expect([await offeredTo(first), await offeredTo(second)]).toEqual(['1.10.0', '1.9.0']);
  expect((await ask(second, updatePath('1.10.0'))).statusCode).toBe(404);
  const file = await ask(first, updatePath('1.10.0'));
  expect(file.rawPayload.toString()).toBe('program 1.10.0');
  expect(file.headers['content-type']).toBe('application/gzip');
  await stage('1.10.0', { percent: 100 });
  expect(await offeredTo(second)).toBe('1.10.0');
  await stage('1.10.0', { percent: 100, kiosks: [first.kiosk as KioskId], paused: true });
  expect([await offeredTo(first), await offeredTo(second)]).toEqual(['1.9.0', '1.9.0']);
});

test('a growing share only ever adds kiosks', async () => {
  const kiosks = await Promise.all(Array.from({ length: 6 }, kiosk));
  let before = new Set<string>();
  await addReleaseFile(hand(), release('2.0.0'));
  for (const percent of [0, 25, 50, 75, 100]) {
    await stage('2.0.0', { percent });
    const reached = new Set<string>();
    for (const one of kiosks) if ((await offeredTo(one)) === '2.0.0') reached.add(one.kiosk);
    expect([...before].every((one) => reached.has(one))).toBe(true);
    before = reached;
  }
  expect(before.size).toBe(6);
});

test('only a kiosk that signs and serves is told anything', async () => {
  const one = await kiosk();
  const url = updateCurrentPath;
  expect((await district.http.inject({ method: 'GET', url })).statusCode).toBe(401);
  await district.store.kiosks.setState(one.kiosk as KioskId, 'retired');
  expect((await ask(one)).statusCode).toBe(410);
});

test.each([
  ['fleet.release', () => join(folder, 'not-there.json')],
  ['fleet.release', () => release('3.0', Buffer.from('x'))],
  ['fleet.release-file', () => release('3.0.1', Buffer.from('x'), { size: 2 })],
  ['fleet.release-file', () => release('3.0.2', Buffer.from('x'), { sha256: '0'.repeat(64) })],
  ['fleet.release-there', () => release('1.9.0', Buffer.from('another'))],
])('what cannot be taken in is refused as %s', async (code, path) => {
  const added = await addReleaseFile(hand(), path());
  expect(added.ok ? 'done' : added.problem.code).toBe(code);
});

async function session(): Promise<{ cookie: string }> {
  const link = await newOfficeLink(district.store, now, 'van-phong');
  const signedIn = value(await signInByLink(district.store, now, link));
  return { cookie: `hai-long-session=${signedIn.token}` };
}

const upload = async (manifest: unknown, file: Buffer, headers?: object) =>
  district.http.inject({
    ...{ method: 'POST', url: releaseUploadPath },
    headers: { 'content-type': releaseUploadType, ...(headers ?? (await session())) },
    payload: Buffer.concat([Buffer.from(JSON.stringify(manifest) + '\n'), file]),
  });

test('the office’s page takes in what a known key signed, and what the district’s own key signed', async () => {
  const file = Buffer.from('line\nline\0\n');
  expect((await upload(manifestOf('3.1.0', file), file)).statusCode).toBe(200);
  expect(Buffer.from((await district.store.releases.file('3.1.0')) ?? [])).toEqual(file);
  const own = signerOf(await district.store.catalogues.publishingKey(newPublishingKey));
  const answer = await upload(manifestOf('3.2.0', file, {}, own), file);
  const { releases } = releasesSchema.parse(answer.json());
  expect(releases.map(({ manifest }) => manifest.version).slice(0, 2)).toEqual(['3.2.0', '3.1.0']);
  expect(releases[0]?.stage).toEqual({ percent: 0, kiosks: [], paused: false });
  expect(releases[0]?.changedBy).toBe('van-phong');
});

test('nobody else hands a release in', async () => {
  const file = Buffer.from('x');
  expect((await upload(manifestOf('3.9.0', file), file, {})).statusCode).toBe(401);
  expect(await district.store.releases.file('3.9.0')).toBeNull();
});

test.each<[string, number, () => [unknown, Buffer]]>([
  ['fleet.release', 422, () => ['no object', Buffer.from('x')]],
  ['fleet.release-signature', 422, () => signedBy(newSigner())],
  ['fleet.release-signature', 422, () => [{ ...signedBy(maker)[0], notes: 'y' }, Buffer.from('x')]],
  ['fleet.release-file', 422, () => [signedBy(maker)[0], Buffer.from('xy')]],
  ['fleet.release-large', 413, () => ['x', Buffer.alloc(releaseBytesMax + manifestBytesMax)]],
])('a release that is handed in is refused as %s', async (code, status, made) => {
  const answer = await upload(...made());
  expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code]);
});

function signedBy(signer: typeof maker): [Record<string, unknown>, Buffer] {
  const file = Buffer.from('x');
  return [manifestOf('3.0.5', file, {}, signer), file];
}

test('for each kiosk the district knows what has become of a version', async () => {
  const version = '4.0.0';
  expect((await addReleaseFile(hand(), release(version))).ok).toBe(true);
  const names = [
    'runs',
    'trial',
    'ready',
    'back',
    'refused',
    'package',
    'newer',
    'offered',
    'out',
  ] as const;
  const made = await Promise.all(names.map(async (name) => [name, await kiosk()] as const));
  const id = Object.fromEntries(made.map(([name, one]) => [name, one.kiosk as KioskId])) as Record<
    (typeof names)[number],
    KioskId
  >;
  const { store } = district;
  const beat = async (who: KioskId, runs: string, update: Health['update'] = null) => {
    await store.kiosks.heard(who, now(), { version: runs });
    await noteHeartbeat(store, now, who, wellHealth({ update }));
  };
  const tell = async (who: KioskId, entries: [EntryKind, Record<string, unknown>][]) => {
    const writer = new JournalWriter();
    for (const [kind, body] of entries) writer.writeAny(kind, { version, ...body });
    const batch = { kiosk: who, journal: writer.journal, receivedAt: now() };
    const kept = await acceptBatch(store.journals, { ...batch, lines: bytesOf(writer.lines) });
    expect(kept.outcome).toBe('accepted');
  };
  await beat(id.runs, version);
  await beat(id.trial, version, { state: 'trial', version });
  await beat(id.ready, '1.0.0', { state: 'ready', version });
  await beat(id.back, '1.0.0');
  await tell(id.back, [
    ['update.downloaded', { bytes: 9 }],
    ['update.installed', { from: '1.0.0' }],
    ['update.rolled-back', { to: '1.0.0', problem: 'update.not-well' }],
  ]);
  await beat(id.refused, '1.0.0');
  await tell(id.refused, [['update.refused', { problem: 'update.minimum' }]]);
  await beat(id.package, '1.0.0', { state: 'by-package', version });
  await beat(id.newer, '4.0.1');
  await tell(id.newer, [['update.refused', { problem: 'update.signature' }]]);
  await beat(id.offered, '1.0.0');
  await stage(version, { kiosks: [id.offered] });
  const { releases, kiosks } = await releasesOf(store);
  const stands = releases.find(({ manifest }) => manifest.version === version)?.stands ?? [];
  const standOf = new Map(stands.map(({ kiosk: one, stand, why }) => [one, [stand, why]]));
  expect(names.map((name) => standOf.get(id[name]))).toEqual([
    ['runs', null],
    ['trial', null],
    ['ready', null],
    ['went-back', 'update.not-well'],
    ['refused', 'update.minimum'],
    ['by-package', null],
    ['newer', null],
    ['offered', null],
    ['not-reached', null],
  ]);
  expect(kiosks.find((one) => one.kiosk === id.runs)).toMatchObject({ version, name: 'Kiosk' });
});
