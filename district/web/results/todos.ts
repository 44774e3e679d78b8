import type { Report, ReportGroup } from '../../../shared/contract/district.ts';
import type { DossierWay, WayRow } from '../../../shared/contract/dossier-way.ts';
import type { FleetRow } from '../../../shared/contract/fleet.ts';
import type { Signals } from '../../../shared/contract/signals.ts';
import { shownShare, type ShownShare } from './shown-share.ts';

/** What the figures ask the office to do, the most urgent first. Each is a reason to look or to ask, never a verdict. */
export type Todo =
  /** Kiosks with a fault: the worst of them, and the others. */
  | { readonly what: 'kiosks'; readonly sick: number; readonly others: number }
  /** Dossiers that needed an apology slip and had none. */
  | { readonly what: 'apologies'; readonly missing: number }
  /** Results handed over late, and the counters that had the most of them. */
  | { readonly what: 'late'; readonly late: number; readonly most: readonly WayRow[] }
  /** Procedures whose whole interval lies below the common share. */
  | { readonly what: 'low'; readonly all: number; readonly groups: readonly LowGroup[] }
  | { readonly what: 'never-launched'; readonly count: number; readonly of: number }
  | { readonly what: 'signals'; readonly count: number }
  /** Nobody can tell whether these were late. */
  | { readonly what: 'lateness-unknown'; readonly count: number; readonly of: number };

export type LowGroup = { readonly group: ReportGroup; readonly share: ShownShare };

/** What the list is made from; null is what could not be looked at. */
export type Seen = {
  readonly report: Report;
  readonly way: DossierWay | null;
  readonly kiosks: readonly FleetRow[] | null;
  readonly signals: Signals['signals'] | null;
};

/** More names than this are for the tables. */
const namedMax = 3;

export function todosOf({ report, way, kiosks, signals }: Seen): readonly Todo[] {
  return [
    ...faultyKiosks(kiosks ?? []),
    ...(way ? lateDossiers(way) : []),
    ...lowProcedures(report),
    ...(way ? neverLaunched(way) : []),
    ...(signals && signals.length > 0 ? [{ what: 'signals', count: signals.length } as const] : []),
    ...(way ? unknownLateness(way) : []),
  ];
}

/** Entries that kiosks still hold: the figures lack them. */
export function waitingOn(kiosks: readonly FleetRow[]): number {
  const serving = kiosks.filter(({ state }) => state === 'active');
  return serving.reduce((sum, { queueDepth }) => sum + (queueDepth ?? 0), 0);
}

function faultyKiosks(kiosks: readonly FleetRow[]): Todo[] {
  const sick = kiosks.filter(({ verdict }) => verdict === 'sick').length;
  const others = kiosks.filter(({ verdict }) => verdict === 'warning').length;
  return sick + others === 0 ? [] : [{ what: 'kiosks', sick, others }];
}

function lateDossiers({ total, rows }: DossierWay): Todo[] {
  const { late, apologiesMissing: missing } = total;
  const most = rows
    .filter(({ counts }) => counts.late > 0)
    .sort((one, other) => other.counts.late - one.counts.late)
    .slice(0, namedMax);
  return [
    ...(missing > 0 ? [{ what: 'apologies', missing } as const] : []),
    ...(late > 0 ? [{ what: 'late', late, most } as const] : []),
  ];
}

/** Below the common share with the whole of its interval, so that a low figure of few answers names nobody. */
function lowProcedures({ total, byProcedure }: Report): Todo[] {
  const all = shownShare(total.satisfaction);
  if (all === null) return [];
  const groups = byProcedure
    .flatMap((group) => {
      const share = group.key === null ? null : shownShare(group.satisfaction);
      return share !== null && share.high < all.fraction ? [{ group, share }] : [];
    })
    .sort((one, other) => one.share.high - other.share.high)
    .slice(0, namedMax);
  return groups.length === 0 ? [] : [{ what: 'low', all: all.fraction, groups }];
}

function neverLaunched({ reported, total }: DossierWay): Todo[] {
  const { neverLaunched: count, handedOver: of } = total;
  return reported && count > 0 ? [{ what: 'never-launched', count, of }] : [];
}

function unknownLateness({ total }: DossierWay): Todo[] {
  const count = total.latenessUnknown + total.latenessUntold;
  return count === 0 ? [] : [{ what: 'lateness-unknown', count, of: total.launched }];
}
