import type { TestContext } from 'vitest';

/**
 * Skips the running test when something it needs is missing; for `beforeEach`.
 * @param missing the reason, as `postgresMissing()` and its like give it
 */
export function skipWithout(context: TestContext, missing: string | undefined): void {
  if (missing !== undefined) context.skip(missing);
}
