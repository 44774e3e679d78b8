import { implement } from '@orpc/server';
import { officeFleetContract, type Batch, type KioskDetails } from '../../shared/contract/fleet.ts';
import type { KioskId } from '../../shared/model/ids.ts';
import { problem, type Problem } from '../../shared/model/problems.ts';
import type { Result } from '../../shared/model/result.ts';
import { enrolAgain, makeBatch, type MadeBatch } from '../domain/fleet/batch.ts';
import { codesOf, revokeCode } from '../domain/fleet/codes.ts';
import { detailsOf } from '../domain/fleet/details.ts';
import { moveKiosk, restoreKiosk, retireKiosk, type FleetHand } from '../domain/fleet/keeping.ts';
import { fleetOf } from '../domain/fleet/standing.ts';
import { userOf } from '../domain/office.ts';
import type { District } from './district.ts';
import { settle, type Errors } from './settle.ts';
import type { Visit } from './visit.ts';

/** The office's work with the kiosks; every procedure needs a session, and what is done carries the user's name. */
export function officeFleetRouter({ store, now, projector }: District) {
  const os = implement(officeFleetContract)
    .$context<Visit>()
    .use(async ({ context, next, errors }) => {
      const by = await userOf(store, now, context.session);
      if (by === null) throw errors.REFUSED({ data: problem('office.signed-out') });
      return next({ context: { hand: { store, now, by } satisfies FleetHand } });
    });
  const then = async (
    kiosk: KioskId,
    done: Result<unknown, Problem>,
    errors: Errors,
  ): Promise<KioskDetails> => {
    settle(done, errors);
    return settle(await detailsOf(store, now, kiosk), errors);
  };

  return os.router({
    list: os.list.handler(() => fleetOf(store, now)),
    details: os.details.handler(async ({ input, errors }) => {
      projector.nudge(); // what its journal says of itself
      return settle(await detailsOf(store, now, input.kiosk), errors);
    }),
    move: os.move.handler(async ({ input: { kiosk, ...to }, context: { hand }, errors }) =>
      then(kiosk, await moveKiosk(hand, kiosk, to), errors),
    ),
    retire: os.retire.handler(async ({ input: { kiosk }, context: { hand }, errors }) =>
      then(kiosk, await retireKiosk(hand, kiosk), errors),
    ),
    restore: os.restore.handler(async ({ input: { kiosk }, context: { hand }, errors }) =>
      then(kiosk, await restoreKiosk(hand, kiosk), errors),
    ),
    enrolAgain: os.enrolAgain.handler(
      async ({ input: { kiosk, ...asked }, context: { hand }, errors }) =>
        withoutFiles(settle(await enrolAgain(hand, kiosk, asked), errors)),
    ),
    counters: os.counters.handler(async ({ input }) => [
      ...(await store.places.countersOf(input.unit)),
    ]),
    makeBatch: os.makeBatch.handler(async ({ input, context: { hand }, errors }) =>
      withoutFiles(settle(await makeBatch(hand, input), errors)),
    ),
    codes: os.codes.handler(() => codesOf(store, now)),
    revokeCode: os.revokeCode.handler(async ({ input, context: { hand }, errors }) => {
      settle(await revokeCode(hand, input.id), errors);
      return codesOf(store, now);
    }),
  });
}

/** What the page gets: the files are in the ZIP. */
function withoutFiles({ files: _files, ...batch }: MadeBatch): Batch {
  return batch;
}
