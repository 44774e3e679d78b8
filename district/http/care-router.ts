import { implement } from '@orpc/server';
import { officeReleasesContract } from '../../shared/contract/releases.ts';
import { officeKeysContract } from '../../shared/contract/technician-keys.ts';
import { officeUnitKiosksContract } from '../../shared/contract/unit-kiosks.ts';
import { problem } from '../../shared/model/problems.ts';
import type { FleetHand } from '../domain/fleet/keeping.ts';
import { keysOf, makeKey, revokeKey } from '../domain/fleet/keys.ts';
import { releasesOf } from '../domain/fleet/release-stands.ts';
import { stageRelease } from '../domain/fleet/releases.ts';
import {
  putDistrictUrl,
  putTechnicianPin,
  putUnitKioskSettings,
  unitKiosksOf,
} from '../domain/fleet/unit-kiosks.ts';
import { userOf } from '../domain/office.ts';
import type { District } from './district.ts';
import { settle } from './settle.ts';
import type { Visit } from './visit.ts';

/**
 * The office's care for kiosks that stand: their versions, their settings, and who opens their technician's page. Every
 * procedure needs a session, and what is done carries the user's name.
 */
export function officeCareRouters({ store, now }: District) {
  const contract = {
    releases: officeReleasesContract,
    keys: officeKeysContract,
    unitKiosks: officeUnitKiosksContract,
  };
  const os = implement(contract)
    .$context<Visit>()
    .use(async ({ context, next, errors }) => {
      const by = await userOf(store, now, context.session);
      if (by === null) throw errors.REFUSED({ data: problem('office.signed-out') });
      return next({ context: { hand: { store, now, by } satisfies FleetHand } });
    });

  return os.router({
    releases: {
      list: os.releases.list.handler(() => releasesOf(store)),
      stage: os.releases.stage.handler(async ({ input, context: { hand }, errors }) => {
        settle(await stageRelease(hand, input.version, input.stage), errors);
        return releasesOf(store);
      }),
    },
    keys: {
      list: os.keys.list.handler(() => keysOf(store, now)),
      make: os.keys.make.handler(async ({ input, context: { hand }, errors }) => {
        const made = settle(await makeKey(hand, input), errors);
        return { ...made, keys: await keysOf(store, now) };
      }),
      revoke: os.keys.revoke.handler(async ({ input, context: { hand }, errors }) => {
        settle(await revokeKey(hand, input.id), errors);
        return keysOf(store, now);
      }),
    },
    unitKiosks: {
      look: os.unitKiosks.look.handler(async ({ input, errors }) =>
        settle(await unitKiosksOf(store, now, input.unit), errors),
      ),
      putSettings: os.unitKiosks.putSettings.handler(
        async ({ input: { unit, settings }, context: { hand }, errors }) => {
          settle(await putUnitKioskSettings(hand, unit, settings), errors);
          return settle(await unitKiosksOf(store, now, unit), errors);
        },
      ),
      putDistrictUrl: os.unitKiosks.putDistrictUrl.handler(
        async ({ input: { unit, districtUrl }, context: { hand }, errors }) => {
          settle(await putDistrictUrl(hand, unit, districtUrl), errors);
          return settle(await unitKiosksOf(store, now, unit), errors);
        },
      ),
      putTechnicianPin: os.unitKiosks.putTechnicianPin.handler(
        async ({ input: { unit, pin }, context: { hand }, errors }) => {
          settle(await putTechnicianPin(hand, unit, pin), errors);
          return settle(await unitKiosksOf(store, now, unit), errors);
        },
      ),
    },
  });
}
