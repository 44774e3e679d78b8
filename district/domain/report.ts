import type { Report } from '../../shared/contract/district.ts';
import { unitMinimumAnswers } from '../../shared/limits.ts';
import type { Form, Level } from '../../shared/model/form.ts';
import type { UnitId } from '../../shared/model/ids.ts';
import { problem, type Problem } from '../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import type { Unit } from '../../shared/model/unit.ts';
import { publishedNames, type ProcedureNames } from './catalogue/published.ts';
import { formsOf } from './documents.ts';
import { periodOf } from './period.ts';
import type { DistrictStore, Period, SurveyCount } from './ports.ts';
import { project } from './projection.ts';
import { breakdown, reportGroup, type CountedGroup } from './report-groups.ts';

/** Names for what carries no procedure, or one that the catalogue does not hold. */
const unknownNames = { procedure: 'Chưa rõ thủ tục', domain: 'Chưa rõ lĩnh vực' };

/**
 * The report of a period, brought up to date first, so that what arrived late changes an older report.
 *
 * A survey belongs to the day of its answer, or of its launch while it has none: so every survey is in one period, and
 * answered ≤ launched in each. A report is about one form: answers on other forms have another scale and are not added.
 */
export async function makeReport(
  store: DistrictStore,
  asked: { readonly from: string; readonly to: string; readonly unit?: UnitId | undefined },
): Promise<Result<Report, Problem>> {
  const period = periodOf(asked.from, asked.to);
  if (!period) return fail(problem('report.period'));
  await project(store.projections);

  const units = (await store.places.units()).filter(
    (unit) => asked.unit === undefined || unit.id === asked.unit,
  );
  const ground = await groundOf(store, units);
  const counted = await countIn(store, period, ground, asked.unit ?? null);
  const { levels } = ground;
  return ok({
    from: asked.from,
    to: asked.to,
    form: ground.form && {
      id: ground.form.id,
      title: ground.form.title.vi,
      source: ground.form.source,
    },
    total: reportGroup({ key: null, name: 'Tổng cộng', counts: counted.dossiers }, levels),
    byUnit: breakdown(byUnit(counted.dossiers, units), levels),
    byDomain: breakdown(byDomain(counted.dossiers, ground.procedures), levels),
    byProcedure: breakdown(byProcedure(counted.dossiers, ground.procedures), levels),
    walkIn: reportGroup({ key: null, name: 'Đánh giá tự do', counts: counted.walkIns }, levels),
    repeats: counted.repeats,
    quarantined: counted.quarantined,
    minimumAnswers: unitMinimumAnswers,
    durability: store.durability(),
    catalogueLabel: ground.catalogueLabel,
  });
}

/** What a report stands on: the form it is about, its levels over all versions, and the names of the procedures. */
type Ground = {
  readonly form: Form | null;
  readonly levels: readonly Level[];
  readonly procedures: ReadonlyMap<string, ProcedureNames>;
  readonly catalogueLabel: string;
};

async function groundOf(store: DistrictStore, units: readonly Unit[]): Promise<Ground> {
  const forms = await Promise.all(units.map((unit) => formsOf(store, unit.id)));
  const form = commonForm(forms.flatMap(([newest]) => newest ?? []));
  const catalogue = await publishedNames(store);
  return {
    form,
    levels: form ? levelsOf(forms.flat().filter((version) => version.id === form.id)) : [],
    procedures: catalogue.procedures,
    catalogueLabel: catalogue.label,
  };
}

/** The form that most units use today; of equally many the one whose id comes first. */
function commonForm(current: readonly Form[]): Form | null {
  const users = (form: Form) => current.filter(({ id }) => id === form.id).length;
  const [first] = [...current].sort(
    (one, other) => users(other) - users(one) || one.id.localeCompare(other.id),
  );
  return first ?? null;
}

/** The levels of the newest version, then any that only older versions had; a value keeps its meaning for ever. */
function levelsOf(versions: readonly Form[]): Level[] {
  const newestFirst = [...versions].sort((one, other) => other.version - one.version);
  const levels = new Map<number, Level>();
  for (const level of newestFirst.flatMap((form) => form.levels)) {
    if (!levels.has(level.value)) levels.set(level.value, level);
  }
  return [...levels.values()];
}

type Counted = {
  readonly dossiers: readonly SurveyCount[];
  readonly walkIns: readonly SurveyCount[];
  readonly repeats: number;
  readonly quarantined: number;
};

async function countIn(
  store: DistrictStore,
  period: Period,
  { form, levels }: Ground,
  unit: UnitId | null,
): Promise<Counted> {
  const all = form ? await store.surveys.count(period, form.id, unit) : [];
  const values = new Set(levels.map((level) => level.value));
  const understood = all.filter(({ level }) => level === null || values.has(level));
  const strange = all.filter((count) => !understood.includes(count));
  const first = understood.filter((count) => !count.repeat);
  return {
    dossiers: first.filter((count) => count.origin === 'desk'),
    walkIns: first.filter((count) => count.origin === 'walk-in'),
    repeats: surveysIn(understood.filter((count) => count.repeat)),
    quarantined: (await store.surveys.quarantined(period, unit)) + surveysIn(strange),
  };
}

function surveysIn(counts: readonly SurveyCount[]): number {
  return counts.reduce((total, count) => total + count.surveys, 0);
}

function byUnit(counts: readonly SurveyCount[], units: readonly Unit[]): CountedGroup[] {
  const names = new Map<string, string>(units.map((unit) => [unit.id, unit.name]));
  return grouped(counts, (count) => ({
    key: count.unit,
    name: names.get(count.unit) ?? count.unit,
  }));
}

function byDomain(
  counts: readonly SurveyCount[],
  procedures: ReadonlyMap<string, ProcedureNames>,
): CountedGroup[] {
  return grouped(counts, ({ procedure }) => {
    const domain = procedures.get(procedure ?? '')?.domain ?? null;
    return { key: domain, name: domain ?? unknownNames.domain };
  });
}

function byProcedure(
  counts: readonly SurveyCount[],
  procedures: ReadonlyMap<string, ProcedureNames>,
): CountedGroup[] {
  return grouped(counts, ({ procedure }) => ({
    key: procedure,
    name: procedures.get(procedure ?? '')?.name ?? procedure ?? unknownNames.procedure,
  }));
}

function grouped(
  counts: readonly SurveyCount[],
  groupOf: (count: SurveyCount) => { key: string | null; name: string },
): CountedGroup[] {
  const groups = Map.groupBy(counts, (count) => groupOf(count).key);
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    return first ? [{ ...groupOf(first), counts: members }] : [];
  });
}
