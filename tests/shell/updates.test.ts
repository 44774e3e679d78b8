import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { IdentityFile } from '../../electron/store/identity.ts';
import { systemClock } from '../../electron/store/system-clock.ts';
import type { CitizenClient } from '../../shared/contract/citizen.ts';
import type { TechnicianClient } from '../../shared/contract/technician.ts';
import { releaseManifestSchema } from '../../shared/model/release.ts';
import { hashPin } from '../../shared/rules/pin.ts';
import { ReleaseDistrict } from '../support/release-district.ts';
import { newIdentity } from '../support/sending-kiosk.ts';
import { ShellTest } from './shell-test.ts';

/** New versions under Electron: the built worker hears of one from its district, tells the technician, and takes nothing. */
const shell = new ShellTest();
const pin = '246810';
let district: ReleaseDistrict;

beforeEach(async () => {
  const keys = generateKeyPairSync('ed25519');
  district = await new ReleaseDistrict(keys.publicKey).listen();
  mkdirSync(shell.data, { recursive: true });
  const settings = { technicianPin: await hashPin(pin) };
  writeFileSync(join(shell.data, 'kiosk.json'), JSON.stringify(settings));
  const files = new IdentityFile({
    folder: shell.data,
    clock: systemClock(),
    log: () => undefined,
  });
  const written = files.write(newIdentity(district.url, keys));
  if (!written.ok) throw new Error(written.problem.en);
});
afterEach(() => district.close());

test('a version that waits is a fault with its sentence, and nothing is downloaded', async () => {
  const manifest = releaseManifestSchema.parse({
    ...{ format: 1, version: '9.9.9', minimumFrom: '0.0.0', migrations: 2, notes: 'Thử' },
    ...{ sha256: 'a'.repeat(64), size: 10, signature: 'A'.repeat(86) },
  });
  district.offer = { manifest, file: '/nowhere' };
  const kiosk = await shell.locked();
  const { technician } = kiosk.client<CitizenClient>('citizen');
  void technician.unlock({ pin }).catch(() => undefined);
  await kiosk.until<{ page: string }>('hand-port', 1, ({ page }) => page === 'technician');
  const page = kiosk.client<TechnicianClient>('technician');
  const faults = async () => (await page.state()).faults.map(({ code, vi }) => `${code}: ${vi}`);
  await expect
    .poll(faults, { timeout: 20_000 })
    .toContainEqual(expect.stringMatching(/^update-by-package: Đã có phiên bản 9\.9\.9,/));
  const { health } = await page.state();
  expect(health?.update).toEqual({ state: 'by-package', version: '9.9.9' });
  const asked = district.arrived.map(({ url }) => url).filter((url) => url.includes('/updates/'));
  expect(new Set(asked)).toEqual(new Set(['/api/updates/current']));
});
