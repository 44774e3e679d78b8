import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { buildDistrict, type DistrictServer } from '../../district/app.ts';
import { newPublishingKey } from '../../district/domain/catalogue/package.ts';
import { makeEnrolmentCode } from '../../district/domain/enrolment.ts';
import { loadSamples } from '../../district/domain/samples.ts';
import { value } from '../../electron/core/testing/acts.ts';
import { createMachine, type Machine } from '../../electron/machine.ts';
import { ProvisionFiles } from '../../electron/store/provision.ts';
import type { CounterId } from '../../shared/model/ids.ts';
import { provisionSchema } from '../../shared/model/provision.ts';
import { hashPin } from '../../shared/rules/pin.ts';
import { newSigner, signerOf, windowsOf, type Signer } from '../contract/technician-rig.ts';
import { journalOf } from '../support/enrolled-folder.ts';

/** The real district and the real machine: a file on a stick makes a kiosk, and a bad one makes none. */

const dayMs = 24 * 60 * 60_000;
const lookEveryMs = 20;
const heartbeatMsMax = 10_000;

let district: DistrictServer;
let url: string;
let signer: Signer;
let technicianPin: string;

beforeAll(async () => {
  district = value(await buildDistrict({ postgres: null, data: null }));
  await loadSamples(district.store, district.now, 'samples');
  url = await district.http.listen({ host: '127.0.0.1', port: 0 });
  signer = signerOf(await district.store.catalogues.publishingKey(newPublishingKey));
  technicianPin = await hashPin('271845');
});
afterAll(() => district.close());

let root: string;
let data: string;
let stick: string;
let machine: Machine | null = null;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hai-long-provision-'));
  data = join(root, 'data');
  stick = join(root, 'stick');
  mkdirSync(stick);
});
afterEach(async () => {
  await machine?.close();
  machine = null;
  rmSync(root, { recursive: true });
});

async function start(): Promise<Machine> {
  const options = { folder: data, version: '1.2.3', stickFolders: [stick], log: () => undefined };
  machine = value(await createMachine(options));
  return machine;
}

const newCode = async (): Promise<string> =>
  (await makeEnrolmentCode(district.store, district.now, {
    counter: 'quay-1' as CounterId,
    name: 'Quầy 1',
  })) ?? '';

async function file(change: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
  return signer.sign({
    ...{ format: 1, districtUrl: url, code: await newCode(), technicianPin },
    settings: { diagonalInches: 21.5 },
    ...{ issuedAt: Date.now() - dayMs, until: Date.now() + dayMs },
    publishingKey: { id: signer.id, publicKey: signer.publicKey },
    ...change,
  });
}
const put = (content: unknown, name = 'kiosk.provision.json', folder = stick): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  return path;
};
const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await wait(lookEveryMs);
};
/** Kiosks that the district has had a heartbeat of: only that one says how long its queue is. */
const beating = async (): Promise<number> =>
  (await district.store.kiosks.standings()).filter(({ queueDepth }) => queueDepth !== null).length;

describe('a good file', () => {
  test('makes a kiosk with no touch, and its heartbeat is there within ten seconds', async () => {
    const given = await file();
    const path = put(given);
    const before = await beating();
    const from = performance.now();
    const started = await start();
    await until(async () => (await beating()) > before);
    const tookMs = Math.round(performance.now() - from);
    console.log(`provision file -> first heartbeat: ${tookMs} ms (at most ${heartbeatMsMax} ms)`);
    expect(tookMs).toBeLessThan(heartbeatMsMax);

    const left = readFileSync(path, 'utf8');
    expect(left).not.toContain(String(given['code']));
    expect(left).not.toContain(technicianPin);
    expect(JSON.parse(left)).toMatchObject({ format: 1, used: {} });
    await started.close();
    machine = null;
    const entries = journalOf(data);
    expect(entries.map(({ kind }) => kind)).toContain('kiosk.enrolled');
    expect(entries.find(({ kind }) => kind === 'provision.applied')?.body['wiped']).toBe(true);
    const kept = JSON.parse(readFileSync(join(data, 'kiosk.provisioned.json'), 'utf8')) as object;
    expect(kept).toEqual({ diagonalInches: 21.5, technicianPin });
  });

  test('is found beside the program’s data, and when the stick comes later', async () => {
    const started = await start();
    expect(started.isEnrolled()).toBe(false);
    put(await file(), 'kiosk.provision.json', data);
    await until(() => started.isEnrolled());
  });

  test('of a batch makes one kiosk each', async () => {
    put({ format: 1, used: { kiosk: '01234567-89ab-4def-8123-456789abcdef', at: 1 } });
    put(await file(), 'kiosk.provision.quay-1.json');
    const second = await file();
    const secondPath = put(second, 'kiosk.provision.quay-2.json');
    const started = await start();
    await until(() => started.isEnrolled());
    expect(readFileSync(secondPath, 'utf8')).toContain(String(second['code']));
  });

  test('works on a stick that cannot be written, and the entry says that it is not wiped', async () => {
    const files = new ProvisionFiles();
    expect(files.wipe('/proc/nowhere/kiosk.provision.json', 'x' as never, 1)).toBe(false);
  });
});

