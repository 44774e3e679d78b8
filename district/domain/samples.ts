import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { documentBodies, kioskSettingsSchema } from '../../shared/model/documents.ts';
import { parseForm } from '../../shared/model/form.ts';
import {
  counterSchema,
  officerSchema,
  unitSchema,
  type Officer,
  type OfficerWithPin,
} from '../../shared/model/unit.ts';
import { hashPin, pinPattern } from '../../shared/rules/pin.ts';
import { publishSampleCatalogue } from './catalogue/sample-catalogue.ts';
import { publish } from './documents.ts';
import type { DistrictStore, Now } from './ports.ts';

/** The form a sample unit starts with. */
const sampleForm = 'hai-long-nam-muc';

/** Who reads the reports of a sample district; signs in by link until somebody sets a password. */
export const sampleOfficeUser = 'van-phong';

const sampleUnitSchema = z.strictObject({
  unit: unitSchema,
  counters: z.array(counterSchema).min(1),
  officers: z.array(officerSchema),
  catalogueLabel: z.string(),
  settings: kioskSettingsSchema.omit({ unit: true, counter: true }),
});

const unitKeyBytes = 32;

/**
 * Fills an empty store with the samples of `folder`: unit, form and catalogue. A store that has a unit is left
 * as it is. Samples are part of the product, so one that cannot be read is a defect and throws.
 *
 * @returns whether the store was empty.
 */
export async function loadSamples(
  store: DistrictStore,
  now: Now,
  folder: string,
): Promise<boolean> {
  const sample = sampleUnitSchema.parse(await readJson(join(folder, 'unit.json')));
  const { unit, catalogueLabel: label } = sample;
  const catalogue = { folder, unit: unit.id, label };
  const units = await store.places.units();
  if (units.length > 0) {
    // Filled by a version that had no catalogue packages yet.
    const isSample = units.some(({ id }) => id === unit.id);
    if (isSample && !(await store.catalogues.draft()).content)
      await publishSampleCatalogue(store, now, catalogue);
    return false;
  }
  const form = parseForm(await readJson(join(folder, 'forms', `${sampleForm}.json`)));
  if (!form.ok) throw new Error(form.problem.en);

  const { counters, officers, settings } = sample;
  await publish(store, now, unit.id, 'form', form.value);
  await publish(store, now, unit.id, 'officers', { officers: await withPins(folder, officers) });
  const calendar = documentBodies.calendar.parse(await readJson(join(folder, 'calendar.json')));
  await publish(store, now, unit.id, 'calendar', calendar);
  await publishSampleCatalogue(store, now, catalogue);
  await store.office.putUser(sampleOfficeUser, null);
  // The unit last: while it is missing the store counts as empty, and an interrupted start begins again.
  const key = randomBytes(unitKeyBytes).toString('base64url');
  await store.places.addUnit({ unit, settings, counters, officers, key });
  return true;
}

const samplePinsSchema = z.record(z.string(), z.string().regex(pinPattern));

/** The samples' PINs are for trying out: `npm start` prints them. */
async function withPins(folder: string, officers: readonly Officer[]): Promise<OfficerWithPin[]> {
  const pins = samplePinsSchema.parse(await readJson(join(folder, 'sample-pins.json')));
  return Promise.all(
    officers.map(async (officer) => {
      const pin = pins[officer.id];
      return pin === undefined ? officer : { ...officer, pin: await hashPin(pin) };
    }),
  );
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8'));
}
