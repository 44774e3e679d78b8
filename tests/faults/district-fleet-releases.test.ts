import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildDistrict, type DistrictServer } from '../../district/app.ts';
import { makeEnrolmentCode } from '../../district/domain/enrolment.ts';
import { addReleaseFile, stageRelease } from '../../district/domain/fleet/releases.ts';
import { loadSamples } from '../../district/domain/samples.ts';
import type { ReleaseStage } from '../../shared/contract/fleet.ts';
import { updateCurrentPath, updatePath } from '../../shared/contract/updates.ts';
import type { CounterId, KioskId } from '../../shared/model/ids.ts';
import { SigningKiosk } from '../support/signing-kiosk.ts';

/** Versions of the kiosk's program as the district hands them on: to whom, how far, and when no more. */

let district: DistrictServer;
const folder = mkdtempSync(join(tmpdir(), 'releases-'));
const now = () => 1_795_000_000_000;

beforeAll(async () => {
  const built = await buildDistrict({ postgres: null, data: null, now });
  if (!built.ok) throw new Error(built.problem.en);
  district = built.value;
  await loadSamples(district.store, now, 'samples');
});
afterAll(async () => {
  await district.close();
  rmSync(folder, { recursive: true });
});

const hand = () => ({ store: district.store, now, by: 'van-phong' });

function release(
  version: string,
  file = Buffer.from(`program ${version}`),
  changes: object = {},
): string {
  const manifest = {
    ...{ format: 1, version, minimumFrom: '0.1.0', size: file.length, migrations: 3, notes: 'x' },
    ...{ sha256: createHash('sha256').update(file).digest('hex'), signature: 'A'.repeat(86) },
    ...changes,
  };
  writeFileSync(join(folder, `hai-long-${version}.tar.gz`), file);
  const path = join(folder, `hai-long-${version}.json`);
  writeFileSync(path, JSON.stringify(manifest));
  return path;
}

async function kiosk(): Promise<SigningKiosk> {
  const made = new SigningKiosk();
  const place = { counter: 'quay-1' as CounterId, name: 'Kiosk' };
  const code = await makeEnrolmentCode(district.store, now, place);
  const payload = { code, publicKey: made.publicKey, version: '1.0.0' };
  const answer = await district.http.inject({ method: 'POST', url: '/api/enrolments', payload });
  made.kiosk = answer.json<{ kiosk: string }>().kiosk;
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
