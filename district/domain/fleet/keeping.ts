import type { Place } from '../../../shared/contract/fleet.ts';
import type { CounterId, KioskId, UnitId } from '../../../shared/model/ids.ts';
import { counterIdSchema } from '../../../shared/model/ids.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import type { Counter } from '../../../shared/model/unit.ts';
import { idFor } from '../../../shared/rules/id-for.ts';
import type { DistrictStore, Kiosk, Now } from '../ports.ts';

/** What the office does to a kiosk; each deed is kept with who did it and when. */

export type FleetHand = { readonly store: DistrictStore; readonly now: Now; readonly by: string };
type Outcome = Promise<Result<void, Problem>>;

/** Puts a kiosk at another counter of its unit. Its settings follow at its next contact; its past stays where it was. */
export async function moveKiosk(
  hand: FleetHand,
  kiosk: KioskId,
  to: { readonly place: Place; readonly name?: string | undefined },
): Outcome {
  const found = await kept(hand, kiosk);
  if (!found.ok) return found;
  const counter = await counterAt(hand, found.value.unit, to.place);
  if (!counter.ok) return counter;
  const { id } = counter.value;
  const name = to.name ?? found.value.name;
  if (id !== found.value.counter) {
    await change(hand, kiosk, { counter: id }, 'moved', id);
  }
  if (name !== found.value.name) await change(hand, kiosk, { name }, 'renamed', name);
  return ok(undefined);
}

/** Takes nothing more from a kiosk. What it has not sent by then stays on it. */
export async function retireKiosk(hand: FleetHand, kiosk: KioskId): Outcome {
  const found = await kept(hand, kiosk);
  if (!found.ok) return found;
  if (found.value.state !== 'retired') {
    await change(hand, kiosk, { state: 'retired' }, 'retired', '');
  }
  return ok(undefined);
}

/** Takes a kiosk back in that was retired or forbidden. */
export async function restoreKiosk(hand: FleetHand, kiosk: KioskId): Outcome {
  const found = await kept(hand, kiosk);
  if (!found.ok) return found;
  if (found.value.state !== 'active') {
    await change(hand, kiosk, { state: 'active' }, 'restored', '');
  }
  return ok(undefined);
}

/** A counter of the unit: one that is there, or a new one. A name that is there already is not made twice. */
export async function counterAt(
  { store }: FleetHand,
  unit: UnitId,
  place: Place,
): Promise<Result<Counter, Problem>> {
  if ('counter' in place) {
    const counter = await store.places.counter(unit, place.counter);
    return counter ? ok(counter) : fail(problem('fleet.counter', { counter: place.counter }));
  }
  const name = place.newCounter;
  const made = await store.fleet.addCounter(unit, name, (taken) =>
    counterIdSchema.parse(idFor(name, taken)),
  );
  return ok(made);
}

async function kept({ store }: FleetHand, kiosk: KioskId): Promise<Result<Kiosk, Problem>> {
  const found = await store.kiosks.find(kiosk);
  return found ? ok(found) : fail(problem('fleet.kiosk'));
}

type Deed = 'moved' | 'renamed' | 'retired' | 'restored';

async function change(
  { store, now, by }: FleetHand,
  kiosk: KioskId,
  to: { state?: 'active' | 'retired'; counter?: CounterId; name?: string },
  deed: Deed,
  detail: string,
): Promise<void> {
  await store.fleet.change(kiosk, to, { at: now(), by, deed, detail });
}
