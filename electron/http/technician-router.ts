import { implement } from '@orpc/server';
import { technicianContract, type TechnicianState } from '../../shared/contract/technician.ts';
import type { Problem } from '../../shared/model/problems.ts';
import { ok, type Result } from '../../shared/model/result.ts';
import type { Technician } from '../core/technician/technician.ts';
import { eitherOf, follow, type Join } from './follow.ts';
import { valueOrRefuse } from './refusal.ts';

/** What a transport tells of the page that calls. */
export type TechnicianContext = { readonly session: string | null };

const statesKept = 1;
const contract = implement(technicianContract).$context<TechnicianContext>();

/**
 * The technician's contract over the use cases. `back` is where the citizen's page is. Streams end when `closing` is
 * aborted, and with the page.
 */
export function createTechnicianRouter(
  technician: Technician,
  back: () => string | null,
  closing: AbortSignal,
) {
  const { access } = technician;
  const opened = openedOnly(access);
  const state = (): Promise<TechnicianState> => technician.state(back());
  const stateAfter = async (done: Result<void, Problem>) => (done.ok ? ok(await state()) : done);
  const join: Join<void> = technician.onChange;
  return contract.router({
    state: contract.state.use(opened).handler(state),
    watch: contract.watch.use(opened).handler(({ context: { session }, signal }) => {
      const end = endOf(technician, session);
      const source = { now: () => [null], join, kept: statesKept };
      const changes = follow(source, () => null, eitherOf(eitherOf(signal, closing), end.signal));
      return statesOf(changes, state, end.leave);
    }),
    leave: contract.leave.use(opened).handler(() => {
      access.leave('technician');
      return {};
    }),
    ...settingCalls(technician, opened),
    ...actionCalls(technician, opened, stateAfter),
  });
}

/** Every call counts as use of the page. */
function openedOnly(access: Technician['access']) {
  return contract.middleware(({ context, next, errors }) => {
    valueOrRefuse(access.use(context.session), errors);
    return next();
  });
}

type Opened = ReturnType<typeof openedOnly>;

const nothing = (_value: void): Record<string, never> => ({});

function settingCalls(technician: Technician, opened: Opened) {
  return {
    settings: contract.settings.use(opened).handler(() => technician.settings()),
    set: contract.set
      .use(opened)
      .handler(async ({ input, errors }) =>
        valueOrRefuse(await technician.set(input.key, input.value), errors),
      ),
    setPin: contract.setPin
      .use(opened)
      .handler(async ({ input, errors }) =>
        nothing(valueOrRefuse(await technician.setPin(input.pin), errors)),
      ),
  };
}

function actionCalls(
  technician: Technician,
  opened: Opened,
  stateAfter: (done: Result<void, Problem>) => Promise<Result<TechnicianState, Problem>>,
) {
  return {
    sendNow: contract.sendNow.use(opened).handler(() => {
      technician.sendNow();
      return {};
    }),
    measureDisk: contract.measureDisk
      .use(opened)
      .handler(async ({ errors }) => valueOrRefuse(await technician.measureDisk(), errors)),
    diagnose: contract.diagnose.use(opened).handler(async ({ input }) => ({
      steps: await technician.diagnose(input.districtUrl),
    })),
    log: contract.log.use(opened).handler(({ input: { group, before, count } }) =>
      technician.log({
        group,
        ...(before === undefined ? {} : { before }),
        ...(count === undefined ? {} : { count }),
      }),
    ),
    enrol: contract.enrol
      .use(opened)
      .handler(async ({ input, errors }) =>
        valueOrRefuse(await stateAfter(await technician.enrol(input)), errors),
      ),
    sticks: contract.sticks.use(opened).handler(() => technician.sticks()),
    provision: contract.provision
      .use(opened)
      .handler(async ({ input, errors }) =>
        valueOrRefuse(await stateAfter(await technician.provision(input.stick)), errors),
      ),
    bundle: contract.bundle
      .use(opened)
      .handler(async ({ input, errors }) => valueOrRefuse(await technician.bundle(input), errors)),
    end: contract.end.use(opened).handler(({ input }) => {
      technician.end(input.how);
      return {};
    }),
  };
}

export type TechnicianRouter = ReturnType<typeof createTechnicianRouter>;

/** Ends with the page that was opened, however that ended. */
function endOf(
  { access }: Technician,
  session: string | null,
): { signal: AbortSignal; leave: () => void } {
  const ended = new AbortController();
  const leave = access.onChange(() => {
    if (!access.isOpen(session)) ended.abort();
  });
  return { signal: ended.signal, leave };
}

async function* statesOf(
  changes: AsyncGenerator<null, void>,
  state: () => Promise<TechnicianState>,
  leave: () => void,
): AsyncGenerator<TechnicianState, void> {
  try {
    for await (const _change of changes) yield await state();
  } finally {
    leave();
  }
}
