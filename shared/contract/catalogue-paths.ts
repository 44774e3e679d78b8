/**
 * The catalogue on its way: raw routes for its files, procedures for the office's work with it.
 *
 *   GET  /api/catalogue/current?have={version}   signed by a kiosk. 200 the manifest; 204 if the kiosk has this version
 *                                                or nothing has been published yet
 *   GET  /api/catalogue/{version}                signed by a kiosk. 200 the package file, with Content-Digest (RFC 9530)
 *
 *   POST /api/office/catalogue/imports           in a session. The body is the file; answers an import preview
 *   GET  /api/office/catalogue/files/{version}   in a session. The package file, for a USB stick
 *   GET  /api/office/catalogue/completeness.csv  in a session. ?unit={unit}
 */
export const catalogueCurrentPath = '/api/catalogue/current';
export const catalogueImportPath = '/api/office/catalogue/imports';
export const completenessCsvPath = '/api/office/catalogue/completeness.csv';
export const packageType = 'application/gzip';
export const importType = 'application/octet-stream';

export function cataloguePath(version: number | ':version' | '{version}'): string {
  return `/api/catalogue/${version}`;
}

export function officeCataloguePath(version: number | ':version' | '{version}'): string {
  return `/api/office/catalogue/files/${version}`;
}
