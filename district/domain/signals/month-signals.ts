import type { Signals } from '../../../shared/contract/signals.ts';
import type { FormId, UnitId } from '../../../shared/model/ids.ts';
import { dayAfter, workingDaysOf, type WorkingDays } from '../../../shared/rules/working-days.ts';
import { namesIn } from '../desk/names.ts';
import { currentOf, formsOf } from '../documents.ts';
import { periodOf } from '../period.ts';
import type { DistrictStore, ObservedSurvey } from '../ports.ts';
import { project } from '../projection.ts';
import { findSignals } from './find-signals.ts';
import { subjectsOf, type Month, type Observed } from './month.ts';
import { falseAlarms, ofMin, rules } from './rules.ts';

/** The signals of a month (`2026-11`), brought up to date first: what arrives late may change an older month. */
export async function signalsOf(store: DistrictStore, month: string): Promise<Signals> {
  await project(store.projections);
  const period = periodOf(`${month}-01`, lastDayOf(month)) ?? { fromMs: 0, toMs: 0 };
  const surveys = await store.surveys.observed(period);
  const handOvers = await store.surveys.handedOver(period, null);
  const units = [...new Set([...surveys, ...handOvers].map(({ unit }) => unit))].sort();
  const ground = new Map<UnitId, Ground>();
  for (const unit of units) ground.set(unit, await groundOf(store, unit));

  const observed: Month = {
    surveys: surveys.map((survey) => observedOf(survey, ground.get(survey.unit))),
    handOvers,
    hoursOf: (unit) => ground.get(unit)?.hours ?? null,
  };
  const names = await namesIn(store);
  return {
    month,
    signals: findSignals(observed).map(({ unit, id, ...signal }) => ({
      ...signal,
      unit: { id: unit, name: names.unit(unit) },
      subject: {
        id,
        name:
          signal.kind === 'officer'
            ? names.officer(unit, id as never)
            : names.counter(unit, id as never),
      },
    })),
    officers: subjectsOf(observed, 'officer').filter((one) => one.surveys.length >= ofMin).length,
    minimum: ofMin,
    rules: rules.map(({ id, chanceMax }) => ({ id, chanceMax, falseAlarms: falseAlarms[id] })),
    hoursUnknown: units
      .filter((unit) => !knowsMonth(ground.get(unit)?.hours ?? null, month))
      .map((unit) => names.unit(unit)),
  };
}

type Ground = {
  readonly hours: WorkingDays | null;
  /** Whether a level of a form counts as satisfied. */
  readonly satisfied: ReadonlyMap<FormId, ReadonlyMap<number, boolean>>;
};

async function groundOf(store: DistrictStore, unit: UnitId): Promise<Ground> {
  const place = await store.places.unit(unit);
  const calendar = (await currentOf(store, unit, 'calendar')) ?? { years: [] };
  const time = place?.settings.workingTime ?? null;
  const satisfied = new Map<FormId, Map<number, boolean>>();
  for (const form of await formsOf(store, unit)) {
    const levels = satisfied.get(form.id) ?? new Map<number, boolean>();
    for (const level of form.levels) levels.set(level.value, level.satisfied);
    satisfied.set(form.id, levels);
  }
  return { hours: time && workingDaysOf(calendar, time), satisfied };
}

function observedOf(survey: ObservedSurvey, ground: Ground | undefined): Observed {
  const { answeredAt, form, level, afterMs, ...rest } = survey;
  const satisfied = ground?.satisfied.get(form)?.get(level ?? -1) ?? null;
  const answer = answeredAt === null || level === null ? null : { at: answeredAt, afterMs, level };
  return { ...rest, answer: answer && { ...answer, satisfied } };
}

function lastDayOf(month: string): string {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, number ?? 1, 0)).toISOString().slice(0, 10);
}

function knowsMonth(hours: WorkingDays | null, month: string): boolean {
  if (hours === null) return false;
  for (let day = `${month}-01`; day.startsWith(month); day = dayAfter(day)) {
    if (hours.kind(day) === 'unknown') return false;
  }
  return true;
}
