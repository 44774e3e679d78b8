/**
 * The kiosk's own pages under Electron: `app://citizen/…`, `app://officer/…` and `app://technician/…`, never `file://`.
 * One host per page, so that each is an origin of its own and shares no storage.
 */
export const appScheme = 'app';

export const pages = ['citizen', 'officer', 'technician'] as const;
export type Page = (typeof pages)[number];
/** The pages with a window of their own; the technician's stands in the citizen's while the machine has it open. */
export type WindowPage = Exclude<Page, 'technician'>;

/** The only address a window is ever sent to. */
export function homeOf(page: Page): string {
  return `${appScheme}://${page}/${page}/index.html`;
}

/** A file of the built pages: its path below out/renderer, with `/` between folders, and its media type. */
export type AppFile = { readonly path: string; readonly mediaType: string };

const mediaTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
};

/** What the bundler writes: letters, digits, `_`, `-` and single dots inside a name. */
const fileName = /^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.(?<extension>[a-z0-9]+)$/;
const folderName = /^[A-Za-z0-9_-]+$/;

/**
 * Which file an `app://` address means, or null if it means none. A page is given its own folder and the shared
 * `assets`, nothing else; whatever is encoded, dotted or of an unknown type is refused, not repaired.
 */
export function appFileOf(address: string): AppFile | null {
  const url = URL.parse(address);
  if (url === null || !isPage(url.host) || url.protocol !== `${appScheme}:`) return null;
  if (url.username !== '' || url.password !== '') return null;

  const folders = url.pathname.split('/').slice(1);
  const file = folders.pop() ?? '';
  const mediaType = mediaTypes[fileName.exec(file)?.groups?.extension ?? ''];
  if (mediaType === undefined || !folders.every((folder) => folderName.test(folder))) return null;
  if (folders[0] !== url.host && folders[0] !== 'assets') return null;
  return { path: [...folders, file].join('/'), mediaType };
}

/**
 * Whether a window may go to an address: only to its own page again (a reload), whatever the query or fragment.
 * Compared by parsed parts, because for a scheme of our own `URL.origin` is "null" outside Chromium.
 */
export function mayNavigate(page: Page, address: string): boolean {
  const url = URL.parse(address);
  const home = new URL(homeOf(page));
  return (
    url !== null &&
    url.protocol === home.protocol &&
    url.host === home.host &&
    url.pathname === home.pathname &&
    url.username === '' &&
    url.password === ''
  );
}

/**
 * Whether anything in a page may be fetched: files of the kiosk's pages, and the empty icon, which is a `data:` address.
 * No page has a connection to anywhere else, whatever its policy says.
 */
export function mayFetch(address: string): boolean {
  return appFileOf(address) !== null || address === emptyIcon;
}

/** Written in every page's head, so that the browser asks for no icon. */
const emptyIcon = 'data:,';

function isPage(host: string): host is Page {
  return pages.some((page) => page === host);
}
