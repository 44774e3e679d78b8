import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildDistrict, type DistrictServer } from '../../district/app.ts';
import { makeBatch } from '../../district/domain/fleet/batch.ts';
import { keepBundle } from '../../district/domain/fleet/bundles.ts';
import { detailsOf } from '../../district/domain/fleet/details.ts';
import { retireKiosk } from '../../district/domain/fleet/keeping.ts';
import { makeKey, revokeKey, keysOf } from '../../district/domain/fleet/keys.ts';
import {
  putTechnicianPin,
  putUnitKioskSettings,
  unitKiosksOf,
} from '../../district/domain/fleet/unit-kiosks.ts';
import { newOfficeLink, signInByLink } from '../../district/domain/office.ts';
import { loadSamples } from '../../district/domain/samples.ts';
import { value } from '../../electron/core/testing/acts.ts';
import { createMachine, type Machine } from '../../electron/machine.ts';
import { officeBundlePath } from '../../shared/contract/care-paths.ts';
import { supportBundlePath } from '../../shared/contract/technician.ts';
import { bundleBytesMax, bundlesAtOnceMax, bundlesKept } from '../../shared/limits.ts';
import type { CounterId, KioskId, UnitId } from '../../shared/model/ids.ts';
import { keyFileName } from '../../shared/model/provision.ts';
import { refusedWith, windowsOf } from '../contract/technician-rig.ts';
import { newKiosk } from '../support/district-store.ts';
import { SigningKiosk } from '../support/signing-kiosk.ts';

/** The office's care for kiosks, over the real route and with a real machine where there is one to care for. */

const unit = 'don-vi-mau' as UnitId;
const dayMs = 24 * 60 * 60_000;
const pin = '702468';

let district: DistrictServer;
let url: string;
let cookie: string;

beforeAll(async () => {
  district = value(await buildDistrict({ postgres: null, data: null }));
  const { store, now } = district;
  await loadSamples(store, now, 'samples');
  url = await district.http.listen({ host: '127.0.0.1', port: 0 });
  const link = await newOfficeLink(store, now, 'van-phong');
  cookie = `hai-long-session=${value(await signInByLink(store, now, link)).token}`;
});
afterAll(() => district.close());

const hand = () => ({ store: district.store, now: district.now, by: 'van-phong' });
const bundlesOf = async (kiosk: KioskId) =>
  value(await detailsOf(district.store, district.now, kiosk)).bundles;
const take = (kiosk: string, id: string, headers: Record<string, string> = { cookie }) =>
  district.http.inject({ method: 'GET', url: officeBundlePath(kiosk, id), headers });

