import { documentBodies } from '../../../shared/model/documents.ts';
import type { CounterId, OfficerId, UnitId } from '../../../shared/model/ids.ts';
import type { Officer } from '../../../shared/model/unit.ts';
import type { DistrictStore } from '../ports.ts';

/** Names by id, for people; an id nobody has named stands for itself. */
export type Names = {
  unit(unit: UnitId): string;
  counter(unit: UnitId, counter: CounterId): string;
  officer(unit: UnitId, officer: OfficerId): string;
};

export async function namesIn(store: DistrictStore): Promise<Names> {
  const units = await store.places.units();
  const counters = new Map<string, string>();
  const officers = new Map<string, string>();
  for (const { id } of units) {
    for (const counter of await store.places.countersOf(id)) {
      counters.set(`${id}/${counter.id}`, counter.name);
    }
    for (const officer of await officersEver(store, id)) {
      officers.set(`${id}/${officer.id}`, officer.name);
    }
  }
  const unitNames = new Map<string, string>(units.map(({ id, name }) => [id, name]));
  return {
    unit: (unit) => unitNames.get(unit) ?? unit,
    counter: (unit, counter) => counters.get(`${unit}/${counter}`) ?? counter,
    officer: (unit, officer) => officers.get(`${unit}/${officer}`) ?? officer,
  };
}

/** Everybody who was ever on a unit's list, each by the newest name. */
export async function officersEver(
  store: DistrictStore,
  unit: UnitId,
): Promise<readonly Officer[]> {
  const newestFirst = await store.documents.versions(unit, 'officers');
  const officers = new Map<OfficerId, Officer>();
  for (const version of newestFirst) {
    for (const { id, name } of documentBodies.officers.parse(version.body).officers) {
      if (!officers.has(id)) officers.set(id, { id, name });
    }
  }
  return [...officers.values()];
}
