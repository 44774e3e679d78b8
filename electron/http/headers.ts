/**
 * What a page of a door may load: files of its own door, and calls to it. No inline script, no inline style, no frame
 * around it. An empty favicon is a `data:` address, the only one allowed.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Sent with every answer of a door. */
const doorHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/**
 * The public's page stands in a sandbox besides: no dialog of the browser (print, alert), no window, no download, no
 * full screen asked for by whatever runs in it.
 */
const citizenHeaders: Readonly<Record<string, string>> = {
  ...doorHeaders,
  'content-security-policy': `${contentSecurityPolicy}; sandbox allow-scripts allow-same-origin allow-forms`,
};

export type DoorPage = 'citizen' | 'officer' | 'technician';

/** The headers of the door that holds a page. The technician's stands on the public's screen. */
export function headersOf(page: DoorPage): Readonly<Record<string, string>> {
  return page === 'officer' ? doorHeaders : citizenHeaders;
}

/** Answers and pages are of the moment; a file under /assets carries its hash in its name and never changes. */
export const neverKept = 'no-store';
export const keptForEver = 'public, max-age=31536000, immutable';
