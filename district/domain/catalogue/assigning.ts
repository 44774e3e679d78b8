import type { Unassigned } from '../../../shared/contract/catalogue.ts';
import { unassignedShownMax } from '../../../shared/limits.ts';
import type { ProcedureCode, UnitId } from '../../../shared/model/ids.ts';
import type { CatalogueContent } from './content.ts';

/** The procedures in force that no unit receives: published, they would be found everywhere and handed in nowhere. */
function unassigned({ procedures, assignments }: CatalogueContent) {
  const received = new Set(assignments.flatMap(({ codes }) => codes));
  return procedures.filter(({ code, status }) => status === 'in-force' && !received.has(code));
}

export function unassignedIn(content: CatalogueContent): Unassigned {
  const all = unassigned(content);
  const procedures = all.slice(0, unassignedShownMax).map(({ code, name }) => ({ code, name }));
  return { count: all.length, procedures };
}

export type Assigning = {
  /** Null: everything that no unit receives. */
  readonly codes: readonly ProcedureCode[] | null;
  readonly units: readonly UnitId[];
};

/** The content in which each of the units receives these procedures too. */
export function assigned(content: CatalogueContent, { codes, units }: Assigning): CatalogueContent {
  const more = codes ?? unassigned(content).map(({ code }) => code);
  const held = new Map(content.assignments.map((item) => [item.unit, item.codes]));
  for (const unit of units) held.set(unit, [...new Set([...(held.get(unit) ?? []), ...more])]);
  return { ...content, assignments: [...held].map(([unit, all]) => ({ unit, codes: all })) };
}
