import { implement } from '@orpc/server';
import { deskContract, type DeskSurvey } from '../../shared/contract/desk.ts';
import { surveyHistoryMax } from '../../shared/limits.ts';
import type { Core } from '../core/core.ts';
import type { Seat } from '../core/sign-in/sessions.ts';
import { eitherOf, follow, type Join } from './follow.ts';
import { valueOrRefuse } from './refusal.ts';

/** What a transport tells of the page that calls. */
export type DeskContext = { readonly seat: Seat };

/** A page draws only what is so now. */
const stationsKept = 1;

/** The desk's contract over the use cases. Streams end when `closing` is aborted. */
export function createDeskRouter(core: Core, closing: AbortSignal) {
  const { desk } = core;
  const contract = implement(deskContract).$context<DeskContext>();
  const signedIn = contract.middleware(({ context, next, errors }) =>
    next({ context: { officer: valueOrRefuse(desk.use(context.seat), errors) } }),
  );
  const stations: Join<void> = core.onStation;
  const statuses = { now: desk.open, join: core.onDeskStatus, kept: surveyHistoryMax };
  return contract.router({
    station: contract.station.handler(({ context }) => desk.station(context.seat)),
    watchStation: contract.watchStation.handler(({ context: { seat }, signal }) => {
      const now = () => [desk.station(seat)];
      const source = { now, join: stations, kept: stationsKept };
      return follow(source, () => desk.station(seat), eitherOf(signal, closing));
    }),
    signIn: contract.signIn.handler(async ({ input, context, errors }) =>
      valueOrRefuse(await desk.signIn(context.seat, input.officer, input.pin), errors),
    ),
    signOut: contract.signOut.handler(({ context, errors }) =>
      valueOrRefuse(desk.signOut(context.seat), errors),
    ),
    stay: contract.stay.use(signedIn).handler(() => ({})),
    find: contract.find
      .use(signedIn)
      .handler(({ input, errors }) => valueOrRefuse(desk.find(input.text), errors)),
    procedures: contract.procedures
      .use(signedIn)
      .handler(({ input }) => desk.procedures(input.text)),
    launch: contract.launch
      .use(signedIn)
      .handler(({ input, context, errors }) =>
        valueOrRefuse(desk.launch(context.officer, input), errors),
      ),
    withdraw: contract.withdraw
      .use(signedIn)
      .handler(({ input, context, errors }) =>
        valueOrRefuse(desk.withdraw(context.officer, input.survey), errors),
      ),
    status: contract.status
      .use(signedIn)
      .handler(({ input, errors }) => valueOrRefuse(desk.status(input.survey), errors)),
    watch: contract.watch.use(signedIn).handler(({ context: { seat }, signal }) => {
      const signedOut = endOfSession(core, seat);
      const ends = eitherOf(eitherOf(signal, closing), signedOut.signal);
      return whileOpen(
        follow(statuses, (survey) => survey, ends),
        signedOut.leave,
      );
    }),
  });
}

export type DeskRouter = ReturnType<typeof createDeskRouter>;

/** What a seat may watch ends with its session, however that ended. */
function endOfSession(core: Core, seat: Seat): { signal: AbortSignal; leave: () => void } {
  const ended = new AbortController();
  const leave = core.onStation(() => {
    if (!core.desk.isSignedIn(seat)) ended.abort();
  });
  return { signal: ended.signal, leave };
}

async function* whileOpen(
  stream: AsyncGenerator<DeskSurvey, void>,
  leave: () => void,
): AsyncGenerator<DeskSurvey, void> {
  try {
    yield* stream;
  } finally {
    leave();
  }
}
