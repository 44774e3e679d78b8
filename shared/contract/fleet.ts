import { z } from 'zod';
import { fleetBatchMax } from '../limits.ts';
import { faultSchema, healthSchema } from '../model/health.ts';
import { counterIdSchema, kioskIdSchema, unitIdSchema } from '../model/ids.ts';
import { plainText } from '../model/text.ts';
import { counterSchema } from '../model/unit.ts';
import { contract } from './base.ts';
import { heldBundleSchema } from './support-bundles.ts';

/** The kiosks of the district as the office keeps them: how each is, where it stands, and how new ones come. */

const moment = z.int();

/** What a kiosk's own word is worth: `none` it never said how it is, `unreadable` the server does not understand it. */
export const healthStandingSchema = z.enum(['known', 'none', 'unreadable']);

/** A fault as the district shows it; `since` is when it was first heard of without a break, null if that is unknown. */
export const fleetFaultSchema = faultSchema.extend({ since: moment.nullable() });
export type FleetFault = z.infer<typeof fleetFaultSchema>;

export const fleetRowSchema = z.object({
  kiosk: kioskIdSchema,
  name: z.string(),
  unit: z.object({ id: unitIdSchema, name: z.string() }),
  counter: counterSchema,
  state: z.enum(['active', 'forbidden', 'retired']),
  version: z.string().nullable(),
  lastContact: moment.nullable(),
  /** Entries made on the kiosk and not yet here, as it last said; null when it never said. */
  queueDepth: z.int().nullable(),
  entriesHeld: z.int(),
  forks: z.int(),
  /** `retired` and `forbidden` kiosks are judged no more. */
  verdict: z.enum(['well', 'warning', 'sick', 'apart']),
  /** The worst first. */
  faults: z.array(fleetFaultSchema),
  health: healthStandingSchema,
  /** When the kiosk last said how it is. */
  healthAt: moment.nullable(),
});
export type FleetRow = z.infer<typeof fleetRowSchema>;

export const fleetSchema = z.object({
  /** The server's time: an office PC with a wrong clock must not make kiosks look dead. */
  time: moment,
  /** The newest version that any kiosk runs. */
  newest: z.string().nullable(),
  /** The worst first. */
  kiosks: z.array(fleetRowSchema),
});
export type FleetView = z.infer<typeof fleetSchema>;

export const fleetDeedSchema = z.enum([
  'code-made',
  'code-revoked',
  'enrolled',
  'enrolled-again',
  'moved',
  'renamed',
  'retired',
  'restored',
  'bundle-received',
]);
export type FleetDeed = z.infer<typeof fleetDeedSchema>;

/** Something that was done to a kiosk or a code. `by` is null where a kiosk did it itself. */
export const fleetChangeSchema = z.object({
  at: moment,
  by: z.string().nullable(),
  deed: fleetDeedSchema,
  /** What it became: a counter's id, a code's last group. */
  detail: z.string(),
});

export const kioskDetailsSchema = z.object({
  row: fleetRowSchema,
  enrolledAt: moment,
  figures: healthSchema.nullable(),
  /** What changed in what was wrong, newest first; at most some weeks of it. */
  history: z.array(z.object({ at: moment, faults: z.array(z.string()), readable: z.boolean() })),
  changes: z.array(fleetChangeSchema),
  /** Where its journals contradict what the server holds. */
  forked: z
    .object({ entries: z.int(), firstAt: moment, lastAt: moment, startedOver: z.boolean() })
    .nullable(),
  /** Counters of its unit: where it may be moved to. */
  counters: z.array(counterSchema),
  /** Its support bundles that are kept, the newest first. */
  bundles: z.array(heldBundleSchema),
});
export type KioskDetails = z.infer<typeof kioskDetailsSchema>;

