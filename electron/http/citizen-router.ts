import { implement } from '@orpc/server';
import { citizenContract } from '../../shared/contract/citizen.ts';
import type { Core } from '../core/core.ts';
import { eitherOf, follow, type Join } from './follow.ts';
import { createLookUpRouter } from './look-up-router.ts';
import { valueOrRefuse } from './refusal.ts';

/** A window draws only what is so now: of several changes the last one is enough. */
const viewsKept = 1;

/** The citizen's contract over the use cases. Streams end when `closing` is aborted. */
export function createCitizenRouter(core: Core, closing: AbortSignal) {
  const { citizen } = core;
  const contract = implement(citizenContract);
  const join: Join<void> = core.onView;
  const views = { now: () => [citizen.view()], join, kept: viewsKept };
  return contract.router({
    view: contract.view.handler(({ signal }) =>
      follow(views, () => citizen.view(), eitherOf(signal, closing)),
    ),
    touched: contract.touched.handler(() => {
      citizen.touched();
      return {};
    }),
    startWalkIn: contract.startWalkIn.handler(({ errors }) => ({
      survey: valueOrRefuse(citizen.startWalkIn(), errors),
    })),
    accept: contract.accept.handler(({ input, errors }) =>
      done(valueOrRefuse(citizen.accept(input.survey), errors)),
    ),
    proceed: contract.proceed.handler(({ input, errors }) =>
      done(valueOrRefuse(citizen.proceed(input.survey), errors)),
    ),
    scanned: contract.scanned.handler(({ input, errors }) => ({
      survey: valueOrRefuse(citizen.scanned(input.text), errors),
    })),
    decline: contract.decline.handler(({ input, errors }) =>
      done(valueOrRefuse(citizen.decline(input.survey), errors)),
    ),
    extend: contract.extend.handler(({ input, errors }) =>
      done(valueOrRefuse(citizen.extend(input.survey), errors)),
    ),
    rate: contract.rate.handler(({ input, errors }) =>
      done(valueOrRefuse(citizen.rate(input), errors)),
    ),
    detail: contract.detail.handler(async ({ input, errors }) =>
      done(valueOrRefuse(await citizen.detail(input), errors)),
    ),
    finish: contract.finish.handler(({ input, errors }) =>
      done(valueOrRefuse(citizen.finish(input.survey), errors)),
    ),
    lookUp: createLookUpRouter(core),
  });
}

export type CitizenRouter = ReturnType<typeof createCitizenRouter>;

function done(_value: void): Record<string, never> {
  return {};
}
