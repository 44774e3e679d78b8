import { createHash, generateKeyPairSync } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { Enrolment } from '../../shared/contract/district.ts';
import { kioskIdSchema, type CounterId } from '../../shared/model/ids.ts';
import { problem, type Problem } from '../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import { publishingKeyOf } from './catalogue/publishing.ts';
import { documentsFor } from './documents.ts';
import type { DistrictStore, Now } from './ports.ts';
import { enrolmentCodeHash, newEnrolmentCode } from './secrets.ts';

/** Long enough for a technician's way to the counter, short enough not to lie about. */
export const enrolmentCodeLifeMs = 24 * 60 * 60_000;

/** Makes a one-time code for a kiosk at a counter. Null when no counter, or more than one, has this id. */
export async function makeEnrolmentCode(
  store: DistrictStore,
  now: Now,
  kiosk: { readonly counter: CounterId; readonly name: string },
): Promise<string | null> {
  const [place, another] = await store.places.counters(kiosk.counter);
  if (!place || another) return null;
  const code = newEnrolmentCode();
  await store.kiosks.addCode({
    codeHash: enrolmentCodeHash(code),
    unit: place.unit,
    counter: kiosk.counter,
    name: kiosk.name,
    expiresAt: now() + enrolmentCodeLifeMs,
  });
  return code;
}

/** Takes a kiosk in, in exchange for its code. Asked again with the same code and key it gives the same answer. */
export async function enrol(
  store: DistrictStore,
  now: Now,
  asked: { readonly code: string; readonly publicKey: string; readonly version: string },
): Promise<Result<Enrolment, Problem>> {
  const newcomer = {
    kiosk: kioskIdSchema.parse(uuidv7()),
    publicKey: asked.publicKey,
    at: now(),
  };
  const kiosk = await store.kiosks.useCode(enrolmentCodeHash(asked.code), newcomer);
  if (!kiosk) return fail(problem('enrolment.code'));
  await store.kiosks.heard(kiosk.kiosk, now(), { version: asked.version });

  const place = await store.places.unit(kiosk.unit);
  const counter = await store.places.counter(kiosk.unit, kiosk.counter);
  const sealingKey = await store.places.sealingKey();
  if (!place || !counter) {
    throw new Error(`Kiosk ${kiosk.kiosk} is enrolled at a place that does not exist`);
  }
  return ok({
    kiosk: kiosk.kiosk,
    unit: place.unit,
    counter,
    unitKey: await store.places.unitKey(kiosk.unit),
    sealingKey,
    publishingKey: await publishingKeyOf(store),
    documents: [...(await documentsFor(store, now, kiosk))],
    time: now(),
  });
}

const keyNameLength = 16;

/** A new X25519 key pair for sealed texts (HPKE, RFC 9180), raw and base64url; its name is taken from the public key. */
export function newSealingKey(): { id: string; publicKey: string; privateKey: string } {
  const { x, d } = generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' });
  if (x === undefined || d === undefined) throw new Error('No X25519 key was made');
  const id = createHash('sha256').update(x).digest('hex').slice(0, keyNameLength);
  return { id, publicKey: x, privateKey: d };
}
