import type { TechnicianTexts } from '../texts.ts';

/** A week of opening hours, Monday first; a day without spans is closed. */

export type Span = { readonly from: string; readonly to: string };
export type Week = readonly (readonly Span[])[];

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
export const spansMax = 4;

const office: readonly Span[] = [
  { from: '07:30', to: '11:30' },
  { from: '13:30', to: '17:00' },
];

export const closedWeek: Week = weekdays.map(() => []);
export const officeWeek: Week = weekdays.map((day) => (day <= 5 ? office : []));

export function isWeek(value: unknown): value is Week {
  return Array.isArray(value) && value.length === weekdays.length;
}

/** One line a day. */
export function weekLines(week: Week, t: TechnicianTexts): string[] {
  return weekdays.map((day, at) => {
    const spans = (week[at] ?? []).map(({ from, to }) => `${from}–${to}`);
    return `${t(`week.${day}`)}: ${spans.join(', ') || t('week.closed')}`;
  });
}

const minutesOfDay = 24 * 60;

export function minutesOf(clock: string): number {
  const [hours, minutes] = clock.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

/** A time of day so many minutes on, within the day. */
export function moved(clock: string, byMinutes: number): string {
  const last = minutesOfDay - 1;
  const to = Math.min(last, Math.max(0, minutesOf(clock) + byMinutes));
  return [Math.floor(to / 60), to % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

/** Whether every part of every day ends after it begins, and no two overlap. */
export function isInOrder(week: Week): boolean {
  return week.every((spans) => {
    const times = spans.flatMap(({ from, to }) => [minutesOf(from), minutesOf(to)]);
    return times.slice(1).every((time, at) => {
      const before = times[at] ?? 0;
      // Within a part: strictly later. Between two parts: not earlier.
      return at % 2 === 0 ? time > before : time >= before;
    });
  });
}

/** One more part of a day: an hour, after the last one. */
export function withSpan(spans: readonly Span[]): readonly Span[] {
  const [first] = office;
  const last = spans.at(-1);
  if (!last) return first ? [first] : [];
  const from = moved(last.to, 60);
  return [...spans, { from, to: moved(from, 60) }];
}

/** A day in place of another; the rest as it was. */
export function withDay(week: Week, at: number, spans: readonly Span[]): Week {
  return week.map((day, index) => (index === at ? spans : day));
}
