import { defineConfig } from '@playwright/test';
import { chromiumLaunchOptions } from './tests/support/chromium.ts';

/** A whole flow with a machine, a district server and a browser started for it, on a busy machine. */
const flowTimeoutMs = 300_000;
/** How long a page may take to show what is expected of it before that counts as a failure. */
const expectTimeoutMs = 15_000;

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.e2e.ts',
  timeout: flowTimeoutMs,
  expect: { timeout: expectTimeoutMs },
  // One browser at a time: a counter PC has two cores, and so have the machines this runs on.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  outputDir: 'test-results',
  use: {
    launchOptions: chromiumLaunchOptions(),
    screenshot: 'only-on-failure',
    trace: 'off',
  },
});
