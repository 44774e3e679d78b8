import { kioskSettingsSchema } from '../../shared/model/documents.ts';
import type { UnitId } from '../../shared/model/ids.ts';
import { problem, type Problem } from '../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import type { DistrictStore, Now, UnitSettings } from './ports.ts';

/**
 * A unit's settings, of which several pages edit their own part. The kiosks' own settings documents follow when they ask;
 * the unit's version keeps who and when.
 */

const unitSettingsSchema = kioskSettingsSchema.omit({ unit: true, counter: true });

/** Who changes what, where. */
type Hand = {
  readonly store: DistrictStore;
  readonly now: Now;
  readonly unit: UnitId;
  readonly by: string;
};

/** Replaces the settings of these keys; one of them that `changes` does not say is taken out, the others stay. */
export async function editUnitSettings<K extends keyof UnitSettings>(
  { store, now, unit, by }: Hand,
  keys: readonly K[],
  changes: Partial<Pick<UnitSettings, K>>,
): Promise<Result<void, Problem>> {
  const edit = (settings: UnitSettings): Result<UnitSettings, Problem> => {
    const others = Object.entries(settings).filter(
      ([key]) => !(keys as readonly string[]).includes(key),
    );
    return ok(unitSettingsSchema.parse({ ...Object.fromEntries(others), ...changes }));
  };
  const edited = await store.places.editSettings(unit, { by, at: now(), edit });
  return edited ?? fail(problem('office.unit'));
}
