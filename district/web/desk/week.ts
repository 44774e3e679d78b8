import type { DeskSettings } from '../../../shared/contract/unit-desk.ts';

type WorkingTime = NonNullable<DeskSettings['workingTime']>;
type Span = WorkingTime['days'][number][number];

/** A day as it is edited: a morning and an afternoon, either of them empty. */
export type EditedDay = readonly [morning: Span, afternoon: Span];

const nothing: Span = { from: '', to: '' };
const noon = '12:00';

export function editedWeek(time: WorkingTime | undefined): EditedDay[] {
  const days = time?.days ?? Array.from({ length: 7 }, () => []);
  return days.map((spans) => [
    spans.find(({ from }) => from < noon) ?? nothing,
    spans.find(({ from }) => from >= noon) ?? nothing,
  ]);
}

/** What is half filled in stays out: the page asks for both ends before it sends anything. */
export function weekOf(days: readonly EditedDay[]): WorkingTime['days'] {
  return days.map((spans) => spans.filter(({ from, to }) => from !== '' && to !== ''));
}
