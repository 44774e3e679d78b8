import { implement } from '@orpc/server';
import { problem, type Problem } from '../../shared/model/problems.ts';
import { fail, type Result } from '../../shared/model/result.ts';
import { citizenContract, type CitizenView } from '../../shared/contract/citizen.ts';
import type { Core } from '../core/core.ts';
import { ScreenSleep } from '../core/screen-sleep.ts';
import { eitherOf, follow, type Join } from './follow.ts';
import { createLookUpRouter } from './look-up-router.ts';
import { valueOrRefuse } from './refusal.ts';

/** A window draws only what is so now: of several changes the last one is enough. */
const viewsKept = 1;

/** The citizen's contract over the use cases. Streams end when `closing` is aborted. */
export function createCitizenRouter(
  core: Core,
  closing: AbortSignal,
  technician: TechnicianWay = noTechnician,
  screen = new ScreenSleep(),
) {
  const { citizen } = core;
  const contract = implement(citizenContract);
  const { view, views } = viewsOf(core, technician, screen);
  return contract.router({
    view: contract.view.handler(({ signal }) => follow(views, view, eitherOf(signal, closing))),
    touched: contract.touched.handler(() => {
      citizen.touched();
      screen.touched();
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
    technician: {
      unlock: contract.technician.unlock.handler(async ({ input, errors }) => ({
        url: technician.urlOf(valueOrRefuse(await technician.unlock(input.pin), errors)),
      })),
      unlockByKey: contract.technician.unlockByKey.handler(async ({ errors }) => ({
        url: technician.urlOf(valueOrRefuse(await technician.unlockByKey(), errors)),
      })),
    },
  });
}

/** What the window is sent: the citizen's view, as the technician set this screen and as the shell turned it. */
function viewsOf({ citizen, onView }: Core, technician: TechnicianWay, screen: ScreenSleep) {
  const join: Join<void> = (listener) => {
    const leave = [onView(listener), technician.onChange(listener), screen.onChange(listener)];
    return () => leave.forEach((one) => one());
  };
  const view = (): CitizenView => ({
    ...technician.shown(citizen.view()),
    ...(screen.isAsleep ? { asleep: true } : {}),
  });
  return { view, views: { now: () => [view()], join, kept: viewsKept } };
}

/** The hidden way to the technician's page, and what a technician set for this screen. */
export type TechnicianWay = {
  unlock(pin: string | null): Promise<Result<string, Problem>>;
  unlockByKey(): Promise<Result<string, Problem>>;
  /** Where the page is for this session; null under a shell that changes windows by itself. */
  urlOf(session: string): string | null;
  shown(view: CitizenView): CitizenView;
  onChange(listener: () => void): () => void;
};

const closed = (): Promise<Result<string, Problem>> =>
  Promise.resolve(fail(problem('technician.refused')));
const noTechnician: TechnicianWay = {
  unlock: closed,
  unlockByKey: closed,
  urlOf: () => null,
  shown: (view) => view,
  onChange: () => () => undefined,
};

export type CitizenRouter = ReturnType<typeof createCitizenRouter>;

function done(_value: void): Record<string, never> {
  return {};
}
