import type { CalendarYear, DeskSettings } from '../../../shared/contract/unit-desk.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';

/** What a person can get wrong in a calendar or in the unit's hours, said so that it can be put right. Null: nothing. */

export function calendarComplaint({
  year,
  source,
  complete,
  holidays,
  workingDays,
}: CalendarYear): Problem | null {
  const stranger = [...holidays, ...workingDays].find((day) => !day.startsWith(`${year}-`));
  if (stranger !== undefined) return problem('office.calendar-year', { day: stranger, year });
  const both = holidays.find((day) => workingDays.includes(day));
  if (both !== undefined) return problem('office.calendar-both', { day: both });
  return complete && source === null ? problem('office.calendar-source', { year }) : null;
}

/** Spans of one day go forward and do not overlap. */
export function settingsComplaint({ workingTime }: DeskSettings): Problem | null {
  for (const spans of workingTime?.days ?? []) {
    const sorted = [...spans].sort((one, other) => (one.from < other.from ? -1 : 1));
    const wrong = sorted.find(
      ({ from, to }, at) => from >= to || from < (sorted[at - 1]?.to ?? ''),
    );
    if (wrong) return problem('office.working-time', { from: wrong.from, to: wrong.to });
  }
  return null;
}
