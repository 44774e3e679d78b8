import type { Problem } from '../../shared/model/problems.ts';
import type { Result } from '../../shared/model/result.ts';

/** The one typed error of every contract (shared/contract/base.ts), as its implementer is given it. */
type Errors = {
  readonly REFUSED: (options: { readonly data: ProblemData }) => Error;
};

type ProblemData = Omit<Problem, 'parameters'> & { parameters: Record<string, string | number> };

/** The value, or the problem thrown as the contract's typed error. */
export function valueOrRefuse<T>(result: Result<T, Problem>, errors: Errors): T {
  if (result.ok) return result.value;
  const { parameters } = result.problem;
  throw errors.REFUSED({ data: { ...result.problem, parameters: { ...parameters } } });
}
