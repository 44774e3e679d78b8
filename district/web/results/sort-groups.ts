import type { ReportGroup } from '../../../shared/contract/district.ts';

/** The columns of every report table, in order. */
export const groupColumns = [
  'name',
  'launched',
  'answered',
  'satisfaction',
  'response',
  'declined',
  'expired',
] as const;
export type GroupColumn = (typeof groupColumns)[number];

export type Sorting = { readonly column: GroupColumn; readonly ascending: boolean };

/** A click on a heading: names begin at A, figures at the largest, and the same heading again turns it round. */
export function nextSorting(present: Sorting, column: GroupColumn): Sorting {
  if (present.column === column) return { column, ascending: !present.ascending };
  return { column, ascending: column === 'name' };
}

/** The groups in order. A share that is withheld stands last either way: it is neither high nor low. */
export function sortGroups(groups: readonly ReportGroup[], sorting: Sorting): ReportGroup[] {
  const names = new Intl.Collator('vi', { numeric: true });
  const turn = sorting.ascending ? 1 : -1;
  return [...groups].sort((one, other) => {
    const byName = names.compare(one.name, other.name);
    if (sorting.column === 'name') return byName * turn;
    const first = figureOf(one, sorting.column);
    const second = figureOf(other, sorting.column);
    if (first === null || second === null) {
      return Number(first === null) - Number(second === null) || byName;
    }
    return (first - second) * turn || byName;
  });
}

function figureOf(group: ReportGroup, column: Exclude<GroupColumn, 'name'>): number | null {
  if (column === 'satisfaction' || column === 'response') return group[column].fraction;
  return group.funnel[column];
}
