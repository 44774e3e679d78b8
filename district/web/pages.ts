/** The pages and the fragments of their addresses. */
export const pageAddress = {
  results: '#ket-qua',
  catalogue: '#danh-muc',
  signals: '#dau-hieu',
  desk: '#don-vi',
  kiosks: '#kiosk',
} as const;
export type Page = keyof typeof pageAddress;

/** The page an address asks for; whatever is unknown leads to the results. */
export function pageAt(fragment: string): Page {
  const pages = Object.keys(pageAddress) as Page[];
  const [name] = fragment.split('=');
  return pages.find((page) => pageAddress[page] === name) ?? 'results';
}

/** The month (`2026-11`) that an address asks the results for; null for none. */
export function monthAt(fragment: string): string | null {
  return /^#ket-qua=(\d{4}-(?:0[1-9]|1[0-2]))$/.exec(fragment)?.[1] ?? null;
}