describe('a real kiosk', () => {
  let root: string;
  let stick: string;
  let machine: Machine;
  let windows: ReturnType<typeof windowsOf>;

  const start = async (): Promise<void> => {
    const options = { version: '1.2.3', stickFolders: [stick], log: () => undefined };
    machine = value(await createMachine({ ...options, folder: join(root, 'data') }));
    windows = windowsOf(machine);
  };
  const end = async (): Promise<void> => {
    windows.close();
    await machine.close();
  };
  const again = async (): Promise<void> => {
    await end();
    await start();
  };
  const kioskOf = (): KioskId => {
    const identity = readFileSync(join(root, 'data', 'identity.json'), 'utf8');
    return (JSON.parse(identity) as { kiosk: KioskId }).kiosk;
  };
  const byKey = (): Promise<string> => refusedWith(windows.citizen.technician.unlockByKey());
  const putKey = async (asked: { units?: UnitId[]; kiosks?: KioskId[] } = {}): Promise<void> => {
    const { units = null, kiosks = null } = asked;
    const until = Date.now() + dayMs;
    const made = value(await makeKey(hand(), { technician: 'Lê Thị Kỹ', units, kiosks, until }));
    writeFileSync(join(stick, made.name), made.file);
    expect(made.name).toBe(keyFileName);
  };

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'hai-long-care-'));
    stick = join(root, 'stick');
    mkdirSync(stick);
    const made = value(
      await makeBatch(hand(), {
        ...{ unit, districtUrl: url, until: Date.now() + dayMs, technicianPin: pin },
        places: [{ counter: 'quay-1' as CounterId }],
      }),
    );
    for (const [name, file] of Object.entries(made.files)) writeFileSync(join(stick, name), file);
    await start();
    await expect.poll(() => machine.isEnrolled(), { timeout: 20_000 }).toBe(true);
  });
  afterEach(async () => {
    await end();
    rmSync(root, { recursive: true });
  });

  test('sends a bundle that the office takes away as it came, and nobody else', async () => {
    const kiosk = kioskOf();
    await windows.citizen.technician.unlock({ pin });
    const { bytes } = await windows.technician().bundle({ to: 'district' });
    const [held] = await bundlesOf(kiosk);
    expect(held?.bytes).toBe(bytes);
    const { id } = held ?? { id: '' };
    const taken = await take(kiosk, id);
    expect(taken.headers).toMatchObject({ 'content-type': 'application/zip' });
    expect(taken.headers['content-disposition']).toMatch(/^attachment; filename="hai-long-/);
    expect(Object.keys(unzipSync(taken.rawPayload))).toContain('health.json');
    const { changes } = value(await detailsOf(district.store, district.now, kiosk));
    expect(changes[0]).toMatchObject({ deed: 'bundle-received', by: null, detail: String(bytes) });
    expect((await take(kiosk, id, {})).statusCode).toBe(401);
    const other = await newKiosk(district.store);
    expect((await take(other, id)).statusCode).toBe(404);
  });

  test('opens its technician’s page to a key file of the office until that is taken back', async () => {
    await putKey({ units: [unit], kiosks: [kioskOf()] });
    expect(await byKey()).toBe('ok');
    expect((await windows.technician().state()).technician).toBe('Lê Thị Kỹ');
    const [made] = await keysOf(district.store, district.now);
    expect(made).toMatchObject({ technician: 'Lê Thị Kỹ', madeBy: 'van-phong', state: 'open' });
    value(await revokeKey(hand(), made?.id ?? ''));
    await again();
    await expect.poll(byKey, { timeout: 20_000 }).toBe('technician.refused');
    await putKey({ kiosks: [await newKiosk(district.store)] });
    expect(await byKey()).toBe('technician.refused');
    await putKey();
    expect(await byKey()).toBe('ok');
  });

  test('takes the unit’s settings and PIN, and its own PIN again when that is taken back', async () => {
    const { settings } = value(await unitKiosksOf(district.store, district.now, unit));
    value(await putUnitKioskSettings(hand(), unit, { ...settings, retentionDays: 777 }));
    value(await putTechnicianPin(hand(), unit, '864209'));
    await putKey();
    const arrived = async (days: number): Promise<void> => {
      await again();
      expect(await byKey()).toBe('ok');
      const page = windows.technician();
      const set = async () =>
        (await page.settings()).rows.find(({ key }) => key === 'retentionDays');
      await expect.poll(async () => (await set())?.value, { timeout: 20_000 }).toBe(days);
      expect(await set()).toMatchObject({ from: 'district', here: false });
      await page.leave();
    };
    const open = (given: string) => refusedWith(windows.citizen.technician.unlock({ pin: given }));
    await arrived(777);
    expect([await open(pin), await open('864209')]).toEqual(['technician.refused', 'ok']);
    value(await putUnitKioskSettings(hand(), unit, { ...settings, retentionDays: 778 }));
    value(await putTechnicianPin(hand(), unit, null));
    await arrived(778);
    expect([await open('864209'), await open(pin)]).toEqual(['technician.refused', 'ok']);
  });
});

