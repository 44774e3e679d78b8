/**
 * A new version of the program on its way down: two raw routes, both signed by a kiosk as every call of one.
 *
 *   GET  /api/updates/current    204: nothing for this kiosk, as far as its group has got. 200: a manifest
 *                                (shared/model/release.ts) as JSON, whether the kiosk has that version already or not
 *   GET  /api/updates/{version}  the tar.gz that the manifest names, with its length; 404 if this kiosk is not to have it
 *
 * The district only keeps and hands on: whether a release is genuine, newer and fitting is judged on the kiosk.
 */
export const updateCurrentPath = '/api/updates/current';
export const releaseType = 'application/gzip';

export function updatePath(version: string): string {
  return `/api/updates/${version}`;
}