/** A code that has been made; the code itself was shown once and is kept nowhere. */
export const madeCodeSchema = z.object({
  id: z.uuid(),
  /** Its last group, so that a sheet of paper can be told from another. */
  tail: z.string(),
  unit: z.object({ id: unitIdSchema, name: z.string() }),
  counter: counterSchema,
  name: z.string(),
  madeAt: moment,
  madeBy: z.string(),
  until: moment,
  /** The kiosk that is enrolled again by it. */
  again: kioskIdSchema.nullable(),
  state: z.enum(['open', 'used', 'revoked', 'expired']),
});
export type MadeCode = z.infer<typeof madeCodeSchema>;

/** What is handed to a technician for one kiosk. It is in this answer and nowhere else, ever. */
export const handOutSchema = z.object({
  id: z.uuid(),
  counter: counterSchema,
  name: z.string(),
  code: z.string(),
  until: moment,
  /** What the QR code of the sheet holds (shared/rules/enrolment-slip.ts). */
  slip: z.string(),
  fileName: z.string(),
});
export type HandOut = z.infer<typeof handOutSchema>;

const kiosk = { kiosk: kioskIdSchema };
const counterName = plainText(200);
const url = z.url({ protocol: /^https?$/ }).max(1_024);
/** A counter that is there, or the name of a new one. */
const place = z.union([
  z.strictObject({ counter: counterIdSchema }),
  z.strictObject({ newCounter: counterName }),
]);
export type Place = z.infer<typeof place>;

export const batchRequestSchema = z.strictObject({
  unit: unitIdSchema,
  /** One kiosk for each. */
  places: z.array(place).min(1).max(fleetBatchMax),
  /** The address at which kiosks reach this server. */
  districtUrl: url,
  until: moment,
  /** Opens the technician's page of these kiosks; null leaves it as the unit says. */
  technicianPin: z.string().max(64).nullable(),
});
export type BatchRequest = z.infer<typeof batchRequestSchema>;

export const batchSchema = z.object({
  unit: z.object({ id: unitIdSchema, name: z.string() }),
  districtUrl: z.string(),
  until: moment,
  handOuts: z.array(handOutSchema),
  /** All provision files, base64 of a ZIP. */
  zip: z.string(),
});
export type Batch = z.infer<typeof batchSchema>;

export const officeFleetContract = {
  list: contract.route({ method: 'GET', path: '/office/fleet' }).output(fleetSchema),
  details: contract
    .route({ method: 'GET', path: '/office/fleet/kiosks/{kiosk}' })
    .input(z.object(kiosk))
    .output(kioskDetailsSchema),
  /** To another counter of the same unit; the kiosk follows at its next contact. */
  move: contract
    .route({ method: 'PUT', path: '/office/fleet/kiosks/{kiosk}/place' })
    .input(z.object({ ...kiosk, place, name: counterName.optional() }))
    .output(kioskDetailsSchema),
  /** Nothing more is taken from it; what is here stays. */
  retire: contract
    .route({ method: 'POST', path: '/office/fleet/kiosks/{kiosk}/retirement' })
    .input(z.object(kiosk))
    .output(kioskDetailsSchema),
  restore: contract
    .route({ method: 'DELETE', path: '/office/fleet/kiosks/{kiosk}/retirement' })
    .input(z.object(kiosk))
    .output(kioskDetailsSchema),
  /** A code by which a computer becomes this kiosk: its key is replaced, its history stays. */
  enrolAgain: contract
    .route({ method: 'POST', path: '/office/fleet/kiosks/{kiosk}/codes' })
    .input(z.object({ ...kiosk, districtUrl: url, until: moment }))
    .output(batchSchema),
  counters: contract
    .route({ method: 'GET', path: '/office/fleet/units/{unit}/counters' })
    .input(z.object({ unit: unitIdSchema }))
    .output(z.array(counterSchema)),
  makeBatch: contract
    .route({ method: 'POST', path: '/office/fleet/batches' })
    .input(batchRequestSchema)
    .output(batchSchema),
  codes: contract
    .route({ method: 'GET', path: '/office/fleet/codes' })
    .output(z.array(madeCodeSchema)),
  revokeCode: contract
    .route({ method: 'DELETE', path: '/office/fleet/codes/{id}' })
    .input(z.object({ id: z.uuid() }))
    .output(z.array(madeCodeSchema)),
};
