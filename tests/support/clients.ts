import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import { officer, pin } from '../../electron/core/testing/fixtures.ts';
import type { CitizenContract } from '../../shared/contract/citizen.ts';
import type { DeskContract } from '../../shared/contract/desk.ts';
import type { TechnicianContract } from '../../shared/contract/technician.ts';
import type { DistrictContract } from '../../shared/contract/district.ts';

/** Clients of the three doors, as a page has them: the address with its token is all they need. */

export function citizenClient(address: string): ContractRouterClient<CitizenContract> {
  return createORPCClient(tokenLink(address));
}

/** @param address - where the citizen's door said that the technician's page is */
export function technicianClient(address: string): ContractRouterClient<TechnicianContract> {
  return createORPCClient(tokenLink(address));
}

/** A desk page of its own: it keeps its session in a cookie, as a browser does. */
export function deskClient(
  address: string,
  fetchWith = keepingCookies(),
): ContractRouterClient<DeskContract> {
  return createORPCClient(tokenLink(address, fetchWith));
}

/** The same, with somebody signed in. */
export async function signedInDesk(
  address: string,
  who: { officer: string; pin: string } = { officer, pin },
): Promise<ContractRouterClient<DeskContract>> {
  const desk = deskClient(address);
  await desk.signIn(who);
  return desk;
}

type Fetch = (request: Request, init?: RequestInit) => Promise<Response>;

/** A fetch with a cookie jar of one door. */
export function keepingCookies(): Fetch {
  const jar = new Map<string, string>();
  return async (request, init) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    if (cookie !== '') request.headers.set('cookie', cookie);
    const response = await fetch(request, init);
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      const [name = '', value = ''] = pair.split('=');
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  };
}

function tokenLink(
  address: string,
  fetchWith: Fetch = (request, init) => fetch(request, init),
): RPCLink<Record<never, never>> {
  const url = new URL(address);
  const token = new URLSearchParams(url.hash.slice(1)).get('token') ?? '';
  return new RPCLink({
    url: `${url.origin}/rpc`,
    headers: { authorization: `Bearer ${token}`, origin: url.origin },
    fetch: (request, init) => fetchWith(request, init),
  });
}

/** Signs in by the one-time link that the district prints, and stays signed in by its cookie. */
export async function officeClient(
  officeLink: string,
): Promise<ContractRouterClient<DistrictContract>> {
  const url = new URL(officeLink);
  let cookie = '';
  const client: ContractRouterClient<DistrictContract> = createORPCClient(
    new RPCLink({
      url: `${url.origin}/rpc`,
      headers: () => ({ origin: url.origin, cookie }),
      fetch: async (request, init) => {
        const response = await fetch(request, init);
        const set = response.headers.getSetCookie()[0];
        if (set) cookie = set.split(';')[0] ?? '';
        return response;
      },
    }),
  );
  await client.office.signInByLink({
    link: new URLSearchParams(url.hash.slice(1)).get('link') ?? '',
  });
  return client;
}
