import { isDeepStrictEqual } from 'node:util';
import type { KioskSettings } from '../../../shared/model/documents.ts';
import type { PublishedProcedure, TimeRule } from '../../../shared/model/published-procedure.ts';
import { dueOf, latenessOf, type Lateness } from '../../../shared/rules/lateness.ts';
import {
  dayAfter,
  dayAt,
  workingDaysOf,
  type WorkingCalendar,
  type WorkingDays,
} from '../../../shared/rules/working-days.ts';
import type { DossierRecord } from '../ports.ts';

/** What lateness is worked out from. Whatever is missing makes it unknown, never on time. */
export type DueGround = {
  readonly calendar: WorkingCalendar | null;
  readonly workingTime: KioskSettings['workingTime'];
  /** Of the record's procedure, for a dossier whose software names no day. */
  readonly procedure: PublishedProcedure | null;
  /** The district's time, ms since 1970 UTC. */
  readonly now: number;
};

export type DueFacts = { readonly dueOn: string | null; readonly lateness: Lateness };

/** A longer pause is a slip of somebody's pen. */
const pauseMaxMs = 10 * 366 * 86_400_000;

const unknownDue: DueFacts = { dueOn: null, lateness: { state: 'unknown', workingDays: null } };

/** When the dossier is due and how late it is now. A dossier that waits for the citizen is due on no day. */
export function dueFacts(record: DossierRecord | null, ground: DueGround): DueFacts {
  if (!record || record.pauses.some(({ to }) => to === null)) return unknownDue;
  const days = workingDaysOf(ground.calendar ?? { years: [] }, ground.workingTime ?? null);
  const dueOn =
    record.dueOn === null
      ? dueByLimit(record, days, limitOf(ground.procedure))
      : prolonged(record.dueOn, record.pauses, days);
  return dueOn === null ? unknownDue : { dueOn, lateness: latenessOf(days, dueOn, ground.now) };
}

function dueByLimit(
  { receivedAt, pauses }: DossierRecord,
  days: WorkingDays,
  limit: TimeRule | null,
): string | null {
  if (receivedAt === null || limit === null) return null;
  const due = dueOf(days, { receivedAt, limit, pauses });
  return due.state === 'known' ? due.on : null;
}

/** The one limit of a procedure: the same for every way of handing in and for every case. */
function limitOf(procedure: PublishedProcedure | null): TimeRule | null {
  const rules = (procedure?.channels ?? []).map(({ timeLimit }) => timeLimit?.rules ?? []);
  const [first] = rules[0] ?? [];
  const isOne = rules.every((one) => one.length === 1 && isDeepStrictEqual(one[0], first));
  return first && isOne && first.case === null ? first : null;
}

/** The day on the receipt, later by each working day on which the office waited for the citizen. */
function prolonged(
  dueOn: string,
  pauses: DossierRecord['pauses'],
  days: WorkingDays,
): string | null {
  const stopped = new Set<string>();
  for (const { from, to } of pauses) {
    const back = to === null ? null : days.received(to);
    if (back === null || (to ?? 0) - from > pauseMaxMs) return null;
    for (let day = dayAfter(dayAt(from)); day <= back; day = dayAfter(day)) stopped.add(day);
  }
  const kinds = [...stopped].map((day) => days.kind(day));
  if (kinds.includes('unknown')) return null;
  const count = kinds.filter((kind) => kind === 'working').length;
  return count === 0 ? dueOn : days.after(dueOn, count);
}
