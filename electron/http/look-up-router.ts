import { implement } from '@orpc/server';
import { lookUpContract } from '../../shared/contract/look-up.ts';
import type { Core } from '../core/core.ts';
import { valueOrRefuse } from './refusal.ts';

/** The look-up over the use cases. Whoever looks something up is using the kiosk. */
export function createLookUpRouter({ citizen, lookUp }: Pick<Core, 'citizen' | 'lookUp'>) {
  const contract = implement(lookUpContract).use(({ next }) => {
    citizen.touched();
    return next();
  });
  return contract.router({
    search: contract.search.handler(({ input }) => lookUp.search(input)),
    domains: contract.domains.handler(() => lookUp.domains()),
    domain: contract.domain.handler(({ input }) => lookUp.domain(input)),
    lifeEvents: contract.lifeEvents.handler(() => lookUp.lifeEvents()),
    lifeEvent: contract.lifeEvent.handler(({ input }) => lookUp.lifeEvent(input)),
    procedure: contract.procedure.handler(({ input, errors }) =>
      valueOrRefuse(lookUp.procedure(input.code), errors),
    ),
    feedback: contract.feedback.handler(() => lookUp.feedback()),
    catalogue: contract.catalogue.handler(() => lookUp.catalogue()),
  });
}
