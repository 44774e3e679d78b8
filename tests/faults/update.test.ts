import { generateKeyPairSync } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publicHalf } from '../../build/release/keys.ts';
import { makeRelease } from '../../build/release/make-release.ts';
import { stage } from '../../build/os/linux/stage.ts';
import { IdentityFile } from '../../electron/store/identity.ts';
import { systemClock } from '../../electron/store/system-clock.ts';
import { journalOf } from '../support/enrolled-folder.ts';
import { ReleaseDistrict } from '../support/release-district.ts';
import { newIdentity } from '../support/sending-kiosk.ts';
import { SupervisedKiosk } from '../support/supervised-kiosk.ts';

/**
 * The whole way, with releases made of the real bundle: a kiosk under its supervisor goes from one version to the next,
 * then to one whose migration fails, and back; twice the power goes. What it wrote meanwhile reaches the district without a gap.
 */
const keys = generateKeyPairSync('ed25519');
const kioskKeys = generateKeyPairSync('ed25519');
const root = mkdtempSync(join(tmpdir(), 'hai-long-update-'));
const data = join(root, 'data');
const base = join(root, 'staged/usr/lib/hai-long');
let district: ReleaseDistrict;
let supervisor: SupervisedKiosk;

/** A copy of the program that says of itself that it is another version; `serve` replaces what it does. */
function programOf(version: string, serve?: string): string {
  const folder = join(root, `program-${version}`);
  cpSync(base, folder, { recursive: true });
  writePackage(folder, version);
  if (serve !== undefined) writeFileSync(join(folder, 'electron/serve.js'), serve);
  return folder;
}

function writePackage(folder: string, version: string): void {
  const described = { name: 'hai-long', version, type: 'module' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(described));
}

/** Raises the journal's format, as far as it gets; a version of before cannot open that any more. */
const failingMigration = `
  import Database from 'better-sqlite3';
  const folder = process.argv[process.argv.indexOf('--data') + 1];
  const database = new Database(folder + '/journal.sqlite');
  if (database.pragma('user_version', { simple: true }) === 1) {
    database.exec('ALTER TABLE entry ADD COLUMN later TEXT; UPDATE journal SET format = 2');
    database.pragma('user_version = 2');
  }
  database.close();
  throw new Error('the next step of the migration failed');`;

async function offer(program: string, key = keys.privateKey): Promise<void> {
  const out = join(root, 'releases');
  const manifest = await makeRelease({ program, out, minimumFrom: '1.0.0', notes: 'Thử', key });
  const file = join(out, `hai-long-${manifest.version}.tar.gz`);
  district.offer = { manifest, file };
}

async function told(kind: string, version: string): Promise<void> {
  for (let left = 300; !district.has(kind, version); left -= 1) {
    if (left === 0) throw new Error(`no ${kind} ${version}: ${JSON.stringify(summary())}`);
    await sleep(50);
  }
}

const summary = () => ({
  codes: supervisor.codes,
  told: district.told
    .filter(({ kind }) => /update|machine/.test(kind))
    .map(({ kind, body }) => [kind, body]),
  state: supervisor.state(),
});

beforeAll(async () => {
  await stage(join(root, 'staged'), {
    ...{ flavour: 'chromium', processor: process.arch === 'arm64' ? 'arm64' : 'amd64' },
    withoutNode: true,
  });
  writePackage(base, '1.0.0');
  district = await new ReleaseDistrict(kioskKeys.publicKey).listen();
  mkdirSync(data);
  const files = new IdentityFile({ folder: data, clock: systemClock(), log: () => undefined });
  const written = files.write(newIdentity(district.url, kioskKeys));
  if (!written.ok) throw new Error(written.problem.en);
  const releaseKeys = join(root, 'release-keys.json');
  const trusted = { releaseKeys: [publicHalf(keys.publicKey)], publishingKey: false };
  writeFileSync(releaseKeys, JSON.stringify(trusted));
  const flags = ['--update-pace', '150'];
  supervisor = new SupervisedKiosk({ program: base, data, releaseKeys, flags });
}, 60_000);
afterAll(async () => {
  await supervisor.stop();
  await district.close();
  rmSync(root, { recursive: true, force: true });
});

test('a kiosk updates itself, and comes back from a version that does not run', async () => {
  await told('machine.started', '1.0.0');

  await offer(programOf('1.1.0'), generateKeyPairSync('ed25519').privateKey);
  await told('update.refused', '1.1.0');
  await offer(programOf('1.1.0'));
  // The power goes when it lies ready, and again while it is on trial.
  await supervisor.cut(/"ready": "1.1.0"/);
  await supervisor.cut(/"starts": 1/);
  await told('update.healthy', '1.1.0');
  expect(district.has('update.downloaded', '1.1.0')).toBe(true);
  expect(district.has('machine.started', '1.1.0')).toBe(true);

  await offer(programOf('1.2.0', failingMigration));
  await told('update.rolled-back', '1.2.0');
  const back = district.told.find(({ kind }) => kind === 'update.rolled-back');
  expect(back?.body).toEqual({ version: '1.2.0', to: '1.1.0', problem: 'update.not-well' });
  expect(supervisor.codes.filter((code) => code === 1)).toHaveLength(3);

  await supervisor.stop();
  const kinds = journalOf(data).map(({ kind }) => kind);
  for (const kind of ['update.installed', 'update.healthy', 'update.rolled-back']) {
    const times = kind === 'update.installed' ? 2 : 1;
    expect(kinds.filter((one) => one === kind)).toHaveLength(times);
  }
  // The district checks the chain of every batch: whatever it was told is one journal, the kiosk's own.
  expect(district.told.map(({ kind }) => kind)).toEqual(kinds.slice(0, district.told.length));
}, 60_000);
