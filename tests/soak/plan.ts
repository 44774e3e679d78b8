import { unreachable } from '../../shared/model/result.ts';
import { networkFaults, type NetworkFault } from '../support/fault-proxy.ts';
import { Seeded } from '../support/seeded.ts';

/** What happens to a kiosk in a soak, as a list that follows from a seed and a length and from nothing else. */

export const disturbanceKinds = [
  /** The page's process dies, as when memory runs out. */
  'kill-page',
  /** The whole browser dies. */
  'kill-browser',
  /** The machine dies, as at the wall switch. */
  'kill-machine',
  /** Another display, or the same one turned. */
  'display',
  'network',
  /** Somebody sets the device's clock, or its battery ends. */
  'clock',
  /** For a moment nothing more can be written. */
  'disk',
] as const;
export type DisturbanceKind = (typeof disturbanceKinds)[number];

export type Size = { readonly width: number; readonly height: number };

export type Disturbance =
  | { readonly kind: 'kill-page' | 'kill-browser' | 'kill-machine' }
  | { readonly kind: 'display'; readonly size: Size }
  | { readonly kind: 'network'; readonly fault: NetworkFault; readonly forMs: number }
  /** How far the device's clock is from the true time from now on. */
  | { readonly kind: 'clock'; readonly aheadMs: number }
  | { readonly kind: 'disk'; readonly forMs: number };

export type PlannedDisturbance = Disturbance & {
  /** Since the start of the soak. */
  readonly atMs: number;
};

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const yearMs = 365 * dayMs;

/** In the last part of a soak nothing dies: one life long enough for a leak to show. */
export const killsEndAtShare = 0.6;
const perSoak = 15;
const gapMsMax = minuteMs;

const displays: readonly Size[] = [
  { width: 1_080, height: 1_920 },
  { width: 1_920, height: 1_080 },
  { width: 1_280, height: 800 },
  { width: 1_024, height: 768 },
];
/** 36 years back is the 1990s; devices whose battery is empty wake there. */
const clockErrors = [
  ...[-36 * yearMs, -yearMs, -dayMs, -hourMs, -6 * secondMs],
  ...[0, 6 * secondMs, hourMs, dayMs, yearMs, 20 * yearMs],
];
const losses = networkFaults.filter((fault) => fault !== 'none');
const lossMsMin = 2 * secondMs;
const lossMsMax = 5 * minuteMs;
const fullMsMin = 500;
const fullMsMax = 20 * secondMs;

/** Every disturbance of a soak of this length, in order. Each kind happens before any happens again. */
export function planOf(seed: number, soakMs: number): PlannedDisturbance[] {
  const chance = new Seeded(seed);
  const gapMs = Math.min(gapMsMax, soakMs / perSoak);
  const plan: PlannedDisturbance[] = [];
  let deck: DisturbanceKind[] = [];
  for (let atMs = gapMs; atMs < soakMs; atMs += gapMs * (0.5 + chance.next())) {
    const mayKill = atMs < soakMs * killsEndAtShare;
    deck = deck.filter((kind) => mayKill || !kind.startsWith('kill-'));
    if (deck.length === 0) {
      const kinds = disturbanceKinds.filter((kind) => mayKill || !kind.startsWith('kill-'));
      deck = chance.someOf(kinds, kinds.length);
    }
    const [kind, ...rest] = deck;
    deck = rest;
    if (kind !== undefined) plan.push({ ...drawn(kind, chance, soakMs), atMs: Math.round(atMs) });
  }
  return plan;
}

function drawn(kind: DisturbanceKind, chance: Seeded, soakMs: number): Disturbance {
  switch (kind) {
    case 'kill-page':
    case 'kill-browser':
    case 'kill-machine':
      return { kind };
    case 'display':
      return { kind, size: chance.of(displays) };
    case 'network':
      return {
        kind,
        fault: chance.of(losses),
        forMs: lasting(chance, lossMsMin, lossMsMax, soakMs),
      };
    case 'clock':
      return { kind, aheadMs: chance.of(clockErrors) };
    case 'disk':
      return { kind, forMs: lasting(chance, fullMsMin, fullMsMax, soakMs / 4) };
    default:
      return unreachable(kind);
  }
}

const longestShare = 0.15;

/** Short ones are common, long ones rare; none takes a large part of the soak. */
function lasting(chance: Seeded, least: number, most: number, soakMs: number): number {
  const longest = Math.max(least, Math.min(most, soakMs * longestShare));
  return Math.round(least * (longest / least) ** chance.next());
}
