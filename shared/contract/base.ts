import { oc } from '@orpc/contract';
import { problemSchema } from '../model/problems.ts';

/**
 * The ground of every contract: one typed error for everything expected. Its data say what happened in both
 * languages. Whatever else goes wrong is a defect and crosses the border as an unnamed internal error.
 */
export const contract = oc.errors({
  REFUSED: { status: 422, message: 'Refused, with a reason', data: problemSchema },
});
