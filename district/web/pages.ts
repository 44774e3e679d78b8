/** The pages and the fragments of their addresses. */
export const pageAddress = { results: '#ket-qua', kiosks: '#kiosk' } as const;
export type Page = keyof typeof pageAddress;

/** The page an address asks for; whatever is unknown leads to the results. */
export function pageAt(fragment: string): Page {
  return fragment === pageAddress.kiosks ? 'kiosks' : 'results';
}
