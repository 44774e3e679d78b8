import { implement } from '@orpc/server';
import { officeDeskContract, type UnitDesk } from '../../shared/contract/unit-desk.ts';
import type { UnitId } from '../../shared/model/ids.ts';
import { problem, type Problem } from '../../shared/model/problems.ts';
import type { Result } from '../../shared/model/result.ts';
import {
  addClient,
  addOfficer,
  lookAt,
  putSettings,
  putYear,
  removeOfficer,
  renameOfficer,
  restoreOfficer,
  revokeClient,
  setPin,
  type Hand,
} from '../domain/desk/unit-desk.ts';
import { userOf } from '../domain/office.ts';
import type { District } from './district.ts';
import { settle, type Errors } from './settle.ts';
import type { Visit } from './visit.ts';

/** The office's work with a unit's desk; every procedure needs a session, and what is done carries the user's name. */
export function officeDeskRouter({ store, now }: District) {
  const os = implement(officeDeskContract)
    .$context<Visit>()
    .use(async ({ context, next, errors }) => {
      const by = await userOf(store, now, context.session);
      if (by === null) throw errors.REFUSED({ data: problem('office.signed-out') });
      return next({ context: { by } });
    });
  const hand = (unit: UnitId, { by }: { by: string }): Hand => ({ store, now, unit, by });
  const then = async (
    unit: UnitId,
    done: Result<unknown, Problem>,
    errors: Errors,
  ): Promise<UnitDesk> => {
    settle(done, errors);
    return settle(await lookAt(store, unit), errors);
  };

  return os.router({
    look: os.look.handler(async ({ input, errors }) =>
      settle(await lookAt(store, input.unit), errors),
    ),
    addOfficer: os.addOfficer.handler(async ({ input: { unit, ...officer }, context, errors }) =>
      then(unit, await addOfficer(hand(unit, context), officer), errors),
    ),
    renameOfficer: os.renameOfficer.handler(
      async ({ input: { unit, officer, name }, context, errors }) =>
        then(unit, await renameOfficer(hand(unit, context), officer, name), errors),
    ),
    setPin: os.setPin.handler(async ({ input: { unit, officer, pin }, context, errors }) =>
      then(unit, await setPin(hand(unit, context), officer, pin), errors),
    ),
    removeOfficer: os.removeOfficer.handler(async ({ input: { unit, officer }, context, errors }) =>
      then(unit, await removeOfficer(hand(unit, context), officer), errors),
    ),
    restoreOfficer: os.restoreOfficer.handler(
      async ({ input: { unit, officer }, context, errors }) =>
        then(unit, await restoreOfficer(hand(unit, context), officer), errors),
    ),
    addClient: os.addClient.handler(async ({ input: { unit, ...client }, context, errors }) => {
      const made = settle(await addClient(hand(unit, context), client), errors);
      return { ...made, desk: settle(await lookAt(store, unit), errors) };
    }),
    revokeClient: os.revokeClient.handler(async ({ input: { unit, client }, context, errors }) =>
      then(unit, await revokeClient(hand(unit, context), client), errors),
    ),
    putYear: os.putYear.handler(async ({ input: { unit, year }, context, errors }) =>
      then(unit, await putYear(hand(unit, context), year), errors),
    ),
    putSettings: os.putSettings.handler(async ({ input: { unit, settings }, context, errors }) =>
      then(unit, await putSettings(hand(unit, context), settings), errors),
    ),
  });
}
