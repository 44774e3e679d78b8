import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSender } from '../../electron/sync/signed-request.ts';
import { Upload } from '../../electron/sync/upload.ts';
import { FaultyDistrict } from '../support/faulty-district.ts';
import { newIdentity, sendingKiosk, type SendingKiosk } from '../support/sending-kiosk.ts';

/** A server whose certificate nobody vouches for: real TLS, real refusal. */

const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/certificates/${name}`, import.meta.url), 'utf8');

let kiosk: SendingKiosk;
let impostor: FaultyDistrict;

beforeEach(async () => {
  kiosk = await sendingKiosk();
  const certificate = {
    key: fixture('self-signed.key.pem'),
    cert: fixture('self-signed.cert.pem'),
  };
  impostor = await new FaultyDistrict(kiosk.keys.publicKey, certificate).listen();
});
afterEach(async () => {
  await impostor.close();
  await kiosk.district.close();
});

function uploadTo(districtUrl: string): Upload {
  const identity = newIdentity(districtUrl, generateKeyPairSync('ed25519'));
  const stopped = kiosk.stopped.signal;
  const send = createSender({ districtUrl, identity, clock: kiosk.clock, stopped });
  return new Upload({ ...kiosk, send });
}

it('is told from an unreachable one, and is sent nothing', async () => {
  kiosk.write(1);
  const upload = uploadTo(`https://127.0.0.1:${impostor.port}`);
  await upload.step();
  expect(upload.problem()).toMatchObject({
    code: 'district.certificate',
    parameters: { reason: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
  });
  expect(impostor.arrived).toEqual([]);
  expect(upload.queueDepth()).toBe(1);
});

it('is not taken for one that speaks plain HTTP', async () => {
  const upload = uploadTo(`https://127.0.0.1:${kiosk.district.port}`);
  await upload.step();
  expect(upload.problem()?.code).toBe('district.unreachable');
  expect(kiosk.district.arrived).toEqual([]);
});
