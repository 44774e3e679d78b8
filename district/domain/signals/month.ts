import type { CounterId, OfficerId, UnitId } from '../../../shared/model/ids.ts';
import type { WorkingDays } from '../../../shared/rules/working-days.ts';

/** What the signals look at: one month of the district. Moments are corrected, ms since 1970 UTC. */

/** One launched survey. */
export type Observed = {
  readonly unit: UnitId;
  readonly counter: CounterId;
  /** Null for a walk-in, and where nobody was signed in. */
  readonly officer: OfficerId | null;
  readonly origin: 'desk' | 'walk-in';
  readonly launchedAt: number;
  readonly shownAt: number | null;
  readonly answer: {
    readonly at: number;
    /** Between the levels appearing and the tap; null in entries that do not say. */
    readonly afterMs: number | null;
    readonly level: number;
    /** Null for a level that no version of the form has. */
    readonly satisfied: boolean | null;
  } | null;
  readonly withdrawnAt: number | null;
  /** An answer to a dossier that had been answered before. */
  readonly repeat: boolean;
};

/** One dossier that the one-stop software reported as handed over. */
export type HandedOver = {
  readonly unit: UnitId;
  readonly counter: CounterId;
  readonly officer: OfficerId | null;
  readonly launched: boolean;
};

export type Month = {
  readonly surveys: readonly Observed[];
  readonly handOvers: readonly HandedOver[];
  /** When a unit works; null where it has not said. */
  hoursOf(unit: UnitId): WorkingDays | null;
};

export type SubjectKind = 'officer' | 'counter';

/** Whom or what a signal is about, with everything of the month that belongs to it. Surveys in the order of launch. */
export type Subject = {
  readonly kind: SubjectKind;
  readonly unit: UnitId;
  readonly id: OfficerId | CounterId;
  readonly surveys: readonly Observed[];
  readonly handOvers: readonly HandedOver[];
  readonly hours: WorkingDays | null;
};

/** The month by officer or by counter. What nobody signed for belongs to no officer. */
export function subjectsOf(month: Month, kind: SubjectKind): readonly Subject[] {
  const keyed = <T extends HandedOver | Observed>(all: readonly T[]) =>
    Map.groupBy(
      all.filter((one) => one[kind] !== null),
      (one) => `${one.unit}/${one[kind] ?? ''}`,
    );
  const surveys = keyed(month.surveys);
  const handOvers = keyed(month.handOvers);
  return [...new Set([...surveys.keys(), ...handOvers.keys()])].sort().flatMap((key) => {
    const own = surveys.get(key) ?? [];
    const reported = handOvers.get(key) ?? [];
    const first = own[0] ?? reported[0];
    const id = first?.[kind];
    if (first === undefined || id === undefined || id === null) return [];
    return {
      ...{ kind, unit: first.unit, id },
      surveys: [...own].sort((one, other) => one.launchedAt - other.launchedAt),
      handOvers: reported,
      hours: month.hoursOf(first.unit),
    };
  });
}
