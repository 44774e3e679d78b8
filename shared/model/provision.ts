import { z } from 'zod';
import { namedKiosksMax, namedUnitsMax } from '../limits.ts';
import { kioskIdSchema, unitIdSchema } from './ids.ts';
import { plainText } from './text.ts';
import { provisionSettingsSchema } from './technician-settings.ts';
import { pinHashSchema } from './unit.ts';

/**
 * Files that a technician carries on a stick. Both are signed by the district's publishing key: Ed25519 over the
 * canonical JSON (RFC 8785) of the file without `signature` (rules/signed-file.ts).
 */

/** Ms since 1970 UTC. */
const moment = z.int().positive();

/** The public half of the key that signs: raw Ed25519, 32 bytes, base64url. */
export const signingKeySchema = z.strictObject({
  id: z.string().min(1).max(64),
  publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
});
export type SigningKey = z.infer<typeof signingKeySchema>;

const signature = z.string().regex(/^[A-Za-z0-9_-]{86}$/);

/**
 * `kiosk.provision.json`, or `kiosk.provision.quay-1.json` where one stick serves many: one file makes one kiosk.
 */
export const provisionSchema = z.strictObject({
  $schema: z.string().max(256).optional(),
  format: z.literal(1),
  /** What it is for, in the office's words: the name of the counter. */
  label: plainText(200).optional(),
  districtUrl: z.url({ protocol: /^https?$/ }).max(1_024),
  /** The one-time enrolment code. */
  code: z.string().min(4).max(64),
  settings: provisionSettingsSchema.optional(),
  /** argon2id of the PIN that opens the technician's page. */
  technicianPin: pinHashSchema.optional(),
  issuedAt: moment,
  until: moment,
  publishingKey: signingKeySchema,
  signature,
});
export type Provision = z.infer<typeof provisionSchema>;
export type UnsignedProvision = Omit<Provision, 'signature'>;

/** What is left of a provision file that made a kiosk: no secret, and whose it was. */
export const usedProvisionSchema = z.strictObject({
  format: z.literal(1),
  used: z.strictObject({ kiosk: kioskIdSchema, at: z.int() }),
});
export type UsedProvision = z.infer<typeof usedProvisionSchema>;

export const provisionFileName = 'kiosk.provision.json';
export const provisionFilePattern = /^kiosk\.provision(?:\.[A-Za-z0-9_-]{1,64})?\.json$/;

/** `hai-long-technician.key`: opens the technician's page of some kiosks until a day. Null: of all of the district. */
export const keyFileSchema = z.strictObject({
  format: z.literal(1),
  technician: plainText(100),
  units: z.array(unitIdSchema).max(namedUnitsMax).nullable(),
  kiosks: z.array(kioskIdSchema).max(namedKiosksMax).nullable(),
  issuedAt: moment,
  until: moment,
  /** Which key signed it. */
  key: z.string().min(1).max(64),
  signature,
});
export type KeyFile = z.infer<typeof keyFileSchema>;
export type UnsignedKeyFile = Omit<KeyFile, 'signature'>;

export const keyFileName = 'hai-long-technician.key';
