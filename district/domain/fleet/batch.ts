import { zipSync } from 'fflate';
import { v7 as uuidv7 } from 'uuid';
import type { Batch, BatchRequest, HandOut } from '../../../shared/contract/fleet.ts';
import { enrolmentCodeLifeMaxMs } from '../../../shared/limits.ts';
import type { KioskId } from '../../../shared/model/ids.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { provisionFileName, provisionSchema } from '../../../shared/model/provision.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import type { Counter, Unit } from '../../../shared/model/unit.ts';
import { slipText } from '../../../shared/rules/enrolment-slip.ts';
import { hashPin, pinPattern } from '../../../shared/rules/pin.ts';
import { newPublishingKey } from '../catalogue/package.ts';
import type { PublishingKeyPair } from '../catalogue/ports.ts';
import { enrolmentCodeHash, newEnrolmentCode } from '../secrets.ts';
import { signed } from '../signing.ts';
import { counterAt, type FleetHand } from './keeping.ts';

/** Kiosks by the dozen: for each a one-time code, as a signed provision file and as a sheet of paper. */

export type MadeBatch = Batch & {
  /** The provision files by their names. */
  readonly files: Readonly<Record<string, Uint8Array>>;
};

/** Makes the codes and files. They are in the answer and nowhere else, ever. */
export async function makeBatch(
  hand: FleetHand,
  asked: BatchRequest,
): Promise<Result<MadeBatch, Problem>> {
  const place = await hand.store.places.unit(asked.unit);
  if (!place) return fail(problem('office.unit'));
  const complaint = untilComplaint(asked.until, hand.now());
  if (complaint) return fail(complaint);
  if (asked.technicianPin !== null && !pinPattern.test(asked.technicianPin)) {
    return fail(problem('office.pin'));
  }
  const counters: Counter[] = [];
  for (const wanted of asked.places) {
    const counter = await counterAt(hand, asked.unit, wanted);
    if (!counter.ok) return counter;
    counters.push(counter.value);
  }
  const pin = asked.technicianPin === null ? null : await hashPin(asked.technicianPin);
  const places = counters.map((counter, at) => {
    const before = counters.slice(0, at).filter(({ id }) => id === counter.id).length;
    return { counter, name: before === 0 ? counter.name : `${counter.name} (${before + 1})` };
  });
  return ok(await handOut(hand, { ...asked, unit: place.unit, places, pin, again: null }));
}

/** One code by which a computer becomes a kiosk that is there already. */
export async function enrolAgain(
  hand: FleetHand,
  kiosk: KioskId,
  { districtUrl, until }: Pick<BatchRequest, 'districtUrl' | 'until'>,
): Promise<Result<MadeBatch, Problem>> {
  const found = await hand.store.kiosks.find(kiosk);
  if (!found) return fail(problem('fleet.kiosk'));
  const complaint = untilComplaint(until, hand.now());
  if (complaint) return fail(complaint);
  const place = await hand.store.places.unit(found.unit);
  const counter = await hand.store.places.counter(found.unit, found.counter);
  if (!place || !counter) throw new Error(`Kiosk ${kiosk} stands at a place that does not exist`);
  const places = [{ counter, name: found.name }];
  const { unit } = place;
  return ok(await handOut(hand, { unit, places, districtUrl, until, pin: null, again: kiosk }));
}

function untilComplaint(until: number, now: number): Problem | null {
  if (until > now && until <= now + enrolmentCodeLifeMaxMs) return null;
  return problem('fleet.until', { days: Math.floor(enrolmentCodeLifeMaxMs / dayMs) });
}

const dayMs = 24 * 60 * 60_000;

type Order = {
  readonly unit: Unit;
  readonly places: readonly { readonly counter: Counter; readonly name: string }[];
  readonly districtUrl: string;
  readonly until: number;
  readonly pin: string | null;
  readonly again: KioskId | null;
};

async function handOut(hand: FleetHand, order: Order): Promise<MadeBatch> {
  const { unit, districtUrl, until } = order;
  const key = await hand.store.catalogues.publishingKey(newPublishingKey);
  const files: Record<string, Uint8Array> = {};
  const handOuts: HandOut[] = [];
  for (const { counter, name } of order.places) {
    const code = newEnrolmentCode();
    const fileName = fileNameFor(counter, files);
    const id = await keepCode(hand, order, { counter, name, code });
    files[fileName] = provisionFile({ order, name, code, issuedAt: hand.now(), key });
    const slip = slipText({ districtUrl, code });
    handOuts.push({ id, counter, name, code, until, slip, fileName });
  }
  const zip = Buffer.from(zipSync(files)).toString('base64');
  return { unit: { id: unit.id, name: unit.name }, districtUrl, until, handOuts, zip, files };
}

async function keepCode(
  { store, now, by }: FleetHand,
  { unit, until, again }: Order,
  made: { readonly counter: Counter; readonly name: string; readonly code: string },
): Promise<string> {
  const id = uuidv7();
  await store.kiosks.addCode({
    codeHash: enrolmentCodeHash(made.code),
    ...{ unit: unit.id, counter: made.counter.id, name: made.name, expiresAt: until },
    made: { id, tail: tailOf(made.code), by, at: now(), again },
  });
  return id;
}

/** Enough to tell one sheet from another, and nothing that helps to guess the rest. */
export function tailOf(code: string): string {
  return code.slice(code.lastIndexOf('-') + 1);
}

const stemLengthMax = 60;

/** `kiosk.provision.quay-1.json`; a second kiosk at the same counter is `quay-1-2`. */
function fileNameFor({ id }: Counter, taken: Readonly<Record<string, unknown>>): string {
  const stem = id.slice(0, stemLengthMax);
  const name = (suffix: string) => provisionFileName.replace('.json', `.${stem}${suffix}.json`);
  let file = name('');
  for (let next = 2; Object.hasOwn(taken, file); next += 1) file = name(`-${next}`);
  return file;
}

function provisionFile({
  order: { districtUrl, until, pin },
  name,
  code,
  issuedAt,
  key,
}: {
  order: Order;
  name: string;
  code: string;
  issuedAt: number;
  key: PublishingKeyPair;
}): Uint8Array {
  const unsigned = {
    format: 1,
    label: name,
    districtUrl,
    code,
    ...(pin === null ? {} : { technicianPin: pin }),
    issuedAt,
    until,
    publishingKey: { id: key.id, publicKey: key.publicKey },
  };
  const file = provisionSchema.parse(signed(key, unsigned));
  return Buffer.from(JSON.stringify(file, null, 2) + '\n');
}
