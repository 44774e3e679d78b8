import { networkFaults, type NetworkFault } from '../support/fault-proxy.ts';

/** What happens to a few kiosks and their district, as a list that follows from a seed and nothing else. */
export type Action =
  /** A citizen rates: a dossier of its own, one rated before (perhaps elsewhere), or none. */
  | { do: 'rate'; kiosk: number; dossier: number | null; level: number }
  /** A citizen walks away from the question. */
  | { do: 'expire'; kiosk: number }
  | { do: 'network'; kiosk: number; fault: NetworkFault }
  /** Time passes on a kiosk: rests and requests run out. */
  | { do: 'pass'; kiosk: number; ms: number }
  /** Somebody sets a kiosk's clock. */
  | { do: 'set-clock'; kiosk: number; byMs: number }
  /** The kiosk's process ends and starts again; `reboot`: the whole device. */
  | { do: 'restart'; kiosk: number; reboot: boolean }
  | { do: 'restart-district' }
  | { do: 'kill-postgres' }
  | { do: 'start-postgres' }
  | { do: 'back-up' }
  /** The database goes back to the last backup. */
  | { do: 'restore' };

export const kioskCount = 3;
const levels = [1, 2, 3, 4, 5];
const walkInShare = 0.3;
const repeatShare = 0.1;
const rebootShare = 0.5;
/** Without good days nothing would be acknowledged that the district could forget. */
const goodNetworkShare = 0.5;
/** A database that is down comes back soon, by chance at each step. */
const postgresReturnShare = 0.05;
const secondMs = 1_000;
const hourMs = 3_600_000;
const yearMs = 365 * 24 * hourMs;

/** Times that end a rest, a request, a backoff, a refusal. */
const passingTimes = [secondMs, 10 * secondMs, 31 * secondMs, 61 * secondMs, hourMs];
const clockErrors = [-20 * yearMs, -hourMs, -6 * secondMs, 6 * secondMs, hourMs, 20 * yearMs];

/** What happens to a database that runs; a backup takes longest, so it is rarest. */
const databaseDays: readonly Action[] = [
  { do: 'kill-postgres' },
  { do: 'kill-postgres' },
  { do: 'restore' },
  { do: 'restore' },
  { do: 'back-up' },
];

/** How often each thing happens, in 1,000 actions. */
const often = {
  rate: 482,
  expire: 40,
  pass: 260,
  network: 140,
  'set-clock': 30,
  restart: 40,
  'restart-district': 3,
  postgres: 5,
} as const;

/** The same seed and number give the same actions on every machine. */
export function actionsOf(seed: number, steps: number): Action[] {
  const random = randomOf(seed);
  const one = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  const history = { dossiers: 0, postgresRuns: true };

  const kiosk = (): number => Math.floor(random() * kioskCount);
  const dossier = (): number | null => {
    const kind = random();
    if (kind < walkInShare) return null;
    const again = kind < walkInShare + repeatShare && history.dossiers > 0;
    return again ? 1 + Math.floor(random() * history.dossiers) : (history.dossiers += 1);
  };
  const network = (): NetworkFault => (random() < goodNetworkShare ? 'none' : one(networkFaults));
  const postgres = (): Action => {
    if (!history.postgresRuns) return { do: 'start-postgres' };
    return one(databaseDays);
  };
  const make: Record<keyof typeof often, () => Action> = {
    rate: () => ({ do: 'rate', kiosk: kiosk(), dossier: dossier(), level: one(levels) }),
    expire: () => ({ do: 'expire', kiosk: kiosk() }),
    pass: () => ({ do: 'pass', kiosk: kiosk(), ms: one(passingTimes) }),
    network: () => ({ do: 'network', kiosk: kiosk(), fault: network() }),
    'set-clock': () => ({ do: 'set-clock', kiosk: kiosk(), byMs: one(clockErrors) }),
    restart: () => ({ do: 'restart', kiosk: kiosk(), reboot: random() < rebootShare }),
    // It does not start without its database.
    'restart-district': () => (history.postgresRuns ? { do: 'restart-district' } : postgres()),
    postgres,
  };

  return Array.from({ length: steps }, () => {
    const overdue = !history.postgresRuns && random() < postgresReturnShare;
    const action = overdue ? postgres() : make[kindBy(random())]();
    if (action.do === 'kill-postgres') history.postgresRuns = false;
    if (action.do === 'start-postgres') history.postgresRuns = true;
    return action;
  });
}

/** The kind at a place between 0 and 1, by how often each happens. */
function kindBy(place: number): keyof typeof often {
  let left = place * 1_000;
  for (const [kind, share] of Object.entries(often)) {
    left -= share;
    if (left < 0) return kind as keyof typeof often;
  }
  return 'rate';
}

/** mulberry32 (public domain): a small generator whose stream is the same everywhere. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
