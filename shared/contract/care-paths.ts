/** Addresses and types of the raw routes of the office's care for kiosks; no schema, so that pages may use them. */

/**
 * Taking a release in: for a session of the office, POST with `releaseUploadType`. The body is the manifest as one line of
 * JSON, a line feed, and the tar.gz as it is. 200: all releases (releases.ts); 413 and 422: a problem.
 */
export const releaseUploadPath = '/api/office/releases/files';
export const releaseUploadType = 'application/vnd.hai-long.release';

export const bundleType = 'application/zip';

export function officeBundlePath(kiosk: string, id: string): string {
  return `/api/office/fleet/kiosks/${kiosk}/bundles/${id}`;
}
