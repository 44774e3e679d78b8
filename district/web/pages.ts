/** The pages and the fragments of their addresses. */
export const pageAddress = {
  results: '#ket-qua',
  catalogue: '#danh-muc',
  kiosks: '#kiosk',
} as const;
export type Page = keyof typeof pageAddress;

/** The page an address asks for; whatever is unknown leads to the results. */
export function pageAt(fragment: string): Page {
  const pages = Object.keys(pageAddress) as Page[];
  return pages.find((page) => pageAddress[page] === fragment) ?? 'results';
}