describe('the way in for bundles', () => {
  let sender: SigningKiosk;
  beforeEach(async () => {
    sender = new SigningKiosk();
    sender.kiosk = await newKiosk(district.store, sender.publicKey);
  });
  const headersOf = (body: Buffer, by = sender) => ({
    ...by.headers('POST', supportBundlePath, body),
    'content-type': 'application/zip',
  });
  const send = (payload: Buffer, headers: Record<string, string> = headersOf(payload)) =>
    district.http.inject({ method: 'POST', url: supportBundlePath, payload, headers });

  test('keeps the newest of a kiosk, and says so', async () => {
    for (let at = 0; at < bundlesKept + 2; at += 1) {
      const answer = await send(Buffer.from(`PK ${at}`));
      expect([answer.statusCode, answer.json()]).toEqual([200, { received: true }]);
    }
    const kiosk = sender.kiosk as KioskId;
    const held = await bundlesOf(kiosk);
    expect(held).toHaveLength(bundlesKept);
    const newest = await take(kiosk, held[0]?.id ?? '');
    expect(newest.rawPayload.toString()).toBe(`PK ${bundlesKept + 1}`);
  });

  const bytes = Buffer.from('PK');
  test.each<[string, number, () => Promise<{ payload?: Buffer; headers: Record<string, string> }>]>(
    [
      [
        'without a signature',
        401,
        async () => ({ headers: { 'content-type': 'application/zip' } }),
      ],
      [
        'of a kiosk that nobody knows',
        401,
        async () => ({ headers: headersOf(bytes, new SigningKiosk()) }),
      ],
      [
        'with another body than was signed',
        400,
        async () => ({ payload: Buffer.from('PX'), headers: headersOf(bytes) }),
      ],
      [
        'of another kind',
        415,
        async () => ({ headers: { ...headersOf(bytes), 'content-type': 'text/html' } }),
      ],
      [
        'of a retired kiosk',
        410,
        async () => {
          value(await retireKiosk(hand(), sender.kiosk as KioskId));
          return { headers: headersOf(bytes) };
        },
      ],
      [
        'that is too large',
        413,
        async () => {
          const payload = Buffer.alloc(bundleBytesMax + 1);
          return { payload, headers: headersOf(payload) };
        },
      ],
    ],
  )('a bundle %s is answered %i and not kept', async (_, status, made) => {
    const { payload = bytes, headers } = await made();
    expect((await send(payload, headers)).statusCode).toBe(status);
    expect(await bundlesOf(sender.kiosk as KioskId)).toEqual([]);
  });

  test('who cannot sign is turned away before a byte of the body is read', async () => {
    const { statusCode, sent } = await half({ 'content-type': 'application/zip' }).answer;
    expect([statusCode, sent]).toEqual([401, false]);
  });

  test('only a few are read at a time; one that breaks off makes room again', async () => {
    const headers = headersOf(bytes);
    const held = Array.from({ length: bundlesAtOnceMax }, () => half(headers));
    await expect.poll(async () => (await send(bytes)).statusCode).toBe(429);
    held[0]?.cutOff();
    await expect.poll(async () => (await send(bytes)).statusCode).toBe(200);
    for (const one of held) one.cutOff();
  });

  /** A request whose body never comes to its end. */
  function half(headers: Record<string, string>) {
    const open = request(new URL(supportBundlePath, url), {
      ...{ method: 'POST', headers: { ...headers, 'content-length': '2' } },
    });
    open.on('error', () => undefined); // cut off below
    open.flushHeaders();
    const answer = new Promise<{ statusCode: number | undefined; sent: boolean }>((resolve) => {
      open.on('response', ({ statusCode }) => {
        resolve({ statusCode, sent: open.writableEnded });
        open.destroy();
      });
    });
    return { answer, cutOff: () => void open.destroy() };
  }
});

test('the store keeps bundles of one kiosk apart from those of another', async () => {
  const [one, other] = [await newKiosk(district.store), await newKiosk(district.store)];
  for (const kiosk of [one, other]) {
    await keepBundle(district.store, district.now, kiosk, Buffer.from(kiosk));
  }
  expect([(await bundlesOf(one)).length, (await bundlesOf(other)).length]).toEqual([1, 1]);
});
