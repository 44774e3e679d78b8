import type { DossierWay as Way, WayCounts } from '../../../shared/contract/dossier-way.ts';
import type { UnitId } from '../../../shared/model/ids.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import { periodOf } from '../period.ts';
import type { DistrictStore, DossierWay, ReportedHandOver } from '../ports.ts';
import { project } from '../projection.ts';
import { namesIn } from './names.ts';

/** The way of the dossiers of a period, brought up to date first. All forms, because it holds no answer. */
export async function makeDossierWay(
  store: DistrictStore,
  asked: { readonly from: string; readonly to: string; readonly unit?: UnitId | undefined },
): Promise<Result<Way, Problem>> {
  const period = periodOf(asked.from, asked.to);
  if (!period) return fail(problem('report.period'));
  await project(store.projections);
  const launched = await store.surveys.ways(period, asked.unit ?? null);
  const reported = await store.surveys.handedOver(period, asked.unit ?? null);
  const names = await namesIn(store);
  const places = placesOf(launched, reported);
  const rows = places.map(({ place: { unit, counter, officer }, counts }) => ({
    unit: names.unit(unit),
    counter: names.counter(unit, counter),
    officer: officer === null ? null : names.officer(unit, officer),
    counts,
  }));
  const { from, to } = asked;
  const total = places.map(({ counts }) => counts).reduce(added, noCounts);
  return ok({ from, to, total, rows, reported: reported.length > 0 });
}

type Place = Pick<DossierWay, 'unit' | 'counter' | 'officer'>;

function placesOf(
  launched: readonly DossierWay[],
  reported: readonly ReportedHandOver[],
): { place: Place; counts: WayCounts }[] {
  const key = ({ unit, counter, officer }: Place) => JSON.stringify([unit, counter, officer]);
  const parts = [
    ...launched.map((way) => ({ place: way, counts: countsOf(way) })),
    ...reported.map((handOver) => ({
      place: handOver,
      counts: { ...noCounts, handedOver: 1, neverLaunched: handOver.launched ? 0 : 1 },
    })),
  ];
  return [...Map.groupBy(parts, ({ place }) => key(place)).entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, members]) => {
      const [first] = members;
      if (first === undefined) return [];
      return { place: first.place, counts: members.map(({ counts }) => counts).reduce(added) };
    });
}

function countsOf(way: DossierWay): WayCounts {
  const { unit: _unit, counter: _counter, officer: _officer, ...counts } = way;
  const told = counts.onTime + counts.late + counts.latenessUnknown;
  return { ...counts, handedOver: 0, neverLaunched: 0, latenessUntold: counts.launched - told };
}

const noCounts: WayCounts = {
  ...{ handedOver: 0, neverLaunched: 0, launched: 0, shown: 0, answered: 0, declined: 0 },
  ...{ expired: 0, withdrawn: 0, open: 0, onTime: 0, late: 0, latenessUnknown: 0 },
  ...{ latenessUntold: 0, apologiesRecorded: 0, apologiesMissing: 0, apologiesShown: 0 },
};

function added(one: WayCounts, other: WayCounts): WayCounts {
  const keys = Object.keys(noCounts) as (keyof WayCounts)[];
  return Object.fromEntries(keys.map((key) => [key, one[key] + other[key]])) as WayCounts;
}