describe('a bad file makes no kiosk, changes nothing and says why', () => {
  const cases: [string, string, string, () => unknown][] = [
    ['that is no JSON', 'malformed', '“/”', () => '{"format": 1,'],
    ['that is empty', 'malformed', '“/”', () => ''],
    ['without a code', 'malformed', '“code”', () => file({ code: undefined })],
    ['with an unknown key', 'malformed', '“mau”', () => file({ mau: 'xanh' })],
    [
      'with a setting out of range',
      'malformed',
      '“settings.diagonalInches”',
      () => file({ settings: { diagonalInches: 500 } }),
    ],
    [
      'with another address scheme',
      'malformed',
      '“districtUrl”',
      () => file({ districtUrl: 'ftp://a' }),
    ],
    [
      'that was changed',
      'signature',
      '',
      async () => ({ ...(await file()), districtUrl: 'http://a.b' }),
    ],
    ['that ended', 'expired', '2001-09-09', () => file({ until: 1_000_000_000_000 })],
    [
      'with a code that the district does not know',
      'used',
      '',
      () => file({ code: 'AAAA-BBBB-CCCC' }),
    ],
  ];
  test.each(cases)('%s: provision.%s', async (_, code, named, make) => {
    put(await make());
    const started = await start();
    const refused = await refusal(started);
    expect(refused.code).toBe(`provision.${code}`);
    expect(refused.en).toContain(named);
    expect(started.isEnrolled()).toBe(false);
    await started.close();
    machine = null;
    expect(journalOf(data).filter(({ kind }) => kind === 'provision.refused')).toHaveLength(1);
  });

  test('of another district’s key is refused before anything is kept', async () => {
    const other = newSigner();
    const { signature: _signature, ...rest } = await file({
      publishingKey: { id: other.id, publicKey: other.publicKey },
    });
    put(other.sign(rest));
    const started = await start();
    expect((await refusal(started)).code).toBe('provision.other-district');
    expect(started.isEnrolled()).toBe(false);
  });

  test('too large for what it is, or a folder, is not read', () => {
    put('x'.repeat(100_000));
    expect(new ProvisionFiles().find(stick, 0)).toMatchObject({
      problem: { code: 'provision.unreadable' },
    });
    rmSync(join(stick, 'kiosk.provision.json'));
    mkdirSync(join(stick, 'kiosk.provision.json'));
    expect(new ProvisionFiles().find(stick, 0)).toMatchObject({
      problem: { code: 'provision.unreadable' },
    });
  });

  test('that was used already says so', () => {
    put({ format: 1, used: { kiosk: '01234567-89ab-4def-8123-456789abcdef', at: 1 } });
    expect(new ProvisionFiles().find(stick, 0)).toMatchObject({
      problem: { code: 'provision.used' },
    });
  });

  test('a clock at 1970 refuses no good file', async () => {
    put(await file());
    expect(new ProvisionFiles().find(stick, 0)).toMatchObject({ ok: true });
  });
});

/** What the technician's page says about the file. */
async function refusal(from: Machine): Promise<{ code: string; en: string }> {
  const { citizen, technician, close } = windowsOf(from);
  await citizen.technician.unlock({ pin: null });
  const page = technician();
  for (;;) {
    const { problem } = await page.state();
    if (problem?.code.startsWith('provision.')) {
      close();
      return problem;
    }
    await wait(lookEveryMs);
  }
}

test('the published JSON Schema is the one that files are read by', () => {
  const published: unknown = JSON.parse(readFileSync('docs/kiosk.provision.schema.json', 'utf8'));
  expect(published).toEqual(z.toJSONSchema(provisionSchema, { io: 'input' }));
});
