import { test as plainTest } from '@playwright/test';
import { chromiumMissing } from './chromium.ts';

/** Playwright's `test`, which skips itself with the reason on a machine without a browser. */
export const test = plainTest.extend<{ browserIsThere: undefined }>({
  browserIsThere: [
    // Playwright reads from this pattern which other fixtures are needed: none.
    async ({}, use, testInfo) => {
      const missing = chromiumMissing();
      testInfo.skip(missing !== undefined, missing ?? '');
      await use(undefined);
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';
