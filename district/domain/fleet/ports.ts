import type { FleetDeed } from '../../../shared/contract/fleet.ts';
import type { CounterId, KioskId, UnitId } from '../../../shared/model/ids.ts';
import type { Counter } from '../../../shared/model/unit.ts';
import type { KioskState } from '../ports.ts';

/** What the office's care for the kiosks needs from the store. */

/** What a kiosk said of itself at one moment, in district time. */
export type HealthNote = {
  readonly at: number;
  /** Canonical JSON of the figures; null when they were not understood. */
  readonly reading: string | null;
  /** Codes of what is wrong with it. */
  readonly faults: readonly string[];
  /** Said now, by a heartbeat; else it is what a journal says of a moment that may be long past. */
  readonly live: boolean;
};

/** The newest note of a kiosk, and since when each of its faults has been there without a break. */
export type HealthStanding = Omit<HealthNote, 'faults' | 'live'> & {
  readonly kiosk: KioskId;
  readonly faults: readonly { readonly code: string; readonly since: number }[];
};

export type FleetDeedNote = {
  readonly at: number;
  /** Null where a kiosk did it itself. */
  readonly by: string | null;
  readonly deed: FleetDeed;
  readonly detail: string;
};

export type CodeStanding = {
  readonly id: string;
  readonly tail: string;
  readonly unit: { readonly id: UnitId; readonly name: string };
  readonly counter: Counter;
  readonly name: string;
  readonly madeAt: number;
  readonly madeBy: string;
  readonly until: number;
  readonly again: KioskId | null;
  readonly usedBy: KioskId | null;
  readonly revokedAt: number | null;
};

/** Lines that contradict what is held. */
export type ForkStanding = {
  readonly entries: number;
  readonly firstAt: number;
  readonly lastAt: number;
  /** Whether the kiosk has sent a journal since that does not contradict anything. */
  readonly startedOver: boolean;
};

export interface Fleet {
  /** Keeps what a kiosk said; an older note than the newest goes into the history only. */
  note(kiosk: KioskId, note: HealthNote): Promise<void>;
  healths(): Promise<readonly HealthStanding[]>;
  health(kiosk: KioskId): Promise<HealthStanding | null>;
  /** What was wrong and when that changed, newest first. */
  history(
    kiosk: KioskId,
  ): Promise<readonly { at: number; faults: readonly string[]; readable: boolean }[]>;
  enrolledAt(kiosk: KioskId): Promise<number>;
  /** Null while no journal of the kiosk contradicts anything. */
  forked(kiosk: KioskId): Promise<ForkStanding | null>;
  /** Kiosks whose fork has not been answered with another journal. */
  forkedNow(): Promise<ReadonlySet<KioskId>>;
  /** Changes a kiosk, and keeps who did it. */
  change(
    kiosk: KioskId,
    to: { readonly state?: KioskState; readonly counter?: CounterId; readonly name?: string },
    deed: FleetDeedNote,
  ): Promise<void>;
  /** What was done to a kiosk, newest first. */
  deeds(kiosk: KioskId): Promise<readonly FleetDeedNote[]>;
  /** Adds a counter with the id that `idFor` finds among those that are taken. */
  addCounter(
    unit: UnitId,
    name: string,
    idFor: (taken: readonly string[]) => CounterId,
  ): Promise<Counter>;
  /** The codes that were made and by whom, newest first. */
  codes(): Promise<readonly CodeStanding[]>;
  /** False when there is no such code that could still be used. */
  revokeCode(id: string, by: string, at: number): Promise<boolean>;
}
