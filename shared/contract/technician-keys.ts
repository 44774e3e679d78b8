import { z } from 'zod';
import { namedKiosksMax, namedUnitsMax } from '../limits.ts';
import { kioskIdSchema, unitIdSchema } from '../model/ids.ts';
import { plainText } from '../model/text.ts';
import { contract } from './base.ts';

/** Key files that open the technician's page of some kiosks until a day (shared/model/provision.ts). */

const moment = z.int();

/** A key file that was made. The file itself was handed out once and is kept nowhere. */
export const madeKeySchema = z.object({
  id: z.uuid(),
  technician: z.string(),
  /** Null: every kiosk of the district. */
  units: z.array(z.object({ id: unitIdSchema, name: z.string() })).nullable(),
  kiosks: z.array(z.object({ id: kioskIdSchema, name: z.string() })).nullable(),
  madeAt: moment,
  madeBy: z.string(),
  until: moment,
  revokedAt: moment.nullable(),
  revokedBy: z.string().nullable(),
  state: z.enum(['open', 'revoked', 'ended']),
});
export type MadeKey = z.infer<typeof madeKeySchema>;

export const keyRequestSchema = z.strictObject({
  technician: plainText(100),
  units: z.array(unitIdSchema).min(1).max(namedUnitsMax).nullable(),
  kiosks: z.array(kioskIdSchema).min(1).max(namedKiosksMax).nullable(),
  until: moment,
});
export type KeyRequest = z.infer<typeof keyRequestSchema>;

export const officeKeysContract = {
  list: contract
    .route({ method: 'GET', path: '/office/technician-keys' })
    .output(z.array(madeKeySchema)),
  /** The file is in this answer and nowhere else, ever. */
  make: contract
    .route({ method: 'POST', path: '/office/technician-keys' })
    .input(keyRequestSchema)
    .output(z.object({ name: z.string(), file: z.string(), keys: z.array(madeKeySchema) })),
  /** Kiosks learn of it with their settings; one without a network takes the file until its end. */
  revoke: contract
    .route({ method: 'DELETE', path: '/office/technician-keys/{id}' })
    .input(z.object({ id: z.uuid() }))
    .output(z.array(madeKeySchema)),
};
