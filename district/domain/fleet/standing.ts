import type { FleetFault, FleetRow, FleetView } from '../../../shared/contract/fleet.ts';
import { kioskSilentLongMs, kioskSilentMs } from '../../../shared/limits.ts';
import type { Severity } from '../../../shared/model/health.ts';
import type { Counter } from '../../../shared/model/unit.ts';
import { assess, verdictOf } from '../../../shared/rules/health.ts';
import type { DistrictStore, KioskStanding, Now } from '../ports.ts';
import { fleetFaultSentences, type FleetFaultCode } from './fault-sentences.ts';
import { figuresOf } from './health.ts';
import type { HealthStanding } from './ports.ts';
import { compareVersions, newestVersion } from '../../../shared/rules/versions.ts';

/**
 * How each kiosk is: what it says of itself, and what only the district can see. Nothing of it is kept as a verdict, so
 * a fault is gone as soon as its cause is.
 */

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** What a row is made from. */
type Seen = {
  readonly now: number;
  readonly newest: string | null;
  readonly health: HealthStanding | null;
  readonly forkedNow: boolean;
};

export async function fleetOf(store: DistrictStore, now: Now): Promise<FleetView> {
  const [standings, healths, forked] = await Promise.all([
    store.kiosks.standings(),
    store.fleet.healths(),
    store.fleet.forkedNow(),
  ]);
  const healthOf = new Map(healths.map((health) => [health.kiosk, health]));
  const serving = standings.filter(({ state }) => state === 'active');
  const newest = newestVersion(serving.map(({ version }) => version));
  const time = now();
  const rows = standings.map((standing) =>
    rowOf(standing, {
      now: time,
      newest,
      health: healthOf.get(standing.kiosk) ?? null,
      forkedNow: forked.has(standing.kiosk),
    }),
  );
  return { time, newest, kiosks: rows.sort(bySeverity) };
}

const order: readonly FleetRow['verdict'][] = ['sick', 'warning', 'well', 'apart'];

function bySeverity(one: FleetRow, other: FleetRow): number {
  return order.indexOf(one.verdict) - order.indexOf(other.verdict);
}

function rowOf(standing: KioskStanding, seen: Seen): FleetRow {
  const { unitName, counterName, publicKey: _key, ...rest } = standing;
  const counter: Counter = { id: standing.counter, name: counterName };
  const faults = standing.state === 'active' ? faultsOf(standing, seen) : [];
  return {
    ...rest,
    unit: { id: standing.unit, name: unitName },
    counter,
    verdict: standing.state === 'active' ? verdictOf(faults) : 'apart',
    faults: [...faults],
    health: seen.health === null ? 'none' : seen.health.reading === null ? 'unreadable' : 'known',
    healthAt: seen.health?.at ?? null,
  };
}

function faultsOf(standing: KioskStanding, seen: Seen): readonly FleetFault[] {
  const faults = [...seenHere(standing, seen), ...saidThere(seen.health)];
  return [
    ...faults.filter(({ severity }) => severity === 'sick'),
    ...faults.filter(({ severity }) => severity === 'warning'),
  ];
}

/** What the kiosk's own figures say, judged by the rule of today. */
function saidThere(health: HealthStanding | null): FleetFault[] {
  const figures = figuresOf(health?.reading ?? null);
  if (!health || !figures) return [];
  const since = new Map(health.faults.map((fault) => [fault.code, fault.since]));
  return assess(figures).map((fault) => ({ ...fault, since: since.get(fault.code) ?? health.at }));
}

/** What only the district can see. */
function seenHere(standing: KioskStanding, seen: Seen): FleetFault[] {
  const { version } = standing;
  const unreadable = seen.health !== null && seen.health.reading === null;
  const isOutdated =
    version !== null && seen.newest !== null && compareVersions(seen.newest, version) > 0;
  return [
    ...silence(standing, seen.now),
    ...(seen.forkedNow ? [fault('sick', 'forked', null)] : []),
    ...(unreadable ? [fault('warning', 'health-unreadable', seen.health.at)] : []),
    ...(isOutdated
      ? [fault('warning', 'outdated', null, { version, newest: seen.newest ?? '' })]
      : []),
  ];
}

function silence({ lastContact }: KioskStanding, now: number): FleetFault[] {
  if (lastContact === null) return [fault('warning', 'never', null)];
  const silentMs = now - lastContact;
  if (silentMs > kioskSilentLongMs) {
    const days = Math.floor(silentMs / dayMs);
    return [fault('sick', 'silent-long', lastContact, { days })];
  }
  if (silentMs <= kioskSilentMs) return [];
  return [fault('warning', 'silent', lastContact, { minutes: kioskSilentMs / minuteMs })];
}

function fault(
  severity: Severity,
  code: FleetFaultCode,
  since: number | null,
  figures: Readonly<Record<string, string | number>> = {},
): FleetFault {
  const fill = (sentence: string): string =>
    sentence.replace(/\{(\w+)\}/g, (hole, name: string) => String(figures[name] ?? hole));
  const { vi, en } = fleetFaultSentences[code];
  return { code, severity, vi: fill(vi), en: fill(en), since };
}
