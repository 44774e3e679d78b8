import { z } from 'zod';

/**
 * A support bundle on its way up and out: two raw routes.
 *
 *   POST /api/support-bundles                              the ZIP, signed by the kiosk as every call of one. 200:
 *                                                          {@link receivedSchema}; the newest few of a kiosk are kept
 *   GET  /api/office/fleet/kiosks/{kiosk}/bundles/{id}     the same bytes, for a session of the office
 *
 * The server never opens it. The addresses are in technician.ts and care-paths.ts.
 */
export const receivedSchema = z.object({ received: z.literal(true) });

/** A bundle that lies at the district. */
export const heldBundleSchema = z.object({ id: z.uuid(), at: z.int(), bytes: z.int() });
export type HeldBundle = z.infer<typeof heldBundleSchema>;
