import type { MadeCode } from '../../../shared/contract/fleet.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import type { DistrictStore, Now } from '../ports.ts';
import type { FleetHand } from './keeping.ts';
import type { CodeStanding } from './ports.ts';

/** The codes that were made, newest first: never the codes themselves. */
export async function codesOf({ fleet }: DistrictStore, now: Now): Promise<MadeCode[]> {
  const time = now();
  const codes = await fleet.codes();
  return codes.map((code) => {
    const { usedBy: _usedBy, revokedAt: _revokedAt, ...rest } = code;
    return { ...rest, state: stateOf(code, time) };
  });
}

function stateOf({ usedBy, revokedAt, until }: CodeStanding, now: number): MadeCode['state'] {
  if (usedBy !== null) return 'used';
  if (revokedAt !== null) return 'revoked';
  return until <= now ? 'expired' : 'open';
}

/** A code that was used is past revoking: its kiosk is retired instead. */
export async function revokeCode(
  { store, now, by }: FleetHand,
  id: string,
): Promise<Result<void, Problem>> {
  return (await store.fleet.revokeCode(id, by, now()))
    ? ok(undefined)
    : fail(problem('fleet.code'));
}
