import { ORPCError } from '@orpc/client';
import type { Problem } from '../../shared/model/problems.ts';

/** What a client's call is rejected with when the machine refuses it. */
export function refused(problem: Problem): Error {
  return new ORPCError('REFUSED', { defined: true, data: problem });
}
