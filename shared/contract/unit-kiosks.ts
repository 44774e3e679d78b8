import { z } from 'zod';
import { pinLengthMax } from '../limits.ts';
import { kioskSettingsSchema } from '../model/documents.ts';
import { unitIdSchema } from '../model/ids.ts';
import { settingKeySchema, settingRangeSchema } from '../model/technician-settings.ts';
import { contract } from './base.ts';
import { publishedSchema } from './unit-desk.ts';

/** How the kiosks of a unit behave, as far as the district has the last word (shared/model/technician-settings.ts). */

/** A setting as the page explains it. Owner `kiosk`: set on each kiosk; what is set here counts only below that. */
const settingRowFactSchema = z.object({
  key: settingKeySchema,
  words: z.object({ vi: z.string(), en: z.string() }),
  owner: z.enum(['kiosk', 'district']),
  range: settingRangeSchema,
  default: z.unknown(),
  /** Whether it may be left open here. */
  optional: z.boolean(),
  /** Whether a technician may set it on the kiosk while nothing is set here. */
  here: z.boolean(),
});
export type SettingFactRow = z.infer<typeof settingRowFactSchema>;

/** What of a unit's settings is edited as one here. What may be left out falls to the kiosk's own setting or the default. */
export const unitKioskSettingsSchema = kioskSettingsSchema.pick({
  walkInAllowed: true,
  waitingTimeoutMs: true,
  ratingTimeoutMs: true,
  detailTimeoutMs: true,
  countdownMs: true,
  thanksMs: true,
  pauseMs: true,
  apologyMs: true,
  tonePlacement: true,
  selfLaunch: true,
  retentionDays: true,
});
export type UnitKioskSettings = z.infer<typeof unitKioskSettingsSchema>;

const districtUrlSchema = kioskSettingsSchema.shape.districtUrl.unwrap();

export const unitKiosksSchema = z.object({
  unit: z.object({ id: unitIdSchema, name: z.string() }),
  settings: unitKioskSettingsSchema,
  /** Every setting of a kiosk, with its words, its range and what holds where nobody sets it. */
  facts: z.array(settingRowFactSchema),
  /** Whether the unit's week is set; it is edited with the desk (unit-desk.ts). */
  hasOpeningHours: z.boolean(),
  /** Where the kiosks are told that the district has moved to; null: nowhere. */
  districtUrl: districtUrlSchema.nullable(),
  /** Whether a PIN of the technician's page is set for the unit. The PIN itself is kept nowhere. */
  hasTechnicianPin: z.boolean(),
  /** Who published the unit's settings, and when. */
  published: publishedSchema,
  /** Kiosks of the unit that serve, and those of them that said they have what is set here. */
  kiosks: z.int(),
  upToDate: z.int(),
});
export type UnitKiosks = z.infer<typeof unitKiosksSchema>;

const ofUnit = { unit: unitIdSchema };

export const officeUnitKiosksContract = {
  look: contract
    .route({ method: 'GET', path: '/office/units/{unit}/kiosk-settings' })
    .input(z.object(ofUnit))
    .output(unitKiosksSchema),
  putSettings: contract
    .route({ method: 'PUT', path: '/office/units/{unit}/kiosk-settings' })
    .input(z.object({ ...ofUnit, settings: unitKioskSettingsSchema }))
    .output(unitKiosksSchema),
  /** Null: the kiosks are told of no move. A call of its own, so that saving other settings never undoes a move. */
  putDistrictUrl: contract
    .route({ method: 'PUT', path: '/office/units/{unit}/district-url' })
    .input(z.object({ ...ofUnit, districtUrl: districtUrlSchema.nullable() }))
    .output(unitKiosksSchema),
  /** Null takes the unit's PIN back: each kiosk's own counts again. */
  putTechnicianPin: contract
    .route({ method: 'PUT', path: '/office/units/{unit}/technician-pin' })
    .input(z.object({ ...ofUnit, pin: z.string().max(pinLengthMax).nullable() }))
    .output(unitKiosksSchema),
};
