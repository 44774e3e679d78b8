import { isDefinedError, ORPCError } from '@orpc/client';
import type { Problem } from '../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';

/**
 * Why a question to the server got no answer. `refused` brings its own sentences; the page has the words for the rest:
 * no connection, a failing server, a sign-in link that is used up.
 */
export type Trouble =
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'unreachable' | 'failed' | 'link' };

/** Asks the server. Whatever goes wrong on the way is a trouble to be shown, never an exception. */
export async function ask<T>(question: () => Promise<T>): Promise<Result<T, Trouble>> {
  try {
    return ok(await question());
  } catch (error) {
    return fail(troubleOf(error));
  }
}

export function refused(because: Problem): Result<never, Trouble> {
  return fail({ kind: 'refused', problem: because });
}

function troubleOf(error: unknown): Trouble {
  if (!(error instanceof ORPCError)) return { kind: 'unreachable' };
  if (isDefinedError(error) && error.code === 'REFUSED') {
    return { kind: 'refused', problem: error.data as Problem };
  }
  return { kind: 'failed' };
}
