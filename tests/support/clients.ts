import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import type { CitizenContract } from '../../shared/contract/citizen.ts';
import type { DeskContract } from '../../shared/contract/desk.ts';
import type { DistrictContract } from '../../shared/contract/district.ts';

/** Clients of the three doors, as a page has them: the address with its token is all they need. */

export function citizenClient(address: string): ContractRouterClient<CitizenContract> {
  return createORPCClient(tokenLink(address));
}

export function deskClient(address: string): ContractRouterClient<DeskContract> {
  return createORPCClient(tokenLink(address));
}

function tokenLink(address: string): RPCLink<Record<never, never>> {
  const url = new URL(address);
  const token = new URLSearchParams(url.hash.slice(1)).get('token') ?? '';
  return new RPCLink({
    url: `${url.origin}/rpc`,
    headers: { authorization: `Bearer ${token}`, origin: url.origin },
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
