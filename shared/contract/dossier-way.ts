import { z } from 'zod';
import { unitIdSchema } from '../model/ids.ts';
import { contract } from './base.ts';

/**
 * The way of the dossiers: handed over, launched, shown, and how each ended, by place and officer. It holds no answer and
 * no level, so it has no smallest cell.
 */

/** launched = answered + declined + expired + withdrawn + open = onTime + late + latenessUnknown + latenessUntold. */
export const wayCountsSchema = z.object({
  /** Reported by the one-stop software; of these `neverLaunched` were not asked about. */
  handedOver: z.int(),
  neverLaunched: z.int(),
  launched: z.int(),
  shown: z.int(),
  answered: z.int(),
  declined: z.int(),
  expired: z.int(),
  withdrawn: z.int(),
  open: z.int(),
  onTime: z.int(),
  late: z.int(),
  latenessUnknown: z.int(),
  /** Launches of before the desk told lateness. */
  latenessUntold: z.int(),
  /** Apology slips whose facts were entered, and hand-overs that needed one and had none. */
  apologiesRecorded: z.int(),
  apologiesMissing: z.int(),
  apologiesShown: z.int(),
});
export type WayCounts = z.infer<typeof wayCountsSchema>;

export const wayRowSchema = z.object({
  unit: z.string(),
  counter: z.string(),
  /** Null where nobody was signed in. */
  officer: z.string().nullable(),
  counts: wayCountsSchema,
});
export type WayRow = z.infer<typeof wayRowSchema>;

export const dossierWaySchema = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  total: wayCountsSchema,
  rows: z.array(wayRowSchema),
  /** Whether any one-stop software reports hand-overs; without it nobody can know what was never launched. */
  reported: z.boolean(),
});
export type DossierWay = z.infer<typeof dossierWaySchema>;

export const officeDossierWayContract = contract
  .route({ method: 'GET', path: '/office/dossier-way' })
  .input(z.object({ from: z.iso.date(), to: z.iso.date(), unit: unitIdSchema.optional() }))
  .output(dossierWaySchema);

/** The same as a table: GET in a session, with the same three parameters. */
export const dossierWayCsvPath = '/api/office/dossier-way.csv';
