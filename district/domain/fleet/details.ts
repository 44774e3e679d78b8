import type { KioskDetails } from '../../../shared/contract/fleet.ts';
import type { KioskId } from '../../../shared/model/ids.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import type { DistrictStore, Now } from '../ports.ts';
import { figuresOf } from './health.ts';
import { fleetOf } from './standing.ts';

/** Everything that is known of one kiosk. */
export async function detailsOf(
  store: DistrictStore,
  now: Now,
  kiosk: KioskId,
): Promise<Result<KioskDetails, Problem>> {
  const { kiosks } = await fleetOf(store, now);
  const row = kiosks.find((candidate) => candidate.kiosk === kiosk);
  if (!row) return fail(problem('fleet.kiosk'));
  const [health, history, changes, forked, enrolledAt, counters, bundles] = await Promise.all([
    store.fleet.health(kiosk),
    store.fleet.history(kiosk),
    store.fleet.deeds(kiosk),
    store.fleet.forked(kiosk),
    store.fleet.enrolledAt(kiosk),
    store.places.countersOf(row.unit.id),
    store.bundles.of(kiosk),
  ]);
  return ok({
    row,
    enrolledAt,
    figures: figuresOf(health?.reading ?? null),
    history: changesOnly(history),
    changes: [...changes],
    forked,
    counters: [...counters],
    bundles: [...bundles],
  });
}

type Moment = KioskDetails['history'][number];

/** Newest first; of moments that say the same the oldest, because that is when it began. */
function changesOnly(
  history: readonly { at: number; faults: readonly string[]; readable: boolean }[],
): Moment[] {
  const same = (one: (typeof history)[number], other: (typeof history)[number] | undefined) =>
    other?.readable === one.readable && other.faults.join() === one.faults.join();
  return history
    .filter((moment, at) => !same(moment, history[at + 1]))
    .map(({ at, faults, readable }) => ({ at, faults: [...faults], readable }));
}
