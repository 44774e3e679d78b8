const linkParameter = 'link';

/**
 * The secret of a one-time sign-in link (`#link=…`), or null. It is taken out of the address, so that it stays in no
 * history, bookmark or screenshot; a fragment is never sent to a server by itself.
 */
export function takeLink(
  address: Pick<Location, 'hash' | 'pathname' | 'search'>,
  history: Pick<History, 'replaceState'>,
): string | null {
  const link = new URLSearchParams(address.hash.slice(1)).get(linkParameter);
  if (link === null) return null;
  history.replaceState(null, '', address.pathname + address.search);
  return link === '' ? null : link;
}
