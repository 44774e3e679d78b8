import { execFileSync, fork, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { publicHalf } from '../../build/release/keys.ts';
import { makeRelease } from '../../build/release/make-release.ts';
import { stage } from '../../build/os/linux/stage.ts';
import { repository } from '../../build/setup/run-tool.ts';
import type { KioskId } from '../../shared/model/ids.ts';
import { citizenClient, officeClient } from '../support/clients.ts';
import { journalOf } from '../support/enrolled-folder.ts';
import { SupervisedKiosk } from '../support/supervised-kiosk.ts';

/**
 * A version's whole way through a district, all of it as it is shipped: a release made by build/release.ts, taken in and
 * staged by the district's own server, fetched by two kiosks under their starters. The first kiosk tries it, the second
 * follows, after the office had stopped it once; then comes a version that does not run.
 */
const keys = generateKeyPairSync('ed25519');
const root = mkdtempSync(join(tmpdir(), 'hai-long-update-district-'));
const base = join(root, 'staged/usr/lib/hai-long');
const releases = join(root, 'releases');
const pemFile = join(root, 'key.pem');
const processor = process.arch === 'arm64' ? 'arm64' : 'amd64';
/** Long enough for two cores that do other things as well; nothing is judged by it. */
const patience = { timeout: 120_000, interval: 100 };

type Kiosk = { readonly runs: SupervisedKiosk; readonly data: string; readonly id: KioskId };
type Office = Awaited<ReturnType<typeof officeClient>>;
const kiosks: Kiosk[] = [];
let district: ChildProcess;
let url: string;
let office: Office;

const districtFlags = ['--data', join(root, 'district'), '--samples', 'samples'];
const publicKey = publicHalf(keys.publicKey);

beforeAll(async () => {
  writeFileSync(pemFile, keys.privateKey.export({ format: 'pem', type: 'pkcs8' }));
  await stage(join(root, 'staged'), {
    ...{ flavour: 'chromium', processor, withoutNode: true, version: '1.0.0' },
  });
  packRelease('1.1.0');
  await packBroken('1.2.0');
  takeIn('1.1.0', '--release-key', publicKey);
  // Signed by the district itself, whose word only the first kiosk's computer takes.
  errand('--sign-release', manifestOf('1.2.0'));
  takeIn('1.2.0');
  district = fork('district/main.ts', [...districtFlags, '--port', '0'], { stdio: quietly });
  const [ready] = (await once(district, 'message')) as [{ district: string; officeLink: string }];
  url = ready.district;
  office = await officeClient(ready.officeLink);
  kiosks.push(await newKiosk('first', true), await newKiosk('second', false));
}, 300_000);
afterAll(async () => {
  await Promise.all(kiosks.map(({ runs }) => runs.stop()));
  const closed = once(district, 'exit');
  district.kill('SIGTERM');
  await closed;
  rmSync(root, { recursive: true, force: true });
});

const quietly = ['ignore', 'ignore', 'inherit', 'ipc'] as ('ignore' | 'inherit' | 'ipc')[];

/** The command that is in docs/OPERATING.md. */
function packRelease(version: string): void {
  const flags = ['--key', pemFile, '--minimum-from', '1.0.0', '--version', version];
  const rest = ['--processor', processor, '--out', releases];
  execFileSync(process.execPath, ['build/release.ts', ...flags, ...rest], { cwd: repository });
}

/** As genuine as the other, and of no use: its program ends before it stands. */
async function packBroken(version: string): Promise<void> {
  const program = join(root, `program-${version}`);
  cpSync(base, program, { recursive: true });
  const described = { name: 'hai-long', version, type: 'module' };
  writeFileSync(join(program, 'package.json'), JSON.stringify(described));
  writeFileSync(join(program, 'electron/serve.js'), `throw new Error('a step was forgotten');`);
  const options = { program, out: releases, minimumFrom: '1.0.0', notes: 'Thử' };
  await makeRelease({ ...options, key: keys.privateKey });
}

const manifestOf = (version: string) => join(releases, `hai-long-${version}.json`);

function takeIn(version: string, ...more: string[]): void {
  errand('--add-release', manifestOf(version), ...more);
}

function errand(...flags: string[]): void {
  execFileSync(process.execPath, ['district/main.ts', ...districtFlags, ...flags], {
    cwd: repository,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function newKiosk(name: string, publishingKey: boolean): Promise<Kiosk> {
  const releaseKeys = join(root, `${name}-keys.json`);
  writeFileSync(releaseKeys, JSON.stringify({ releaseKeys: [publicKey], publishingKey }));
  district.send({ newEnrolmentCode: { counter: 'quay-1', name } });
  const [{ enrolmentCode }] = (await once(district, 'message')) as [{ enrolmentCode: string }];
  const data = join(root, name);
  const flags = ['--district-url', url, '--enrol-code', enrolmentCode, '--update-pace', '150'];
  const runs = new SupervisedKiosk({ program: base, data, releaseKeys, flags });
  await vi.waitUntil(() => existsSync(join(data, 'identity.json')), patience);
  const { kiosk } = JSON.parse(readFileSync(join(data, 'identity.json'), 'utf8')) as {
    kiosk: KioskId;
  };
  return { runs, data, id: kiosk };
}

const stageAs = (version: string, percent: number, chosen: readonly Kiosk[], paused = false) =>
  office.office.releases.stage({
    ...{ version, stage: { percent, kiosks: chosen.map(({ id }) => id), paused } },
  });

/** What the office reads of a version on a kiosk. */
async function standOf(version: string, kiosk: Kiosk): Promise<string | undefined> {
  const { releases: all } = await office.office.releases.list();
  const release = all.find(({ manifest }) => manifest.version === version);
  return release?.stands.find((one) => one.kiosk === kiosk.id)?.stand;
}
const becomes = (version: string, kiosk: Kiosk, stand: string) =>
  expect.poll(() => standOf(version, kiosk), patience).toBe(stand);

/** The office calls it run, and on the kiosk it has proved itself. */
async function runsWell(version: string, kiosk: Kiosk): Promise<void> {
  await becomes(version, kiosk, 'runs');
  const remembered = () => JSON.parse(kiosk.runs.state()) as { trial: unknown; current: string };
  await expect.poll(remembered, patience).toMatchObject({ trial: null, current: version });
}

/** Whether the office's list of kiosks calls it outdated. */
async function isOutdated({ id }: Kiosk): Promise<boolean | undefined> {
  const { kiosks: rows } = await office.office.fleet.list();
  const row = rows.find(({ kiosk }) => kiosk === id);
  return row?.faults.some(({ code }) => code === 'outdated');
}

const logOf = ({ data }: Kiosk) => readFileSync(join(data, 'log/kiosk.log'), 'utf8');

test('a release goes from the office to one kiosk, to all, and a broken one comes back', async () => {
  const [first, second] = kiosks as [Kiosk, Kiosk];
  await becomes('1.1.0', first, 'not-reached');

  await stageAs('1.1.0', 0, [first]);
  await runsWell('1.1.0', first);
  expect(await isOutdated(first)).toBe(false);
  expect(await isOutdated(second)).toBe(true);
  expect(await standOf('1.1.0', second)).toBe('not-reached');

  // Somebody stands at the second kiosk when it comes, and the office thinks better of it meanwhile.
  const citizen = citizenClient(second.runs.citizen);
  const { survey } = await citizen.startWalkIn();
  await stageAs('1.1.0', 100, []);
  await becomes('1.1.0', second, 'ready');
  await stageAs('1.1.0', 100, [], true);
  await citizen.decline({ survey });
  const timesHeld = () => logOf(second).split('update.held').length - 1;
  await expect.poll(timesHeld, patience).toBeGreaterThanOrEqual(3);
  expect(second.runs.codes).toEqual([]);
  await stageAs('1.1.0', 100, []);
  await runsWell('1.1.0', second);
  expect(await isOutdated(second)).toBe(false);

  await stageAs('1.2.0', 0, [first]);
  await becomes('1.2.0', first, 'went-back');
  await runsWell('1.1.0', first);
  await stageAs('1.2.0', 100, []);
  await becomes('1.2.0', second, 'refused');

  await Promise.all(kiosks.map(({ runs }) => runs.stop()));
  const told = ({ data }: Kiosk) =>
    journalOf(data)
      .filter(({ kind }) => kind.startsWith('update.'))
      .map(({ kind, body }) => `${kind} ${String(body['version'])}`);
  const way = ['downloaded', 'installed', 'healthy'].map((step) => `update.${step} 1.1.0`);
  expect(told(second)).toEqual([...way, 'update.refused 1.2.0']);
  const back = ['downloaded', 'installed', 'rolled-back'].map((step) => `update.${step} 1.2.0`);
  expect(told(first)).toEqual([...way, ...back]);
}, 240_000);
