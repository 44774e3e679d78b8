import type { Problem } from '../../shared/model/problems.ts';
import type { Result } from '../../shared/model/result.ts';

/** How a procedure of the contract refuses. */
export type Errors = { REFUSED: (options: { data: Problem }) => Error };

/** The value of a result; a problem crosses the border as the contract's one typed error. */
export function settle<T>(result: Result<T, Problem>, errors: Errors): T {
  if (result.ok) return result.value;
  throw errors.REFUSED({ data: result.problem });
}
