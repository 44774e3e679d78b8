import { z } from 'zod';
import { namedKiosksMax } from '../limits.ts';
import { kioskIdSchema, unitIdSchema } from '../model/ids.ts';
import { releaseManifestSchema, releaseVersionSchema } from '../model/release.ts';
import { contract } from './base.ts';

/** Versions of the kiosk's program as the office takes them in, hands them on in stages, and sees them arrive. */

const moment = z.int();

/** How far a version has got: chosen kiosks, and a share of all. Paused, no further kiosk gets it. */
export const releaseStageSchema = z.strictObject({
  percent: z.int().min(0).max(100),
  kiosks: z.array(kioskIdSchema).max(namedKiosksMax),
  paused: z.boolean(),
});
export type ReleaseStage = z.infer<typeof releaseStageSchema>;

export const stagedReleaseSchema = z.object({
  manifest: releaseManifestSchema,
  stage: releaseStageSchema,
  changedBy: z.string(),
  changedAt: moment,
});
export type StagedRelease = z.infer<typeof stagedReleaseSchema>;

/**
 * What has become of a version on one kiosk. `runs` it has proved itself there; `trial` it runs and has not yet; `ready`
 * it lies there and waits for a quiet minute; `went-back` it did not run well; `refused` the kiosk would not take it;
 * `by-package` it comes with the package of the kiosk's computer only; `newer` the kiosk is past it; `offered` the kiosk
 * gets it at its next call; `not-reached` it has not got as far.
 */
export const releaseStandSchema = z.enum([
  'runs',
  'trial',
  'ready',
  'went-back',
  'refused',
  'by-package',
  'newer',
  'offered',
  'not-reached',
]);
export type ReleaseStand = z.infer<typeof releaseStandSchema>;

/** One kiosk, as the page of releases names it. */
export const releaseKioskSchema = z.object({
  kiosk: kioskIdSchema,
  name: z.string(),
  unit: z.object({ id: unitIdSchema, name: z.string() }),
  counter: z.string(),
  /** What it runs; null when it never said. */
  version: z.string().nullable(),
});
export type ReleaseKiosk = z.infer<typeof releaseKioskSchema>;

export const releaseViewSchema = stagedReleaseSchema.extend({
  /** Of kiosks that serve: where each stands, and for `refused` and `went-back` the code of why. */
  stands: z.array(
    z.object({ kiosk: kioskIdSchema, stand: releaseStandSchema, why: z.string().nullable() }),
  ),
});
export type ReleaseView = z.infer<typeof releaseViewSchema>;

export const releasesSchema = z.object({
  /** The newest version first. */
  releases: z.array(releaseViewSchema),
  /** Every kiosk that serves, by unit and name. */
  kiosks: z.array(releaseKioskSchema),
});
export type Releases = z.infer<typeof releasesSchema>;

export const officeReleasesContract = {
  list: contract.route({ method: 'GET', path: '/office/releases' }).output(releasesSchema),
  stage: contract
    .route({ method: 'PUT', path: '/office/releases/{version}/stage' })
    .input(z.object({ version: releaseVersionSchema, stage: releaseStageSchema }))
    .output(releasesSchema),
};
