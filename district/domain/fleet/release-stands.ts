import type {
  ReleaseKiosk,
  Releases as ReleasesView,
  ReleaseStand,
  ReleaseView,
  StagedRelease,
} from '../../../shared/contract/releases.ts';
import type { KioskId } from '../../../shared/model/ids.ts';
import type { DistrictStore, KioskStanding } from '../ports.ts';
import { figuresOf } from './health.ts';
import { isReached, type ToldOfRelease } from './releases.ts';
import { compareVersions } from '../../../shared/rules/versions.ts';

/** Where each version has got to: what the district offers, what the kiosks run, and what they told of it. */

/** What is known of one kiosk. */
type Seen = {
  readonly kiosk: KioskId;
  readonly version: string | null;
  /** What its last health said of an update. */
  readonly update: { readonly state: string; readonly version: string | null } | null;
  /** The last that its journal said of each version. */
  readonly told: ReadonlyMap<string, ToldOfRelease>;
};

export async function releasesOf(store: DistrictStore): Promise<ReleasesView> {
  const [staged, standings, healths, told] = await Promise.all([
    store.releases.all(),
    store.kiosks.standings(),
    store.fleet.healths(),
    store.releases.told(),
  ]);
  const serving = standings.filter(({ state }) => state === 'active');
  const readingOf = new Map(healths.map(({ kiosk, reading }) => [kiosk, reading]));
  const toldBy = Map.groupBy(told, ({ kiosk }) => kiosk);
  const seen = serving.map(({ kiosk, version }): Seen => ({
    ...{ kiosk, version },
    update: figuresOf(readingOf.get(kiosk) ?? null)?.update ?? null,
    told: new Map((toldBy.get(kiosk) ?? []).map((one) => [one.version, one])),
  }));
  const releases = staged
    .toSorted((one, other) => compareVersions(other.manifest.version, one.manifest.version))
    .map((release): ReleaseView => {
      const stands = seen.map((kiosk) => ({ kiosk: kiosk.kiosk, ...standOf(kiosk, release) }));
      return { ...release, stands };
    });
  return { releases, kiosks: serving.map(named).sort(byPlace) };
}

function named(standing: KioskStanding): ReleaseKiosk {
  const { kiosk, name, version, counterName: counter } = standing;
  return { kiosk, name, counter, version, unit: { id: standing.unit, name: standing.unitName } };
}

function byPlace(one: ReleaseKiosk, other: ReleaseKiosk): number {
  return (
    one.unit.name.localeCompare(other.unit.name, 'vi') || one.name.localeCompare(other.name, 'vi')
  );
}

type Stand = { readonly stand: ReleaseStand; readonly why: string | null };

/** What a kiosk says now goes before what its journal said; both before what it will be offered. */
function standOf(kiosk: Seen, { manifest: { version }, stage }: StagedRelease): Stand {
  const { update } = kiosk;
  const says = update?.version === version ? update.state : null;
  if (says === 'trial') return is('trial');
  if (kiosk.version === version) return is('runs');
  if (isPast(kiosk.version, version)) return is('newer');
  const told = kiosk.told.get(version);
  if (says === 'rolled-back') return is('went-back', told?.problem ?? null);
  if (says === 'ready' || says === 'by-package') return is(says);
  if (told?.kind === 'update.rolled-back') return is('went-back', told.problem);
  if (told?.kind === 'update.refused') return is('refused', told.problem);
  if (told?.kind === 'update.downloaded') return is('ready');
  return is(isReached(kiosk.kiosk, version, stage) ? 'offered' : 'not-reached');
}

function is(stand: ReleaseStand, why: string | null = null): Stand {
  return { stand, why };
}

function isPast(runs: string | null, version: string): boolean {
  return runs !== null && compareVersions(runs, version) > 0;
}
