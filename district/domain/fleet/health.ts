import canonicalize from 'canonicalize';
import { healthSchema, type Health } from '../../../shared/model/health.ts';
import { journalKinds } from '../../../shared/model/journal.ts';
import type { KioskId } from '../../../shared/model/ids.ts';
import { assess } from '../../../shared/rules/health.ts';
import type { DistrictStore, Now } from '../ports.ts';
import { correctedTime, understood } from '../survey-facts.ts';
import type { HealthNote } from './ports.ts';

/** What the kiosks say of themselves, by the heartbeat and by their journals. */

/** Keeps what a heartbeat said; figures that are not understood are kept as that, and hinder nothing else. */
export async function noteHeartbeat(
  { fleet }: DistrictStore,
  now: Now,
  kiosk: KioskId,
  said: unknown,
): Promise<void> {
  if (said !== undefined) await fleet.note(kiosk, noteOf(said, now(), true));
}

/** The note of a journal's line; null if it says nothing about health. */
export function healthOfLine(line: string): HealthNote | null {
  const entry = understood(line);
  if (entry?.kind !== 'health.noted') return null;
  const body = journalKinds['health.noted'].safeParse(entry.body);
  return body.success ? noteOf(body.data.health, correctedTime(entry), false) : null;
}

function noteOf(said: unknown, at: number, live: boolean): HealthNote {
  const read = healthSchema.safeParse(said);
  if (!read.success) return { at, live, reading: null, faults: [] };
  return {
    ...{ at, live },
    reading: canonicalize(read.data) ?? null,
    faults: assess(read.data).map(({ code }) => code),
  };
}

/** The figures of a reading as it is kept. What an older district kept may lack what this one asks for. */
export function figuresOf(reading: string | null): Health | null {
  if (reading === null) return null;
  const read = healthSchema.safeParse(JSON.parse(reading));
  return read.success ? read.data : null;
}
