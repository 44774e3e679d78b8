import { z } from 'zod';
import { clientRightSchema, documentBodies, kioskSettingsSchema } from '../model/documents.ts';
import { clientIdSchema, officerIdSchema, unitIdSchema } from '../model/ids.ts';
import { officerSchema } from '../model/unit.ts';
import { contract } from './base.ts';

/** A unit's desk, as the office keeps it: officers, API keys, calendar, and how the kiosks behave towards them. */

export const publishedSchema = z
  .object({ version: z.int(), at: z.int(), by: z.string().nullable() })
  .nullable();
export type Published = z.infer<typeof publishedSchema>;

/** What of a unit's settings is edited here. */
export const deskSettingsSchema = kioskSettingsSchema.pick({
  walkInAllowed: true,
  selfLaunch: true,
  workingTime: true,
  scanner: true,
  desk: true,
  apologyMs: true,
});
export type DeskSettings = z.infer<typeof deskSettingsSchema>;

export const calendarSchema = documentBodies.calendar;
export const calendarYearSchema = calendarSchema.shape.years.element;
export type CalendarYear = z.infer<typeof calendarYearSchema>;

export const unitDeskSchema = z.object({
  unit: z.object({ id: unitIdSchema, name: z.string() }),
  officers: z.array(officerSchema.extend({ hasPin: z.boolean() })),
  /** Who was on the list before, newest name; their hand-overs keep it. */
  formerOfficers: z.array(officerSchema),
  clients: z.array(
    z.object({ id: clientIdSchema, name: z.string(), rights: z.array(clientRightSchema) }),
  ),
  years: z.array(calendarYearSchema),
  settings: deskSettingsSchema,
  /** Who published what there is now, and when. */
  published: z.object({
    officers: publishedSchema,
    clients: publishedSchema,
    calendar: publishedSchema,
    settings: publishedSchema,
  }),
});
export type UnitDesk = z.infer<typeof unitDeskSchema>;

const ofUnit = { unit: unitIdSchema };
const name = z.string().trim().min(1).max(200);
const pin = z.string().max(64);

/** Every change publishes a new version of its document and answers with how things stand then. */
export const officeDeskContract = {
  look: contract
    .route({ method: 'GET', path: '/office/units/{unit}/desk' })
    .input(z.object(ofUnit))
    .output(unitDeskSchema),
  addOfficer: contract
    .route({ method: 'POST', path: '/office/units/{unit}/officers' })
    .input(z.object({ ...ofUnit, name, pin: pin.nullable() }))
    .output(unitDeskSchema),
  renameOfficer: contract
    .route({ method: 'PUT', path: '/office/units/{unit}/officers/{officer}/name' })
    .input(z.object({ ...ofUnit, officer: officerIdSchema, name }))
    .output(unitDeskSchema),
  /** Null takes the PIN away: the officer stays on the list and cannot sign in. */
  setPin: contract
    .route({ method: 'PUT', path: '/office/units/{unit}/officers/{officer}/pin' })
    .input(z.object({ ...ofUnit, officer: officerIdSchema, pin: pin.nullable() }))
    .output(unitDeskSchema),
  removeOfficer: contract
    .route({ method: 'DELETE', path: '/office/units/{unit}/officers/{officer}' })
    .input(z.object({ ...ofUnit, officer: officerIdSchema }))
    .output(unitDeskSchema),
  restoreOfficer: contract
    .route({ method: 'POST', path: '/office/units/{unit}/officers/{officer}' })
    .input(z.object({ ...ofUnit, officer: officerIdSchema }))
    .output(unitDeskSchema),
  /** The key is in this answer and nowhere else, ever. */
  addClient: contract
    .route({ method: 'POST', path: '/office/units/{unit}/clients' })
    .input(z.object({ ...ofUnit, name, rights: z.array(clientRightSchema).min(1) }))
    .output(z.object({ key: z.string(), client: clientIdSchema, desk: unitDeskSchema })),
  revokeClient: contract
    .route({ method: 'DELETE', path: '/office/units/{unit}/clients/{client}' })
    .input(z.object({ ...ofUnit, client: clientIdSchema }))
    .output(unitDeskSchema),
  putYear: contract
    .route({ method: 'PUT', path: '/office/units/{unit}/calendar' })
    .input(z.object({ ...ofUnit, year: calendarYearSchema }))
    .output(unitDeskSchema),
  putSettings: contract
    .route({ method: 'PUT', path: '/office/units/{unit}/settings' })
    .input(z.object({ ...ofUnit, settings: deskSettingsSchema }))
    .output(unitDeskSchema),
};
